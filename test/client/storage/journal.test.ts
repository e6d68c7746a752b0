import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { NOW } from '../../protocol/samples.ts'
import { createStore } from './createStore.ts'
import { REQUEST, acceptedAs, intentRecord, operationRecord, settledRecord } from './journalRecords.ts'
import { OWN, loaded, namesIn, openJournal, readOperation } from './openJournal.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('written records', () => {
  test('have keys with the version, the home and the kind', async () => {
    const items = new Map<string, string>()
    const bodies = new Map<string, string>()
    const journal = openJournal({ storage: createStore(items), requests: createStore(bodies) })
    await journal.writeIntent(intentRecord('key-1'), REQUEST)
    await journal.writeOperation(operationRecord('op-1'))
    expect([...items.keys()]).toEqual([`${OWN}intent/key-1`, `${OWN}operation/conversations op-1`])
    expect([...bodies.keys()]).toEqual([`${OWN}request/key-1`])
  })

  test('do not put the body in the store that other tabs share', async () => {
    const items = new Map<string, string>()
    const journal = openJournal({ storage: createStore(items) })
    await journal.writeIntent(intentRecord('key-1'), { ...REQUEST, body: '{"secret":"of the body"}' })
    expect([...items.values()].join()).not.toContain('of the body')
  })

  test('are read back unchanged', async () => {
    const journal = openJournal()
    const intent = intentRecord('key-1', { resourceId: 'res-1', state: 'unclear' })
    const operation = settledRecord('op-1')
    await journal.writeIntent(intent, REQUEST)
    await journal.writeOperation(operation)
    expect(await loaded(journal)).toEqual({ intents: [intent], operations: [operation] })
    expect(await journal.readRequest('key-1')).toEqual(REQUEST)
    expect(await readOperation(journal, operation.accepted)).toEqual(operation)
    expect(await journal.hasIntent('key-1')).toBe(true)
  })

  test('are written in order: the request, then its intent', async () => {
    const order: string[] = []
    const note = (name: string) => ({ ...createStore(), setItem: () => void order.push(name) })
    await openJournal({ storage: note('intent'), requests: note('request') }).writeIntent(
      intentRecord('key-1'),
      REQUEST,
    )
    expect(order).toEqual(['request', 'intent'])
  })

  test('are listed newest first', async () => {
    const journal = openJournal()
    for (const [id, ageMs] of [
      ['b', 2],
      ['c', 3],
      ['a', 1],
    ] as const) {
      await journal.writeIntent(intentRecord(`key-${id}`, { createdAt: NOW - ageMs }))
      await journal.writeOperation({
        ...operationRecord(''),
        accepted: acceptedAs(id, { acceptedAt: NOW - ageMs }),
      })
    }
    const { intents, operations } = await loaded(journal)
    expect(intents.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['key-a', 'key-b', 'key-c'])
    expect(operations.map(({ accepted }) => accepted.operationId)).toEqual(['a', 'b', 'c'])
  })
})

describe('an intent whose operation is recorded', () => {
  test('is answered: it is neither listed nor open, and it is removed with its request', async () => {
    const items = new Map<string, string>()
    const bodies = new Map<string, string>()
    const journal = openJournal({ storage: createStore(items), requests: createStore(bodies) })
    await journal.writeIntent(intentRecord('key-1'), REQUEST)
    await journal.writeOperation(operationRecord('op-1', { idempotencyKey: 'key-1' }))
    expect(await journal.hasIntent('key-1')).toBe(false)
    expect(await namesIn(journal)).toEqual({ intents: [], operations: ['op-1'] })
    expect([...items.keys()]).toEqual([`${OWN}operation/conversations op-1`])
    expect(bodies.size).toBe(0)
  })

  test('is not listed even if the operation is written while the list is read', async () => {
    const items = new Map<string, string>()
    const other = openJournal({ storage: createStore(items) })
    await other.writeIntent(intentRecord('key-1'))
    const store = createStore(items)
    let isRead = false
    async function getItem(key: string) {
      const text = await store.getItem(key)
      if (!isRead) await other.writeOperation(operationRecord('op-1', { idempotencyKey: 'key-1' }))
      isRead = true
      return text
    }
    const journal = openJournal({ storage: { ...store, getItem, keys: () => [...items.keys()] } })
    expect((await loaded(journal)).intents).toEqual([])
  })

  test('stays open if the operation has another key', async () => {
    const journal = openJournal()
    await journal.writeIntent(intentRecord('key-1'))
    await journal.writeOperation(operationRecord('op-1', { idempotencyKey: 'key-2' }))
    expect(await namesIn(journal)).toEqual({ intents: ['key-1'], operations: ['op-1'] })
  })
})

describe('retention', () => {
  test('an intent is kept for 24 hours, and is then removed with its request', async () => {
    let now = NOW
    const bodies = new Map<string, string>()
    const journal = openJournal({ requests: createStore(bodies), now: () => now })
    await journal.writeIntent(intentRecord('key-1'), REQUEST)
    now = NOW + DAY - 1
    expect((await namesIn(journal)).intents).toEqual(['key-1'])
    now = NOW + DAY
    expect((await namesIn(journal)).intents).toEqual([])
    expect(bodies.size).toBe(0)
    now = NOW
    expect((await namesIn(journal)).intents).toEqual([])
  })

  test('an operation is kept for 7 days, running or ended', async () => {
    let now = NOW
    const journal = openJournal({ now: () => now })
    await journal.writeOperation(operationRecord('running'))
    await journal.writeOperation(settledRecord('ended'))
    now = NOW + 7 * DAY - 1
    expect((await namesIn(journal)).operations).toEqual(['ended', 'running'])
    now = NOW + 7 * DAY
    expect((await namesIn(journal)).operations).toEqual([])
  })

  test('all open records are kept, however many, and the 200 operations that ended last', async () => {
    const items = new Map<string, string>()
    const journal = openJournal({ storage: createStore(items) })
    const at = (index: number) => ({ acceptedAt: NOW - index, nextPollAt: NOW - index })
    for (let index = 0; index < 60; index += 1)
      await journal.writeIntent(intentRecord(`key-${index}`, { createdAt: NOW - index }))
    for (let index = 0; index < 203; index += 1)
      await journal.writeOperation(settledRecord(`ended-${index}`, at(index)))
    // Older than all the others.
    for (let index = 0; index < 300; index += 1)
      await journal.writeOperation({ ...operationRecord(''), accepted: acceptedAs(`op-${index}`, at(1_000)) })
    const { intents, operations } = await loaded(journal)
    expect(intents).toHaveLength(60)
    const ended = operations.filter(({ settled }) => settled)
    expect(ended).toHaveLength(200)
    expect(ended.at(-1)?.accepted.operationId).toBe('ended-199')
    expect(operations).toHaveLength(500)
    expect(items.size).toBe(560)
  })

  test('an operation that ran for long and has just ended is kept, whatever ended before', async () => {
    const journal = openJournal()
    const ended = settledRecord('long', { acceptedAt: NOW - DAY })
    await journal.writeOperation({
      ...ended,
      ...(ended.settled && { settled: { ...ended.settled, nextPollAt: NOW + 1 } }),
    })
    for (let index = 0; index < 200; index += 1)
      await journal.writeOperation(settledRecord(`ended-${index}`, { nextPollAt: NOW - index }))
    const { operations } = await loaded(journal)
    const ids = operations.map(({ accepted }) => accepted.operationId)
    expect(ids).toHaveLength(200)
    expect(ids).toContain('long')
    expect(ids).not.toContain('ended-199')
  })
})

describe('a full store', () => {
  const sizeOf = (...records: object[]) => JSON.stringify(records).length + records.length * 100

  test('makes room by removing ended operations, and keeps running ones', async () => {
    const ended = settledRecord('ended')
    const running = operationRecord('running')
    const storage = createStore(new Map(), sizeOf(ended, running))
    const journal = openJournal({ storage })
    await journal.writeOperation(running)
    await journal.writeOperation(ended)
    await journal.writeIntent(intentRecord('key-1'))
    expect(await namesIn(journal)).toEqual({ intents: ['key-1'], operations: ['running'] })
  })

  test('removes nothing of another home, and nothing that is open', async () => {
    const items = new Map<string, string>()
    const unlimited = createStore(items)
    const other = openJournal({ storage: unlimited, home: 'other' })
    await other.writeOperation(settledRecord('of another'))
    await openJournal({ storage: unlimited }).writeOperation(operationRecord('running'))
    await openJournal({ storage: unlimited }).writeIntent(intentRecord('key-1'))
    const before = new Map(items)
    const journal = openJournal({ storage: createStore(items, 0) })
    await journal.writeIntent(intentRecord('key-2'), REQUEST)
    await journal.writeOperation(operationRecord('op-2'))
    expect(items).toEqual(before)
  })

  test('still updates the records it has', async () => {
    const items = new Map<string, string>()
    await openJournal({ storage: createStore(items) }).writeIntent(
      intentRecord('key-1', { state: 'sending' }),
    )
    const journal = openJournal({ storage: createStore(items, 0) })
    await journal.writeIntent(intentRecord('key-1', { state: 'unclear' }))
    // "unclear" has as many letters as "sending".
    expect((await loaded(journal)).intents).toMatchObject([{ state: 'unclear' }])
  })
})

describe('a stored value', () => {
  test.each([
    ['invalid JSON', '{"accepted":'],
    ['an empty string', ''],
    ['null', 'null'],
    ['a number', '7'],
    ['a list', '[1,2]'],
    ['an empty object', '{}'],
    ['fields of the wrong types', '{"idempotencyKey":1,"kind":{},"accepted":"yes","createdAt":"now"}'],
    ['fields that are only inherited', '{"__proto__":{"idempotencyKey":"k","kind":"k","version":1}}'],
    [
      'invalid times',
      JSON.stringify({ ...intentRecord('k'), createdAt: -1, accepted: { acceptedAt: null } }),
    ],
  ])('is not shown if it is not a record: %s', async (_, text) => {
    const items = new Map([
      [`${OWN}intent/key-1`, text],
      [`${OWN}operation/conversations op-1`, text],
    ])
    const bodies = new Map([[`${OWN}request/key-1`, text]])
    const journal = openJournal({ storage: createStore(items), requests: createStore(bodies) })
    await journal.writeOperation(operationRecord('op-2'))
    expect(await namesIn(journal)).toEqual({ intents: [], operations: ['op-2'] })
    expect(await journal.hasIntent('key-1')).toBe(false)
    expect(await journal.readRequest('key-1')).toBeUndefined()
    expect(await readOperation(journal, acceptedAs('op-1'))).toBeUndefined()
  })

  test('of a later version is neither shown nor touched', async () => {
    const later = 'react-accepted/3/AC1%2Fus1%2Fmara/operation/conversations op-9'
    const items = new Map([[later, JSON.stringify(operationRecord('op-9'))]])
    const journal = openJournal({ storage: createStore(items) })
    expect(await namesIn(journal)).toEqual({ intents: [], operations: [] })
    await journal.clear()
    expect(items.has(later)).toBe(true)
  })

  test('is read without the fields that a later version added', async () => {
    const stored = { ...intentRecord('key-1'), colour: 'red', hint: { displayName: 'A', size: 4 } }
    const items = new Map([[`${OWN}intent/key-1`, JSON.stringify(stored)]])
    const { intents } = await loaded(openJournal({ storage: createStore(items) }))
    expect(intents).toEqual([intentRecord('key-1', { hint: { displayName: 'A' } })])
  })

  test('cannot pollute any prototype', async () => {
    const poisoned = '"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}'
    const intent = JSON.stringify(intentRecord('key-1')).replace('"hint":{', `"hint":{${poisoned},`)
    const items = new Map([[`${OWN}intent/key-1`, `${intent.slice(0, -1)},${poisoned}}`]])
    const { intents } = await loaded(openJournal({ storage: createStore(items) }))
    expect(intents).toHaveLength(1)
    expect(intents[0]).not.toHaveProperty('polluted')
    expect({}).not.toHaveProperty('polluted')
  })

  test('counts as destructive unless it says that it is not', async () => {
    const { isDestructive: _, ...silent } = intentRecord('key-1')
    const items = new Map([[`${OWN}intent/key-1`, JSON.stringify(silent)]])
    const { intents } = await loaded(openJournal({ storage: createStore(items) }))
    expect(intents).toMatchObject([{ isDestructive: true }])
  })

  test('counts as running if its end is that of another operation, or not an end', async () => {
    const { accepted } = operationRecord('op-1')
    const open = { ...settledRecord('op-1').settled, wake: 'timer' }
    const items = new Map([
      [
        `${OWN}operation/conversations op-1`,
        JSON.stringify({ accepted, settled: settledRecord('op-2').settled }),
      ],
    ])
    const journal = openJournal({ storage: createStore(items) })
    expect(await loaded(journal)).toMatchObject({ operations: [{ accepted }] })
    expect((await readOperation(journal, accepted))?.settled).toBeUndefined()
    items.set(`${OWN}operation/conversations op-1`, JSON.stringify({ accepted, settled: open }))
    expect((await readOperation(journal, accepted))?.settled).toBeUndefined()
  })
})

test('a request that a tab still holds when another one clears the journal is ignored', async () => {
  const items = new Map<string, string>()
  const held = new Map<string, string>()
  const open = (bodies: Map<string, string>) =>
    openJournal({ storage: createStore(items), requests: createStore(bodies) })
  await open(held).writeIntent(intentRecord('key-1'), REQUEST)
  expect(await open(held).readRequest('key-1')).toEqual(REQUEST)
  await open(new Map()).clear()
  expect(held.size).toBe(1)
  expect(await open(held).readRequest('key-1')).toBeUndefined()
})

test('a slow clear is not mistaken for a clear by another tab', async () => {
  const plain = createStore(new Map([[`${OWN}mark`, 'of before']]))
  const storage = {
    ...plain,
    setItem: (key: string, value: string) =>
      new Promise<void>((resolve) => {
        setTimeout(() => resolve(plain.setItem(key, value)), 50)
      }),
    keys: () => Array.from({ length: plain.length ?? 0 }, (_, index) => plain.key?.(index) ?? ''),
  }
  const onCleared = vi.fn<() => void>()
  const journal = openJournal({ storage, onCleared })
  await journal.load()
  const all = Promise.all([
    journal.clear(),
    journal.load(),
    journal.isCurrent(),
    journal.writeIntent(intentRecord('key-1')),
  ])
  await vi.advanceTimersByTimeAsync(500)
  const [, ...found] = await all
  expect(found).toEqual([{ intents: [], operations: [] }, true, 'written'])
  expect(onCleared).not.toHaveBeenCalled()
})

test.each(['keys', 'removeItem'] as const)(
  'a read that a sign-out overtakes returns nothing: slow %s',
  async (slow) => {
    const plain = createStore()
    const first = openJournal({ storage: plain })
    await first.writeOperation(operationRecord('running'))
    await first.writeOperation({
      accepted: acceptedAs('old', { acceptedAt: NOW - 8 * DAY }),
      isWatched: true,
    })
    const later = () => new Promise((resolve) => setTimeout(resolve, 50))
    const keys = () => Array.from({ length: plain.length ?? 0 }, (_, index) => plain.key?.(index) ?? '')
    const onCleared = vi.fn<() => void>()
    const journal = openJournal({
      storage: {
        ...plain,
        async keys() {
          const found = keys()
          if (slow === 'keys') await later()
          return found
        },
        async removeItem(key) {
          if (slow === 'removeItem') await later()
          return plain.removeItem(key)
        },
      },
      onCleared,
    })
    const reading = journal.load()
    await vi.advanceTimersByTimeAsync(10)
    const clearing = journal.clear()
    await vi.advanceTimersByTimeAsync(1_000)
    await clearing
    expect(await reading).toBeUndefined()
    expect(await loaded(openJournal({ storage: plain }))).toEqual({ intents: [], operations: [] })
    expect(onCleared).not.toHaveBeenCalled()
  },
)

describe('another home', () => {
  const HOMES = [
    '',
    '/',
    '//',
    'a',
    'a/',
    'a/b',
    'a%2Fb',
    'a%2fb',
    'ab',
    '%',
    '../a',
    'intent',
    'intent/',
    'ä🌉',
    '\ud83c',
    ' ',
  ]

  test.each(HOMES)('sees nothing of %j, and clears nothing of it', async (home) => {
    const items = new Map<string, string>()
    const bodies = new Map<string, string>()
    const open = (name: string) =>
      openJournal({ storage: createStore(items), requests: createStore(bodies), home: name })
    const own = open(home)
    await own.writeIntent(intentRecord('key-1'), REQUEST)
    await own.writeOperation(operationRecord('op-1'))
    for (const name of HOMES.filter((other) => other !== home)) {
      const other = open(name)
      expect(await namesIn(other)).toEqual({ intents: [], operations: [] })
      expect(await other.hasIntent('key-1')).toBe(false)
      expect(await other.readRequest('key-1')).toBeUndefined()
      expect(await readOperation(other, acceptedAs('op-1'))).toBeUndefined()
      await other.removeIntent('key-1')
      await other.removeOperation(acceptedAs('op-1'))
      await other.clear()
    }
    expect(await namesIn(own)).toEqual({ intents: ['key-1'], operations: ['op-1'] })
    expect(await own.readRequest('key-1')).toEqual(REQUEST)
    await own.clear()
    // Only the marks stay: they tell other tabs that the journal was cleared.
    const left = [...items.keys(), ...bodies.keys()].filter((key) => !key.endsWith('/mark'))
    expect(left).toEqual([])
  })

  test('leaves keys that are not ours when everything is cleared', async () => {
    const items = new Map([
      ['theme', 'dark'],
      ['react-accepted', 'x'],
      ['react-accepted/2/', 'x'],
    ])
    const journal = openJournal({ storage: createStore(items) })
    await journal.writeOperation(operationRecord('op-1'))
    await journal.clear()
    expect([...items.keys()]).toEqual(['theme', 'react-accepted', 'react-accepted/2/', `${OWN}mark`])
  })
})

describe('changes of one operation that overlap', () => {
  /** Its reads take as long as `waits` says, in ms. */
  function createSlowStore(waits: number[]) {
    const items = new Map<string, string>()
    const store = createStore(items)
    return {
      ...store,
      keys: () => [...items.keys()],
      async getItem(key: string) {
        await new Promise((resolve) => setTimeout(resolve, waits.shift() ?? 0))
        return store.getItem(key)
      },
    }
  }
  const { accepted, settled } = settledRecord('op-1')

  test.each([
    ['a synchronous store', () => createStore()],
    ['a store whose first read after the mark stalls', () => createSlowStore([0, 900])],
    ['a store whose later reads stall', () => createSlowStore([0, 0, 900])],
  ])('keep the end, in %s', async (_, createStorage) => {
    if (!settled) throw new Error('This record has an end.')
    const changes: ((journal: ReturnType<typeof openJournal>) => Promise<unknown>)[] = [
      (journal) => journal.accept({ accepted, idempotencyKey: 'key-1', isWatched: true }),
      (journal) => journal.writeOperation({ accepted, isWatched: false }),
    ]
    for (const change of changes) {
      const journal = openJournal({ storage: createStorage() })
      const done = Promise.all([change(journal), journal.settle({ accepted, isWatched: true }, settled)])
      await vi.runAllTimersAsync()
      expect((await done)[1]).toBe(true)
      const read = readOperation(journal, accepted)
      await vi.runAllTimersAsync()
      expect((await read)?.settled).toEqual(settled)
    }
  })
})
