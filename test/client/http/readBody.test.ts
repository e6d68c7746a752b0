import { Readable } from 'node:stream'

import { describe, expect, test } from 'vitest'

import { readBody } from '../../../src/client/http/sendRequest.ts'

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
  test('reads a text that arrives in pieces, even if a piece ends within a character', async () => {
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

  test('returns an empty string if there is no body', async () => {
    expect(await readBody(new Response(null, { status: 204 }), 10)).toBe('')
  })

  test('rejects with "locked" if other code has read the body', async () => {
    const used = new Response('{}')
    await used.text()
    await expect(readBody(used, 10)).rejects.toThrow('locked')
  })

  test('uses the text of a response without a stream, up to the limit', async () => {
    const whole = Object.defineProperty(new Response('{"a":1}'), 'body', { value: undefined })
    expect(await readBody(whole, 7)).toBe('{"a":1}')
    const larger = Object.defineProperty(new Response('{"a":1}'), 'body', { value: undefined })
    await expect(readBody(larger, 6)).rejects.toThrow('more than 6 bytes')
  })

  test('iterates a body that has no reader, as in node-fetch', async () => {
    const whole = Object.defineProperty(new Response(), 'body', {
      value: Readable.from([bytes('{"a"'), bytes(':1}')]),
    })
    expect(await readBody(whole, 7)).toBe('{"a":1}')
  })

  test('rejects if the connection breaks', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) })
    await expect(readBody(new Response(broken), 10)).rejects.toThrow('terminated')
  })
})
