import * as fc from 'fast-check'
import type { OperationsStorage } from 'react-accepted'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { IntentLedger } from '../../../src/client/storage/intentLedger.ts'
import { createIntentLedger } from '../../../src/client/storage/intentLedger.ts'
import type { Journal } from '../../../src/client/storage/journal.ts'
import { readIntentRecord, readOperationRecord } from '../../../src/client/storage/journalRecord.ts'
import { NOW } from '../../protocol/samples.ts'
import { crashing, createStore } from './createStore.ts'
import { REQUEST, acceptedAs, intentRecord, operationRecord, settledRecord } from './journalRecords.ts'
import { OWN, SCOPE, namesIn, openJournal } from './openJournal.ts'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

/** How far one intent gets, and in which tab. */
const GOALS = ['open', 'unclear', 'accepted', 'settled', 'dismissed', 'refused'] as const
type Goal = (typeof GOALS)[number]
const life = fc.record({ tab: fc.nat(1), goal: fc.constantFrom(...GOALS) })

/** What the list of one tab contained at one moment. */
interface Look {
  readonly intents: readonly string[]
  /** Keys whose operation was in the store before the list was read. */
  readonly answered: readonly string[]
}

const keyOf = (index: number) => `key-${index}`
const idOf = (index: number) => `op-${index}`

async function live(index: number, goal: Goal, journal: Journal, ledger: IntentLedger) {
  const key = keyOf(index)
  const accepted = acceptedAs(idOf(index))
  await ledger.begin(intentRecord(key), REQUEST, new AbortController().signal)
  if (goal === 'open') return
  if (goal === 'unclear') return ledger.update(intentRecord(key, { state: 'unclear' }))
  if (goal === 'refused') return ledger.end(key)
  await ledger.accept(key, accepted)
  if (goal === 'settled') await journal.writeOperation({ ...settledRecord(idOf(index)), idempotencyKey: key })
  if (goal === 'dismissed') await journal.removeOperation(accepted)
}

test('two tabs share a store, in any order, and each may close at any moment: no operation is lost, and no answered intent is open', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(life, { minLength: 1, maxLength: 6 }),
      fc.tuple(fc.nat(40), fc.nat(40)),
      fc.nat(4),
      async (scheduler, lives, crashes, looksPerTab) => {
        const items = new Map<string, string>()
        const written = new Set<string>()
        const dismissed = new Set<string>()
        const begun = new Set<string>()
        const ended = new Set<string>()
        const store = createStore(items)
        const noted: OperationsStorage = {
          getItem: store.getItem,
          get length() {
            return items.size
          },
          key: (index) => store.key?.(index) ?? null,
          setItem(key, value) {
            items.set(key, value)
            const record = readOperationRecord(JSON.parse(value))
            if (record?.idempotencyKey) written.add(record.idempotencyKey)
            const intent = readIntentRecord(JSON.parse(value))
            if (intent) begun.add(intent.idempotencyKey)
          },
          removeItem(key) {
            items.delete(key)
            if (key.includes('/operation/')) dismissed.add(key.replace(/.* op-/, 'key-'))
            if (key.includes('/intent/')) ended.add(key.replace(/.*\//, ''))
          },
        }
        /** Each call takes effect when the scheduler runs it. */
        const inTurn = (page: OperationsStorage): OperationsStorage => {
          const turn = (name: string) => scheduler.schedule(Promise.resolve(), name)
          return {
            getItem: async (key) => (await turn(`get ${key}`), page.getItem(key)),
            setItem: async (key, value) => (await turn(`set ${key}`), page.setItem(key, value)),
            removeItem: async (key) => (await turn(`remove ${key}`), page.removeItem(key)),
            keys: async () => (await turn('keys'), page.keys?.() ?? []),
          }
        }
        const looks: Look[] = []
        const tabs = crashes.map((calls) => {
          const page = crashing(noted, calls)
          const journal = openJournal({
            storage: inTurn(page),
            requests: crashing(createStore(), calls),
          })
          return { page, journal, ledger: createIntentLedger(journal, SCOPE) }
        })
        const tasks = lives.map(({ tab, goal }, index) => {
          const { journal, ledger } = tabs[tab] ?? tabs[0] ?? fail()
          return live(index, goal, journal, ledger)
        })
        for (const { page, journal } of tabs) {
          for (let look = 0; look < looksPerTab; look += 1) {
            tasks.push(
              (async () => {
                await scheduler.schedule(Promise.resolve(), 'look')
                const answered = [...written]
                const content = await journal.load()
                // The operation of a dismissed one may have been removed before it was read.
                if (content && !page.isGone())
                  looks.push({
                    intents: content.intents.map(({ idempotencyKey }) => idempotencyKey),
                    answered: answered.filter((key) => !dismissed.has(key)),
                  })
              })(),
            )
          }
        }
        await untilDone(scheduler.waitFor(Promise.all(tasks)))

        for (const { intents, answered } of looks)
          expect(intents.filter((key) => answered.includes(key))).toEqual([])
        const { intents, operations } = await namesIn(openJournal({ storage: noted }))
        const keys = lives.map((_, index) => keyOf(index))
        const lost = keys.filter(
          (key, index) => written.has(key) && !dismissed.has(key) && !operations.includes(idOf(index)),
        )
        const reopened = keys.filter((key) => written.has(key) && intents.includes(key))
        // An intent that was begun, and neither answered nor ended, is still there.
        const isOpen = (key: string) => begun.has(key) && !written.has(key) && !ended.has(key)
        const forgotten = keys.filter((key) => isOpen(key) && !intents.includes(key))
        expect({ lost, reopened, forgotten }).toEqual({ lost: [], reopened: [], forgotten: [] })
      },
    ),
    { numRuns: 150 },
  )
})

/** Advances the test's clock until the task is done: rejected store calls are retried a moment later. */
async function untilDone(task: Promise<unknown>) {
  const state = { isDone: false }
  const done = task.finally(() => Object.assign(state, { isDone: true }))
  // oxlint-disable-next-line no-await-in-loop -- One after the other is the point.
  while (!state.isDone) await vi.advanceTimersByTimeAsync(100)
  await done
}

function fail(): never {
  throw new Error('There is no such tab.')
}

test('an intent leaves the list only after its operation is in the store, wherever the page closes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(12), fc.boolean(), async (calls, isShared) => {
      const items = new Map<string, string>()
      const bodies = new Map<string, string>()
      await createIntentLedger(
        openJournal({ storage: createStore(items), requests: createStore(bodies) }),
        SCOPE,
      ).begin(intentRecord('key-1'), REQUEST, new AbortController().signal)
      const storage = crashing(createStore(items), calls)
      const requests = isShared ? storage : crashing(createStore(bodies), calls)
      await createIntentLedger(openJournal({ storage, requests }), SCOPE).accept('key-1', acceptedAs('op-1'))
      const { intents, operations } = await namesIn(openJournal({ storage: createStore(items) }))
      expect(intents.length + operations.length).toBe(1)
    }),
  )
})

test('a store of any size takes an accepted operation if there is room for it, or if an ended one can be removed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(4), fc.nat(4_000), fc.boolean(), async (endedOnes, spare, hasIntent) => {
      const items = new Map<string, string>()
      const roomy = openJournal({ storage: createStore(items) })
      for (let index = 0; index < endedOnes; index += 1)
        await roomy.writeOperation(settledRecord(`ended-${index}`))
      await roomy.writeOperation(operationRecord('running'))
      if (hasIntent) await roomy.writeIntent(intentRecord('key-1', { label: 'A name, as long as names are' }))
      const used = [...items].reduce((sum, [key, value]) => sum + key.length + value.length, 0)
      const record = { accepted: acceptedAs('op-1'), idempotencyKey: 'key-1', isWatched: true }
      const needed = JSON.stringify(record).length + `${OWN}operation/conversations op-1`.length

      const storage = createStore(items, used + spare)
      await createIntentLedger(openJournal({ storage }), SCOPE).accept('key-1', record.accepted)
      const { operations } = await namesIn(openJournal({ storage }))
      expect(operations).toContain('running')
      const isRoomMade = endedOnes > 0 || spare >= needed
      expect(!isRoomMade || operations.includes('op-1')).toBe(true)
    }),
    { numRuns: 200 },
  )
})

const junk = fc.oneof(
  fc.json(),
  fc.string(),
  fc.constantFrom('', 'null', '[]', '{', '{"__proto__":{"a":1}}'),
  // Records in which some fields have other types.
  fc
    .record({
      record: fc.constantFrom(intentRecord('junk'), settledRecord('junk'), operationRecord('junk'), REQUEST),
      changes: fc.dictionary(
        fc.constantFrom(
          'idempotencyKey',
          'accepted',
          'createdAt',
          'state',
          'settled',
          '__proto__',
          'hint',
          'kind',
        ),
        fc.jsonValue(),
        { maxKeys: 3 },
      ),
    })
    .map(({ record, changes }) => JSON.stringify({ ...record, ...changes })),
)
const foreignKey = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'react-accepted/2/',
    'react-accepted/2/AC1',
    'react-accepted/3/AC1%2Fus1%2Fmara/intent/key-1',
  ),
  fc.string().map((scope) => `react-accepted/2/${encodeURIComponent(scope)}2/operation/a b`),
)
const ownKey = fc
  .record({ kind: fc.constantFrom('intent', 'operation', 'request', 'other'), name: fc.string() })
  .map(({ kind, name }) => `${OWN}${kind}/${name}`)

test('whatever else is in the store, nothing is thrown, our records are found, and all others stay', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(foreignKey, junk),
      fc.dictionary(ownKey, junk),
      fc.boolean(),
      async (foreign, own, isCleared) => {
        const entries = (given: Record<string, string>) => Object.entries(given)
        const items = new Map([...entries(own), ...entries(foreign)])
        const storage = createStore(items)
        const journal = openJournal({ storage, requests: storage })
        await journal.writeIntent(intentRecord('key-1'), REQUEST)
        await journal.writeOperation(operationRecord('op-1', { idempotencyKey: 'key-2' }))
        const { intents, operations } = await namesIn(journal)
        expect(intents).toContain('key-1')
        expect(operations).toContain('op-1')
        expect(await journal.hasIntent('key-1')).toBe(true)
        expect(await journal.readRequest('key-1')).toEqual(REQUEST)
        if (isCleared) await journal.clear()
        for (const [key, value] of entries(foreign)) expect(items.get(key)).toBe(value)
        const left = [...items.keys()].filter((key) => key.startsWith(OWN))
        expect(isCleared ? left : left.length > 1).toEqual(isCleared ? [`${OWN}mark`] : true)
      },
    ),
    { numRuns: 150 },
  )
})

test('a scope, whatever its name, sees and clears only its own records', async () => {
  const scope = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom('', '/', 'a/b', 'a%2Fb', 'a', '\\', '"', '\ud83c', '\\ud83c'),
  )
  await fc.assert(
    fc.asyncProperty(scope, scope, fc.string(), async (one, other, ending) => {
      const storage = createStore()
      const mine = openJournal({ storage, requests: storage, home: one })
      await mine.writeIntent(intentRecord('key-1'), REQUEST)
      await mine.writeOperation(operationRecord('op-1'))
      for (const name of [other, one + ending, `${one}/`, JSON.stringify(one).slice(1, -1)]) {
        if (name === one) continue
        const theirs = openJournal({ storage, requests: storage, home: name })
        expect(await namesIn(theirs)).toEqual({ intents: [], operations: [] })
        await theirs.clear()
      }
      expect(await namesIn(mine)).toEqual({ intents: ['key-1'], operations: ['op-1'] })
      await mine.clear()
      expect(await namesIn(mine)).toEqual({ intents: [], operations: [] })
    }),
    { numRuns: 100 },
  )
})
