import { checkIntents, checkPolls, type Fault, type LogEntry } from 'react-accepted/simulator'
import { expect, test } from 'vitest'

import {
  configuration,
  CONFIGURATIONS,
  createHarness,
  KEY,
  operationPath,
  OTHER_KEY,
  STORES,
} from './simulatorKit.ts'

type Harness = ReturnType<typeof createHarness>
const create = ({ ask }: Harness, key?: string, edits = {}) =>
  ask(
    'POST',
    CONFIGURATIONS,
    configuration(edits),
    key === undefined ? {} : { headers: { 'Idempotency-Key': key } },
  )
const polls = ({ simulator }: Harness, rules = {}) => {
  return checkPolls(simulator.log(), rules).map(({ rule, earlyMs }) => [rule, earlyMs])
}
const intents = ({ simulator }: Harness) => checkIntents(simulator.log()).map(({ rule }) => rule)

/** Creates, then polls after each of these waits. */
async function watch(waits: number[], options = {}) {
  const harness = createHarness({ operationMs: 100_000, ...options })
  const path = operationPath(await create(harness))
  for (const wait of waits) {
    harness.simulator.advance(wait)
    await harness.ask('GET', path)
  }
  return harness
}

test('polls on their deadlines are right, a millisecond before is early', async () => {
  expect(polls(await watch([2000, 2000, 2500]))).toEqual([])
  expect(polls(await watch([1999]))).toEqual([['early', 1]])
  expect(polls(await watch([2000, 1999]))).toEqual([['early', 1]])
  const early = await watch([500])
  const [violation] = checkPolls(early.simulator.log())
  expect(violation).toMatchObject({ rule: 'early', earlyMs: 1500, entry: { call: 'operations.get' } })
  expect(violation?.message).toMatch(/^proc_job_\w+ was asked 1500 ms before its deadline\.$/)
})

test('tolerance forgives timers that fire early', async () => {
  const harness = await watch([1999])
  expect(polls(harness, { toleranceMs: 1 })).toEqual([])
  expect(polls(harness, { toleranceMs: 0.5 })).toEqual([['early', 1]])
})

test('without Retry-After there is still a second between polls, or as asked', async () => {
  const harness = await watch([0, 999, 1000], { retryAfterSeconds: null })
  expect(polls(harness)).toEqual([['early', 1]])
  expect(polls(harness, { minPollMs: 900 })).toEqual([])
})

test('an answer without Retry-After sets no deadline, nor one that broke off', async () => {
  const harness = createHarness({ operationMs: 100_000 })
  const { simulator, ask } = harness
  simulator.script(
    { on: 'operations.get', fault: { kind: 'status', status: 500 } },
    { on: 'operations.get', skip: 1, fault: [{ kind: 'retryAfter', value: 60 }, { kind: 'truncated' }] },
  )
  const path = operationPath(await create(harness))
  simulator.advance(2000)
  await ask('GET', path)
  simulator.advance(1000)
  await expect(ask('GET', path)).rejects.toThrow('terminated')
  simulator.advance(1000)
  await ask('GET', path)
  expect(polls(harness)).toEqual([])
})

test.each(['imf', 'rfc850', 'asctime'] as const)('a date in the form %s is a deadline', async (form) => {
  const early = createHarness({ operationMs: 100_000 })
  early.simulator.script({
    on: 'configurations.create',
    fault: { kind: 'retryAfter', value: { afterSeconds: 10, form } },
  })
  const path = operationPath(await create(early))
  early.simulator.advance(9999)
  await early.ask('GET', path)
  expect(polls(early)).toEqual([['early', 1]])
})

test.each(['soon', '-5', ''])('Retry-After %j is no deadline', async (value) => {
  const harness = createHarness()
  harness.simulator.script({ on: 'configurations.create', fault: { kind: 'retryAfter', value } })
  await harness.ask('GET', operationPath(await create(harness)))
  expect(polls(harness)).toEqual([])
})

test('two polls at a time overlap', async () => {
  const harness = createHarness({ operationMs: 100_000 })
  const { simulator, ask } = harness
  const path = operationPath(await create(harness))
  simulator.advance(2000)
  simulator.script({ on: 'operations.get', fault: { kind: 'slow', ms: 9000 } })
  const slow = ask('GET', path)
  simulator.advance(5000)
  await ask('GET', path)
  simulator.advance(9000)
  await slow
  expect(polls(harness)).toEqual([['overlap', Infinity]])
})

test('a 429 holds the polls of its API until its deadline, and not those of the other', async () => {
  const harness = createHarness({ operationMs: 100_000 })
  const { simulator, ask } = harness
  const [first, second] = [operationPath(await create(harness)), operationPath(await create(harness))]
  const store = operationPath(await ask('POST', STORES, { displayName: 'ferry' }))
  simulator.advance(2000)
  simulator.script({ on: 'operations.get', fault: { kind: 'status', status: 429, retryAfter: 10 } })
  await ask('GET', first)
  simulator.advance(9999)
  await ask('GET', second)
  await ask('GET', store)
  expect(polls(harness)).toEqual([['held', 1]])
  simulator.advance(1)
  await ask('GET', first)
  expect(polls(harness)).toEqual([['held', 1]])
})

test('an answer counts from when it leaves: a late 429 holds nobody before', async () => {
  const harness = createHarness({ operationMs: 100_000 })
  const { simulator, ask } = harness
  const [first, second] = [operationPath(await create(harness)), operationPath(await create(harness))]
  simulator.advance(2000)
  const late: Fault[] = [
    { kind: 'slow', ms: 6000 },
    { kind: 'status', status: 429, retryAfter: 10 },
  ]
  simulator.script({ on: 'operations.get', fault: late })
  const slow = ask('GET', first)
  simulator.advance(3000)
  await ask('GET', second)
  simulator.advance(3000)
  await slow
  expect(polls(harness)).toEqual([])
  simulator.advance(9999)
  await ask('GET', second)
  expect(polls(harness)).toEqual([['held', 1]])
})

test('a deadline stands until another one replaces it', async () => {
  const harness = createHarness({ operationMs: 100_000, retryAfterSeconds: 60 })
  harness.simulator.script({ on: 'operations.get', fault: { kind: 'status', status: 500 } })
  const path = operationPath(await create(harness))
  for (const wait of [10_000, 20_000]) {
    harness.simulator.advance(wait)
    await harness.ask('GET', path)
  }
  expect(polls(harness)).toEqual([
    ['early', 50_000],
    ['early', 30_000],
  ])
})

test('one intent under one key is right, as often as it is sent', async () => {
  const harness = createHarness()
  harness.simulator.script(
    { on: 'configurations.create', fault: { kind: 'dropAfter' } },
    { on: 'configurations.create', skip: 1, fault: { kind: 'status', status: 503 } },
  )
  await expect(create(harness, KEY)).rejects.toThrow('Failed to fetch')
  await create(harness, KEY)
  await create(harness, KEY)
  expect(intents(harness)).toEqual([])
})

test('another key while the first is unclear is a violation, and what it makes a duplicate', async () => {
  const harness = createHarness()
  harness.simulator.script({ on: 'configurations.create', fault: { kind: 'dropAfter' } })
  await expect(create(harness, KEY)).rejects.toThrow('Failed to fetch')
  await create(harness, OTHER_KEY)
  expect(intents(harness)).toEqual(['secondKey', 'duplicate'])
  expect(checkIntents(harness.simulator.log())[0]?.message).toBe(
    `POST ${CONFIGURATIONS} was sent under ${OTHER_KEY} before the fate of ${KEY} was known.`,
  )
})

test.each([401, 403, 408, 429, 500])('a %i does not retire a key', async (status) => {
  const harness = createHarness()
  harness.simulator.script({ on: 'configurations.create', fault: { kind: 'status', status } })
  await create(harness, KEY)
  await create(harness, OTHER_KEY)
  expect(intents(harness)).toEqual(['secondKey'])
})

test.each([400, 409, 415, 422])('a %i retires a key', async (status) => {
  const harness = createHarness()
  harness.simulator.script({ on: 'configurations.create', fault: { kind: 'status', status } })
  await create(harness, KEY)
  await create(harness, OTHER_KEY)
  expect(intents(harness)).toEqual([])
})

test('a refusal that broke off retires nothing', async () => {
  const harness = createHarness()
  const refusal: Fault[] = [{ kind: 'status', status: 400 }, { kind: 'truncated' }]
  harness.simulator.script({ on: 'configurations.create', fault: refusal })
  await expect(create(harness, KEY)).rejects.toThrow('terminated')
  await create(harness, OTHER_KEY)
  expect(intents(harness)).toEqual(['secondKey'])
})

test('after a failure the client has seen, a new key is right; before it has seen it, not', async () => {
  for (const seen of [true, false]) {
    const harness = createHarness()
    harness.simulator.script({ on: 'configurations.create', fault: { kind: 'fail' } })
    const path = operationPath(await create(harness, KEY))
    harness.simulator.advance(4000)
    if (seen) await harness.ask('GET', path)
    await create(harness, OTHER_KEY)
    expect(intents(harness)).toEqual(seen ? [] : ['secondKey', 'duplicate'])
  }
})

test('creating one name twice is a duplicate also with another body, unless something was deleted since', async () => {
  const harness = createHarness()
  const { simulator, ask } = harness
  const { body } = await create(harness, KEY)
  simulator.advance(4000)
  await ask('GET', new URL(body.statusUrl).pathname)
  await create(harness, OTHER_KEY, { description: 'Edited' })
  expect(intents(harness)).toEqual(['duplicate'])

  const deleting = createHarness()
  const first = (await create(deleting, KEY)).body
  deleting.simulator.advance(4000)
  await deleting.ask('GET', new URL(first.statusUrl).pathname)
  await deleting.ask('DELETE', `${CONFIGURATIONS}/${first.related.configurationId}`)
  await create(deleting, OTHER_KEY)
  expect(intents(deleting)).toEqual([])
})

test('the same change twice, one after the other, is no duplicate', async () => {
  const harness = createHarness()
  const { simulator, ask } = harness
  const { body } = await create(harness, KEY)
  simulator.advance(4000)
  await ask('GET', new URL(body.statusUrl).pathname)
  const path = `${CONFIGURATIONS}/${body.related.configurationId}`
  for (const key of [KEY.replace('2e71', '0001'), KEY.replace('2e71', '0002')]) {
    const changed = await ask('PATCH', path, { description: 'x' }, { headers: { 'Idempotency-Key': key } })
    simulator.advance(4000)
    await ask('GET', operationPath(changed))
  }
  expect(intents(harness)).toEqual([])
})

test('a POST to Memory is not sent twice after an unclear end, unless the list was read', async () => {
  for (const lookedUp of [true, false]) {
    const harness = createHarness()
    const { simulator, ask } = harness
    simulator.script({ on: 'stores.create', fault: { kind: 'dropBefore' } })
    await expect(ask('POST', STORES, { displayName: 'ferry' })).rejects.toThrow('Failed to fetch')
    if (lookedUp) await ask('GET', STORES)
    await ask('POST', STORES, { displayName: 'ferry' })
    expect(intents(harness)).toEqual(lookedUp ? [] : ['secondKey'])
  }
})

test('a POST to Memory that was accepted is not sent again, list or no list', async () => {
  const harness = createHarness()
  await harness.ask('POST', STORES, { displayName: 'ferry' })
  await harness.ask('GET', STORES)
  await harness.ask('POST', STORES, { displayName: 'ferry' })
  expect(intents(harness)).toEqual(['secondKey', 'duplicate'])
})

test('a key belongs to one request', async () => {
  const harness = createHarness()
  await create(harness, KEY)
  await create(harness, KEY, { description: 'Edited' })
  expect(intents(harness)).toEqual(['reusedKey'])
})

test('a dead key may be replaced after a look at the list', async () => {
  const harness = createHarness()
  const { simulator, ask } = harness
  simulator.script({ on: 'configurations.create', fault: { kind: 'dropBefore' } })
  await expect(create(harness, KEY)).rejects.toThrow('Failed to fetch')
  simulator.advance(23 * 60 * 60 * 1000)
  await ask('GET', CONFIGURATIONS)
  await create(harness, OTHER_KEY)
  expect(intents(harness)).toEqual([])
})

test('accounts are apart', async () => {
  const harness = createHarness()
  const { ask } = harness
  const body = configuration()
  await ask('POST', CONFIGURATIONS, body, { user: 'AC1', headers: { 'Idempotency-Key': KEY } })
  await ask('POST', CONFIGURATIONS, body, { user: 'AC2', headers: { 'Idempotency-Key': OTHER_KEY } })
  expect(intents(harness)).toEqual([])
})

test('the log tells each request, as plain JSON with a bounded body', async () => {
  const harness = createHarness({ startAt: 5000 })
  const { simulator, ask } = harness
  const accepted = await create(harness, KEY, { filler: 'x'.repeat(10_000) })
  simulator.advance(2000)
  await ask('GET', `${operationPath(accepted)}?a=1`)
  const [first, second] = simulator.log()
  expect(first).toEqual<LogEntry>({
    at: 5000,
    answeredAt: 5000,
    account: 'AC1',
    method: 'POST',
    path: CONFIGURATIONS,
    query: '',
    call: 'configurations.create',
    operationId: accepted.headers.get('Operation-Id'),
    operationStatus: null,
    idempotencyKey: KEY,
    ifMatch: null,
    requestBody: expect.stringMatching(/^.{4096}$/),
    status: 202,
    replayed: false,
    retryAfter: '2',
    date: 'Thu, 01 Jan 1970 00:00:05 GMT',
    delivered: 'whole',
  })
  expect(second).toMatchObject({
    at: 7000,
    query: '?a=1',
    call: 'operations.get',
    operationId: first?.operationId,
    operationStatus: 'PENDING',
    requestBody: null,
  })
  expect(JSON.parse(JSON.stringify(simulator.log()))).toEqual(simulator.log())
})
