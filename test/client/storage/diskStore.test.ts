import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { createDiskStore } from '../../../src/client/storage/diskStore.ts'
import { createJournal } from '../../../src/client/storage/journal.ts'
import { NO_STORE, withSpare } from '../../../src/client/storage/journalStore.ts'
import { createWebStore } from '../../../src/client/storage/webStore.ts'
import { NOW } from '../../protocol/samples.ts'
import { createStore } from './createStore.ts'
import { acceptedAs, intentRecord, operationRecord, settledRecord } from './journalRecords.ts'
import { namesIn } from './openJournal.ts'

beforeEach(() => void vi.stubGlobal('indexedDB', new IDBFactory()))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function openTab(store = createDiskStore()) {
  const onCleared = vi.fn<() => void>()
  const journal = createJournal({
    home: '/api | mara',
    storage: store,
    requests: NO_STORE,
    now: () => NOW,
    onCleared,
    onRefused: () => undefined,
  })
  return { journal, onCleared }
}

describe('the database', () => {
  test('returns what was written, by prefix, to another connection too', async () => {
    const store = createDiskStore()
    expect(
      await store.write([
        ['a/1', 'x'],
        ['a/2', 'y'],
        ['ab', 'z'],
      ]),
    ).toBe('written')
    expect(await createDiskStore().list('a/')).toEqual(
      new Map([
        ['a/1', 'x'],
        ['a/2', 'y'],
      ]),
    )
    expect(await store.read('a/1')).toBe('x')
    expect(await store.read('a/3')).toBeNull()
    expect(await store.write([['a/1', null]])).toBe('written')
    expect(await store.read('a/1')).toBeNull()
    expect(await store.reset('a/', ['a/mark', 'm'])).toBe('written')
    expect(await store.list('a')).toEqual(
      new Map([
        ['a/mark', 'm'],
        ['ab', 'z'],
      ]),
    )
  })

  test('gets more time from a sign-out than from a request', async () => {
    const open = indexedDB.open.bind(indexedDB)
    vi.spyOn(indexedDB, 'open').mockImplementation((...given) => {
      const request = open(...given)
      const listen = request.addEventListener.bind(request)
      vi.spyOn(request, 'addEventListener').mockImplementation((type: string, heard) => {
        const hear = (event: Event) => (typeof heard === 'function' ? heard(event) : heard.handleEvent(event))
        listen(type, type === 'success' ? (event) => void setTimeout(hear, 1_200, event) : hear)
      })
      return request
    })
    const written = createDiskStore().write([['a/1', 'x']])
    const cleared = createDiskStore().reset('a/')
    expect([await written, await cleared]).toEqual(['late', 'written'])
  })

  test('writes with strict durability, so that the data is on disk', async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
    await createDiskStore().write([['a', '1']])
    expect(transaction).toHaveBeenLastCalledWith('records', 'readwrite', { durability: 'strict' })
  })

  test('writes nothing, not even a part, once its guard has changed', async () => {
    const store = createDiskStore()
    await store.write([['mark', 'new']])
    const guard = { key: 'mark', value: 'old' }
    expect(
      await store.write(
        [
          ['a', '1'],
          ['b', null],
        ],
        guard,
      ),
    ).toBe('superseded')
    expect(await store.update('a', () => '1', guard)).toBe('superseded')
    expect(await store.read('a')).toBeNull()
    expect(await store.write([['a', '1']], { key: 'mark', value: 'new' })).toBe('written')
    expect(await store.write([['a', '2']], { key: 'none', value: null })).toBe('written')
  })

  test('loses neither change if two tabs update the same record at once', async () => {
    const [one, other] = [createDiskStore(), createDiskStore()]
    const append = (text: string) => (before: string | null) => (before ?? '') + text
    await Promise.all([one.update('a', append('x')), other.update('a', append('y'))])
    expect(['xy', 'yx']).toContain(await one.read('a'))
  })

  test('is reopened after the browser has closed it', async () => {
    const store = createDiskStore()
    await store.write([['a', '1']])
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('The database connection is closing.', 'InvalidStateError')
    })
    expect(await store.read('a')).toBe('1')
  })

  test('refuses writes and cannot be read as long as it cannot be opened', async () => {
    const store = createDiskStore()
    vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    })
    expect(await store.write([['a', '1']])).toBe('refused')
    expect(await store.write([['a', '1']])).toBe('written')
    vi.stubGlobal('indexedDB', undefined)
    expect(await createDiskStore().list('')).toBeUndefined()
  })

  test('refuses a write as a whole if it is full', async () => {
    const store = createDiskStore()
    // oxlint-disable-next-line typescript/unbound-method -- It is called with a store as `this`.
    const { put } = IDBObjectStore.prototype
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
      if (key === 'b') throw new DOMException('Full.', 'QuotaExceededError')
      return put.call(this, value, key)
    })
    expect(
      await store.write([
        ['a', '1'],
        ['b', '2'],
      ]),
    ).toBe('refused')
    expect(await store.read('a')).toBeNull()
  })
})

describe('a journal that another tab has cleared', () => {
  test.each([
    ['an intent', (journal: Tab) => journal.writeIntent(intentRecord('late'))],
    ['an operation', (journal: Tab) => journal.writeOperation(operationRecord('late'))],
    ['a late 202', (journal: Tab) => journal.accept({ ...operationRecord('late'), idempotencyKey: 'key-1' })],
    ['an end', (journal: Tab) => journal.settle(operationRecord('late'), settled('late'))],
  ])('takes no more records from before the clear: %s', async (_, write) => {
    const [mine, other] = [openTab(), openTab()]
    await mine.journal.writeIntent(intentRecord('key-1'))
    await other.journal.load()
    await mine.journal.clear()
    await write(other.journal)
    expect(other.onCleared).toHaveBeenCalledOnce()
    expect(await namesIn(mine.journal)).toEqual({ intents: [], operations: [] })
  })

  test('reports that when it is loaded, and when it is checked before a retry', async () => {
    const [mine, other] = [openTab(), openTab()]
    await other.journal.load()
    expect(await other.journal.isCurrent()).toBe(true)
    await mine.journal.clear()
    expect(await other.journal.isCurrent()).toBe(false)
    expect(await other.journal.load()).toBeUndefined()
    expect(other.onCleared).toHaveBeenCalledTimes(2)
  })

  test.each([
    ['an intent', (journal: Tab) => journal.writeIntent(intentRecord('late'))],
    ['an operation', (journal: Tab) => journal.writeOperation(operationRecord('late'))],
    ['a late 202', (journal: Tab) => journal.accept({ ...operationRecord('late'), idempotencyKey: 'key-1' })],
    ['an end', (journal: Tab) => journal.settle(operationRecord('late'), settled('late'))],
  ])('takes no write that the clearing tab itself had begun before: %s', async (_, write) => {
    const { journal } = openTab()
    await journal.writeIntent(intentRecord('key-1'))
    const writing = write(journal)
    const clearing = journal.clear()
    await Promise.all([writing, clearing])
    expect(await namesIn(journal)).toEqual({ intents: [], operations: [] })
    const again = write(journal)
    await Promise.all([again, journal.beginAgain()])
    expect(await namesIn(openTab().journal)).toEqual({ intents: [], operations: [] })
  })

  test('accepts new records after that', async () => {
    const [mine, other] = [openTab(), openTab()]
    await other.journal.load()
    await mine.journal.clear()
    await other.journal.beginAgain()
    expect(await other.journal.writeIntent(intentRecord('key-2'))).toBe('written')
    expect(await namesIn(mine.journal)).toEqual({ intents: ['key-2'], operations: [] })
  })
})

describe('a journal that is cleared at every sign-out', () => {
  test('rejects late writes after every clear, not only after the first one', async () => {
    const [mine, other] = [openTab(), openTab()]
    await mine.journal.clear()
    await other.journal.load()
    await other.journal.writeIntent(intentRecord('key-1'))
    await mine.journal.clear()
    expect(await other.journal.isCurrent()).toBe(false)
    expect(await other.journal.writeIntent(intentRecord('late'))).toBe('superseded')
    expect(await namesIn(mine.journal)).toEqual({ intents: [], operations: [] })
  })
})

type Tab = ReturnType<typeof openTab>['journal']

function settled(operationId: string) {
  const { settled: snapshot } = settledRecord(operationId)
  if (!snapshot) throw new Error('It has ended.')
  return snapshot
}

describe('the end of an operation', () => {
  test('is reported by one page of three, without a lock', async () => {
    const tabs = [openTab(), openTab(), openTab()]
    const told = await Promise.all(
      tabs.map(({ journal }) => journal.settle(operationRecord('op-1'), settled('op-1'))),
    )
    expect(told.filter(Boolean)).toHaveLength(1)
  })

  test('is reported by one page of three over a store without transactions', async () => {
    vi.useFakeTimers()
    const items = new Map<string, string>()
    const slowly = <T>(value: T) => new Promise<T>((resolve) => setTimeout(() => resolve(value), 10))
    const sync = createStore(items)
    const tabs = [0, 1, 2].map(() =>
      openTab(
        createWebStore({
          getItem: (key) => slowly(items.get(key) ?? null),
          setItem: (key, value) => slowly(undefined).then(() => sync.setItem(key, value)),
          removeItem: (key) => sync.removeItem(key),
          keys: () => [...items.keys()],
        }),
      ),
    )
    const all = Promise.all(
      tabs.map(({ journal }) => journal.settle(operationRecord('op-1'), settled('op-1'))),
    )
    await vi.advanceTimersByTimeAsync(1_000)
    expect((await all).filter(Boolean)).toHaveLength(1)
    vi.useRealTimers()
  })

  test('is not reported again after a reload', async () => {
    await openTab().journal.settle(operationRecord('op-1'), settled('op-1'))
    expect(await openTab().journal.settle(operationRecord('op-1'), settled('op-1'))).toBe(false)
  })

  test('is reported if it cannot be stored', async () => {
    expect(await openTab(NO_STORE).journal.settle(operationRecord('op-1'), settled('op-1'))).toBe(true)
  })
})

describe('a record that a full store refuses', () => {
  test('is written to the next one, found with the rest, and removed when it is answered', async () => {
    const session = new Map<string, string>()
    const main = createWebStore(createStore(new Map(), 0))
    const { journal } = openTab(withSpare(main, createWebStore(createStore(session))))
    expect(await journal.writeIntent(intentRecord('key-1'))).toBe('written')
    expect(await namesIn(journal)).toEqual({ intents: ['key-1'], operations: [] })
    await journal.accept({ accepted: acceptedAs('op-1'), isWatched: true, idempotencyKey: 'key-1' })
    expect(await namesIn(journal)).toEqual({ intents: [], operations: ['op-1'] })
    await journal.clear()
    expect([...session.keys()].filter((key) => !key.endsWith('/mark'))).toEqual([])
  })

  test('is not stored at all if another tab has cleared the journal meanwhile', async () => {
    const disk = createDiskStore()
    const session = new Map<string, string>()
    const guard = { key: 'mark', value: 'old' }
    const full = { ...disk, write: refuse, update: refuse }
    const store = withSpare(full, createWebStore(createStore(session)))
    await disk.write([['mark', 'new']])
    expect(await store.write([['a', '1']], guard)).toBe('superseded')
    expect(await store.update('a', () => '1', guard)).toBe('superseded')
    expect(session.size).toBe(0)
    expect(await store.write([['a', '1']], { key: 'mark', value: 'new' })).toBe('written')
  })

  test('moves back to the first one as soon as that has room', async () => {
    const session = new Map<string, string>()
    const items = new Map<string, string>()
    let capacity = 0
    const first = createWebStore({
      ...createStore(items),
      setItem: (key, value) => createStore(items, capacity).setItem(key, value),
      keys: () => [...items.keys()],
    })
    const { journal } = openTab(withSpare(first, createWebStore(createStore(session))))
    await journal.writeIntent(intentRecord('key-1'))
    capacity = 10_000
    await journal.writeIntent(intentRecord('key-1', { state: 'unclear' }))
    expect(session.size).toBe(0)
    expect((await journal.load())?.intents).toMatchObject([{ state: 'unclear' }])
  })
})

const refuse = () => Promise.resolve('refused' as const)
