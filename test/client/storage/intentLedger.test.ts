import type { OperationsStorage } from 'react-accepted'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { createIntentLedger } from '../../../src/client/storage/intentLedger.ts'
import { NOW } from '../../protocol/samples.ts'
import { createStore } from './createStore.ts'
import { REQUEST, acceptedAs, intentRecord, operationRecord } from './journalRecords.ts'
import { loaded, namesIn, openJournal } from './openJournal.ts'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** Stubs the exclusive locks of one browser, and returns the names that are held. */
function stubLocks() {
  const lines = new Map<string, Promise<unknown>>()
  const held = new Set<string>()
  vi.stubGlobal('navigator', {
    locks: {
      async request(name: string, { signal }: { signal?: AbortSignal }, callback: () => Promise<unknown>) {
        const before = lines.get(name) ?? Promise.resolve()
        const aborted = new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason))
        })
        const turn = signal ? Promise.race([before, aborted]) : before
        const enter = async () => {
          await turn
          held.add(name)
          return callback()
        }
        const run = enter()
        const done = run.catch(() => undefined).then(() => held.delete(name))
        lines.set(name, Promise.all([before, done]))
        return run
      },
    },
  })
  return held
}

const HOME = '/api | mara'
const LOCK = `react-accepted intent ${HOME} key-1`
const going = () => new AbortController().signal

/** Two tabs of one browser. */
function openTabs() {
  const items = new Map<string, string>()
  const open = () => {
    const journal = openJournal({ storage: createStore(items) })
    return { journal, ledger: createIntentLedger(journal, HOME) }
  }
  return { items, one: open(), other: open() }
}

test('an intent is recorded and its lock is held before anything is sent', async () => {
  const held = stubLocks()
  const { one } = openTabs()
  await one.ledger.begin(intentRecord('key-1'), REQUEST, going())
  expect(held.has(LOCK)).toBe(true)
  expect(one.ledger.holds('key-1')).toBe(true)
  expect((await namesIn(one.journal)).intents).toEqual(['key-1'])
  expect(await one.journal.readRequest('key-1')).toEqual(REQUEST)
})

test('an intent that is sent again keeps its lock', async () => {
  stubLocks()
  const { one } = openTabs()
  await one.ledger.begin(intentRecord('key-1'), REQUEST, going())
  await one.ledger.begin(intentRecord('key-1', { state: 'unclear' }), REQUEST, going())
  expect((await loaded(one.journal)).intents).toMatchObject([{ state: 'unclear' }])
})

test.each(['accept', 'end'] as const)('%s removes the intent and releases its lock', async (way) => {
  const held = stubLocks()
  const { one } = openTabs()
  await one.ledger.begin(intentRecord('key-1'), REQUEST, going())
  await one.ledger[way]('key-1', acceptedAs('op-1'))
  await vi.advanceTimersByTimeAsync(0)
  expect(held.size).toBe(0)
  expect(one.ledger.holds('key-1')).toBe(false)
  expect(await namesIn(one.journal)).toEqual({ intents: [], operations: way === 'accept' ? ['op-1'] : [] })
  expect(await one.journal.readRequest('key-1')).toBeUndefined()
})

test('the operation is written before the intent is removed', async () => {
  const order: string[] = []
  const store = createStore()
  const storage: OperationsStorage = {
    ...store,
    setItem: (key) => void order.push(`set ${key.split('/').at(3)}`),
    removeItem: (key) => void order.push(`remove ${key.split('/').at(3)}`),
  }
  await createIntentLedger(openJournal({ storage }), HOME).accept('key-1', acceptedAs('op-1'))
  expect(order).toEqual(['set operation', 'remove intent'])
})

test('in a full store, the operation takes the place of its intent', async () => {
  const items = new Map<string, string>()
  const begun = createIntentLedger(openJournal({ storage: createStore(items) }), HOME)
  await begun.begin(intentRecord('key-1', { label: 'A long name '.repeat(9) }), REQUEST, going())
  const used = [...items].reduce((sum, [key, value]) => sum + key.length + value.length, 0)
  const journal = openJournal({ storage: createStore(items, used) })
  await createIntentLedger(journal, HOME).accept('key-1', acceptedAs('op-1'))
  expect(await namesIn(journal)).toEqual({ intents: [], operations: ['op-1'] })
})

describe('taking over an intent', () => {
  test('waits until the other tab is done with it', async () => {
    stubLocks()
    const { one, other } = openTabs()
    await one.ledger.begin(intentRecord('key-1'), REQUEST, going())
    const claimed = vi.fn<(isOpen: boolean | undefined) => void>()
    void other.ledger.claim('key-1', going()).then(claimed)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(claimed).not.toHaveBeenCalled()
    await one.ledger.accept('key-1', acceptedAs('op-1'))
    await vi.advanceTimersByTimeAsync(0)
    expect(claimed).toHaveBeenCalledExactlyOnceWith(false)
    expect(other.ledger.holds('key-1')).toBe(false)
  })

  test('succeeds if it is still open', async () => {
    const held = stubLocks()
    const { one, other } = openTabs()
    await one.journal.writeIntent(intentRecord('key-1'), REQUEST)
    expect(await other.ledger.claim('key-1', going())).toBe(true)
    expect(other.ledger.holds('key-1')).toBe(true)
    expect(held.has(LOCK)).toBe(true)
  })

  test('fails if its page closed between the two writes after a 202', async () => {
    stubLocks()
    const { one, other } = openTabs()
    await one.journal.writeIntent(intentRecord('key-1'), REQUEST)
    await one.journal.writeOperation(operationRecord('op-1', { idempotencyKey: 'key-1' }))
    expect(await other.ledger.claim('key-1', going())).toBe(false)
    expect(other.ledger.holds('key-1')).toBe(false)
  })

  test('fails when the signal is aborted', async () => {
    stubLocks()
    const { one, other } = openTabs()
    await one.ledger.begin(intentRecord('key-1'), REQUEST, going())
    const controller = new AbortController()
    const claim = other.ledger.claim('key-1', controller.signal)
    controller.abort()
    expect(await claim).toBe(false)
    expect(other.ledger.holds('key-1')).toBe(false)
  })

  test.each<[string, object]>([
    ['are not supported', {}],
    [
      'may not be used',
      { locks: { request: () => Promise.reject(new DOMException('No', 'SecurityError')) } },
    ],
  ])('does not wait if locks %s', async (_, navigator) => {
    vi.stubGlobal('navigator', navigator)
    const { one, other } = openTabs()
    await one.ledger.begin(intentRecord('key-1'), REQUEST, going())
    expect(await other.ledger.claim('key-1', going())).toBe(true)
    await other.ledger.end('key-1')
    expect((await namesIn(one.journal)).intents).toEqual([])
  })
})
