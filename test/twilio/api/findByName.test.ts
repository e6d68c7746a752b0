import { RequestError, waitForOperation } from 'react-accepted/client'
import { createMemoryStore } from 'react-accepted/twilio/client'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { createHarness, inTime } from './createHarness.ts'

afterEach(() => void vi.useRealTimers())

type Read = (path: string) => Promise<unknown>

const find = createMemoryStore.resource?.find

/** An account with these stores, by ID. `most` is the highest number of concurrent reads. */
function account(names: Readonly<Record<string, string | Error>>, pageSize = 100) {
  const ids = Object.keys(names)
  const count = { now: 0, most: 0, reads: 0 }
  const read: Read = async (path) => {
    const url = new URL(path, 'https://memory.test')
    const id = /Stores\/(.+)$/.exec(url.pathname)?.[1]
    if (id === undefined) {
      const from = Number(url.searchParams.get('pageToken') ?? 0)
      const next = from + pageSize
      const nextToken = next < ids.length ? String(next) : undefined
      return { stores: ids.slice(from, next), meta: { key: 'stores', pageSize, nextToken } }
    }
    count.reads += 1
    count.now += 1
    count.most = Math.max(count.most, count.now)
    await Promise.resolve()
    count.now -= 1
    const name = names[id]
    if (name instanceof Error) throw name
    return { id, displayName: name, status: 'ACTIVE' }
  }
  return { read, count }
}

const failure = (kind: 'notFound' | 'server') => new RequestError({ kind, message: kind })

describe('finding memory stores by name', () => {
  test('reads every store on every page, a few at a time, and compares names exactly', async () => {
    const names = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`s${index}`, `store-${index}`]),
    )
    const { read, count } = account({ ...names, upper: 'Store-7' }, 6)
    expect(await find?.({ displayName: 'store-7' }, read)).toEqual([{ id: 's7', label: 'store-7' }])
    expect(count.reads).toBe(21)
    expect(count.most).toBeLessThanOrEqual(6)
  })

  test('reads at most 100 stores, however long the list is', async () => {
    const names = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`s${index}`, 'other']))
    const { read, count } = account(names)
    expect(await find?.({ displayName: 'store' }, read)).toEqual([])
    expect(count.reads).toBe(100)
  })

  test('skips a store that no longer exists, and fails if one cannot be read', async () => {
    const gone = account({ a: failure('notFound'), b: 'mine' })
    expect(await find?.({ displayName: 'mine' }, gone.read)).toEqual([{ id: 'b', label: 'mine' }])
    const broken = account({ a: failure('server'), b: 'mine' })
    await expect(find?.({ displayName: 'mine' }, broken.read)).rejects.toMatchObject({
      failure: { kind: 'server' },
    })
  })

  test('finds the store of an operation that does not name it', async () => {
    const { client, simulator } = createHarness()
    const accepted = await client.memoryStores.create({ displayName: 'ferry-memory' })
    expect(accepted.hint).toEqual({ displayName: 'ferry-memory' })
    simulator.script({
      on: 'memoryOperations.get',
      times: 'always',
      fault: { kind: 'json', remove: ['result', 'resultUrl'] },
    })
    const { resource } = await inTime(waitForOperation(client, accepted))
    expect(resource).toMatchObject({ state: 'found', type: 'memoryStore' })
  })
})

test('a deletion names the store it deletes, so that it returns to its own form', async () => {
  const { client } = createHarness()
  const id = (await client.memoryStores.list()).items[0] ?? ''
  expect(await client.memoryStores.delete(id)).toMatchObject({ kind: 'memoryStore.delete', resourceId: id })
})
