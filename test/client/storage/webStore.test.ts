import type { OperationsStorage } from 'react-accepted'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { createWebStore, findStorage } from '../../../src/client/storage/webStore.ts'
import { FULL, createStore } from './createStore.ts'
import { REQUEST, intentRecord, operationRecord } from './journalRecords.ts'
import { namesIn, openJournal } from './openJournal.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** The result of a task after `ms`; `'waiting'` if there is none yet. */
async function after<T>(ms: number, task: Promise<T>): Promise<T | 'waiting'> {
  let result: T | 'waiting' = 'waiting'
  void task.then((value) => (result = value))
  await vi.advanceTimersByTimeAsync(ms)
  return result
}

/** The keys that a store lists; `undefined` if it cannot be read. */
async function keysOf(storage: OperationsStorage | undefined) {
  const all = storage && (await createWebStore(storage).list(''))
  return all && [...all.keys()]
}

function fail(): never {
  throw new DOMException('The operation is insecure.', 'SecurityError')
}

/** A thenable that is not a native promise, such as some libraries return. */
function foreign<T>(value: Promise<T>): Promise<T> {
  // oxlint-disable-next-line unicorn/no-thenable -- That is what such a promise is.
  return Object.create(null, { then: { value: value.then.bind(value) } }) as Promise<T>
}

const BROKEN: Record<string, OperationsStorage> = {
  'that throws': { getItem: fail, setItem: fail, removeItem: fail, keys: fail },
  'that throws on length too': {
    getItem: fail,
    setItem: fail,
    removeItem: fail,
    get length(): number {
      return fail()
    },
  },
  'that rejects': {
    getItem: () => Promise.reject(FULL),
    setItem: () => Promise.reject(FULL),
    removeItem: () => Promise.reject(FULL),
    keys: () => Promise.reject(FULL),
  },
  'that rejects with its own kind of promise': {
    getItem: () => foreign(Promise.reject(FULL)),
    setItem: () => foreign(Promise.reject(FULL)),
    removeItem: () => foreign(Promise.reject(FULL)),
    keys: () => foreign(Promise.reject(FULL)),
  },
}

/** In ms. Enough for the retry of a rejected call, which follows a moment later. */
const SECOND = 1_000

describe.each(Object.entries(BROKEN))('a store %s', (_, storage) => {
  test('cannot be read, refuses writes, and never makes us throw', async () => {
    const store = createWebStore(storage)
    expect(await after(SECOND, store.read('a'))).toBeUndefined()
    expect(await after(SECOND, store.list(''))).toBeUndefined()
    expect(await after(SECOND, store.write([['a', '1']]))).toBe('refused')
    expect(
      await after(
        SECOND,
        store.update('a', () => '1'),
      ),
    ).toBe('late')
    expect(await after(SECOND, store.reset(''))).toBe('written')
  })

  test('leaves the contents of a journal unknown', async () => {
    const onRefused = vi.fn<() => void>()
    const journal = openJournal({ storage, requests: storage, onRefused })
    expect(await after(SECOND, journal.writeIntent(intentRecord('key-1'), REQUEST))).toBe('refused')
    expect(onRefused).toHaveBeenCalledOnce()
    await after(SECOND, journal.writeOperation(operationRecord('op-1')))
    await after(SECOND, journal.removeIntent('key-1'))
    await after(SECOND, journal.clear())
    expect(await after(SECOND, journal.load())).toBeUndefined()
    expect(await after(SECOND, journal.hasIntent('key-1'))).toBeUndefined()
    expect(await after(SECOND, journal.readRequest('key-1'))).toBeUndefined()
  })
})

describe('a store that never answers', () => {
  const never = () => new Promise<never>(() => undefined)
  const silent: OperationsStorage = { getItem: never, setItem: never, removeItem: never, keys: never }

  test.each(['read', 'list'] as const)('counts as unreadable after one second: %s', async (call) => {
    const ask = (): Promise<unknown> => createWebStore(silent)[call]('a')
    expect(await after(999, ask())).toBe('waiting')
    expect(await after(1_000, ask())).toBeUndefined()
  })

  test('may still perform a write, which counts as late, neither written nor refused', async () => {
    expect(await after(999, createWebStore(silent).write([['a', '1']]))).toBe('waiting')
    expect(await after(1_000, createWebStore(silent).write([['a', '1']]))).toBe('late')
  })

  test('gets no more time if its promises are not native', async () => {
    const storage = { ...silent, getItem: () => foreign(never()) }
    expect(await after(1_000, createWebStore(storage).read('a'))).toBeUndefined()
  })

  test('delays a request by three seconds at most', async () => {
    const journal = openJournal({ storage: silent })
    expect(await after(3_000, journal.writeIntent(intentRecord('key-1'), REQUEST))).toBe('late')
  })

  test('leaves no timer behind once it has answered', async () => {
    const later: OperationsStorage = { ...silent, getItem: () => Promise.resolve('1') }
    expect(await createWebStore(later).read('a')).toBe('1')
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a slow store', () => {
  test('works for a journal as well as one that answers at once', async () => {
    const items = new Map<string, string>()
    const sync = createStore(items)
    const late = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
    const storage: OperationsStorage = {
      getItem: (key) => late(50).then(() => sync.getItem(key)),
      setItem: (key, value) => late(50).then(() => sync.setItem(key, value)),
      removeItem: (key) => late(50).then(() => sync.removeItem(key)),
      keys: () => late(50).then(() => [...items.keys()]),
    }
    const journal = openJournal({ storage })
    await after(500, journal.writeIntent(intentRecord('key-1'), REQUEST))
    await after(500, journal.writeOperation(operationRecord('op-1')))
    expect(await after(500, namesIn(journal))).toEqual({ intents: ['key-1'], operations: ['op-1'] })
  })
})

describe('the keys of a store', () => {
  test('are listed with length and key, as in browsers', async () => {
    const storage = createStore(
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
    )
    expect(await keysOf(storage)).toEqual(['a', 'b'])
  })

  test('are listed even if the page stores an item named "keys"', async () => {
    const storage = Object.assign(
      createStore(
        new Map([
          ['keys', '1'],
          ['a', '1'],
        ]),
      ),
      { keys: 'an item' },
    )
    // In browsers, `localStorage.keys` is then the item and not a function.
    const given: unknown = storage
    expect(await keysOf(given as OperationsStorage)).toEqual(['keys', 'a'])
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a number', 4],
    ['an object', {}],
    ['a list of other values', [undefined, 1, null, {}]],
  ])('are none, or cannot be read, if it returns %s', async (_, keys) => {
    const given: unknown = { ...createStore(), keys: () => keys }
    expect(await keysOf(given as OperationsStorage)).toEqual(Array.isArray(keys) ? [] : undefined)
  })

  test('may be an iterator, such as a Map returns', async () => {
    const items = new Map([['a', '1']])
    const given: unknown = { ...createStore(items), keys: () => items.keys() }
    expect(await keysOf(given as OperationsStorage)).toEqual(['a'])
  })

  test('are none if it cannot list them', async () => {
    const { getItem, setItem, removeItem } = createStore()
    expect(await keysOf({ getItem, setItem, removeItem })).toEqual([])
  })
})

describe('the browser’s own store', () => {
  test('is found', () => {
    const storage = createStore()
    vi.stubGlobal('localStorage', storage)
    expect(findStorage('localStorage')).toBe(storage)
  })

  test('is not found if reading it throws', () => {
    vi.stubGlobal('localStorage', undefined)
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: fail })
    expect(findStorage('localStorage')).toBeUndefined()
  })

  test.each([undefined, null])('is not found if it is %s', (value) => {
    vi.stubGlobal('localStorage', value)
    expect(findStorage('localStorage')).toBe(value)
  })
})
