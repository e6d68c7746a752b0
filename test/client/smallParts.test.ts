import { createIdempotencyKey } from 'react-accepted/client'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { readBody } from '../../src/client/readBody.ts'
import { sleep } from '../../src/client/sleep.ts'
import type { Slots } from '../../src/client/slots.ts'
import { createSlots } from '../../src/client/slots.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('createIdempotencyKey', () => {
  const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

  test('is a UUID of version 4, another one each time', () => {
    const keys = Array.from({ length: 100 }, createIdempotencyKey)
    for (const key of keys) expect(key).toMatch(UUID)
    expect(new Set(keys).size).toBe(100)
  })

  test('is one too where crypto.randomUUID is missing, as on plain http', () => {
    const { crypto } = globalThis
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    const keys = Array.from({ length: 100 }, createIdempotencyKey)
    for (const key of keys) expect(key).toMatch(UUID)
    expect(new Set(keys).size).toBe(100)
  })

  test.each([0x00, 0xff])('has its version and variant whatever the bytes are (%i)', (byte) => {
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(byte) })
    expect(createIdempotencyKey()).toMatch(UUID)
  })
})

const stream = (...chunks: Uint8Array[]) =>
  new Response(
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk)
        controller.close()
      },
    }),
  )

const bytes = (text: string) => new TextEncoder().encode(text)

describe('readBody', () => {
  test('reads a text that comes in pieces, also where a piece ends within a letter', async () => {
    const whole = bytes('Zürich 🌉')
    const pieces = Array.from(whole, (byte) => Uint8Array.of(byte))
    expect(await readBody(stream(...pieces), 100)).toBe('Zürich 🌉')
  })

  test('counts bytes, up to and including the limit', async () => {
    expect(await readBody(stream(bytes('ü'.repeat(50))), 100)).toBe('ü'.repeat(50))
    await expect(readBody(stream(bytes('ü'.repeat(50))), 99)).rejects.toThrow('more than 99 bytes')
  })

  test('stops an endless body at the limit', async () => {
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(10))
      },
    })
    await expect(readBody(new Response(endless), 1_000)).rejects.toThrow('more than 1000 bytes')
    expect(pulled).toBeLessThan(110)
  })

  test('is empty where there is no body', async () => {
    expect(await readBody(new Response(null, { status: 204 }), 10)).toBe('')
  })

  test('says of a body that somebody else reads or has read that it is locked', async () => {
    const used = new Response('{}')
    await used.text()
    await expect(readBody(used, 10)).rejects.toThrow('locked')
  })

  test('takes the text of a response without a stream, up to the limit', async () => {
    const whole = Object.defineProperty(new Response('{"a":1}'), 'body', { value: undefined })
    expect(await readBody(whole, 7)).toBe('{"a":1}')
    const larger = Object.defineProperty(new Response('{"a":1}'), 'body', { value: undefined })
    await expect(readBody(larger, 6)).rejects.toThrow('more than 6 bytes')
  })

  test('rejects where the connection breaks', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) })
    await expect(readBody(new Response(broken), 10)).rejects.toThrow('terminated')
  })
})

/** Takes a place, notes who has it, and keeps it until `leave` is called. */
async function visit({ take }: Slots, name: string, served: string[], leave: Promise<unknown> | undefined) {
  const release = await take()
  served.push(name)
  await leave
  release()
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('createSlots', () => {
  test('hands out so many places at once, first come first served', async () => {
    const slots = createSlots(2)
    const served: string[] = []
    const leaves: (() => void)[] = []
    for (const name of ['1', '2', '3', '4', '5']) {
      void visit(slots, name, served, new Promise<void>((resolve) => leaves.push(resolve)))
    }
    await settle()
    expect(served).toEqual(['1', '2'])
    leaves[1]?.()
    await settle()
    expect(served).toEqual(['1', '2', '3'])
    leaves[0]?.()
    leaves[2]?.()
    await settle()
    expect(served).toEqual(['1', '2', '3', '4', '5'])
  })

  test('hands a place over, so that a newcomer cannot slip in between', async () => {
    const slots = createSlots(1)
    const served: string[] = []
    const release = await slots.take()
    const waiting = visit(slots, 'waiting', served, undefined)
    release()
    await Promise.all([waiting, visit(slots, 'newcomer', served, undefined)])
    expect(served).toEqual(['waiting', 'newcomer'])
  })

  test('lets those nobody sees wait behind the others, but gives them every fourth place', async () => {
    const slots = createSlots(1)
    const served: string[] = []
    const release = await slots.take()
    const visits = ['a1', 'a2', 's1', 's2', 's3', 's4', 's5'].map(async (name) => {
      const leave = await slots.take(name.startsWith('a'))
      served.push(name)
      leave()
    })
    release()
    await Promise.all(visits)
    expect(served).toEqual(['s1', 's2', 's3', 'a1', 's4', 's5', 'a2'])
  })

  test('has all its places again after everybody left', async () => {
    const slots = createSlots(2)
    const served: string[] = []
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(['a', 'b'].map((name) => visit(slots, name, served, undefined)))
    }
    expect(served).toHaveLength(6)
  })
})

describe('sleep', () => {
  test('ends after its time and forgets the signal', async () => {
    vi.useFakeTimers()
    const { signal } = new AbortController()
    const remove = vi.spyOn(signal, 'removeEventListener')
    const sleeping = sleep(1_000, signal)
    await vi.advanceTimersByTimeAsync(999)
    expect(vi.getTimerCount()).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    await sleeping
    expect(remove).toHaveBeenCalled()
  })

  test('ends early with the signal’s reason and leaves no timer', async () => {
    vi.useFakeTimers()
    const controller = new AbortController()
    const sleeping = sleep(1_000, controller.signal)
    controller.abort(new Error('enough'))
    await expect(sleeping).rejects.toThrow('enough')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('does not begin where the signal is aborted already', async () => {
    vi.useFakeTimers()
    await expect(sleep(1_000, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
    expect(vi.getTimerCount()).toBe(0)
  })
})
