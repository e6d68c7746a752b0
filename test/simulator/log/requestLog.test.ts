import { checkIntents, checkPolls } from 'react-accepted/simulator'
import type { Fault, LogEntry } from 'react-accepted/simulator'
import { expect, test } from 'vitest'

import {
  CONFIGURATIONS,
  KEY,
  OTHER_KEY,
  STORES,
  configuration,
  createHarness,
  operationPath,
} from '../../twilio/simulator/createHarness.ts'

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

/** Creates a configuration, then polls after each of these waits. */
async function watch(waits: number[], options = {}) {
  const harness = createHarness({ operationMs: 100_000, ...options })
  const path = operationPath(await create(harness))
  for (const wait of waits) {
    harness.simulator.advance(wait)
    await harness.ask('GET', path)
  }
  return harness
}

test('polls at their deadlines are correct, a millisecond before is early', async () => {
  expect(polls(await watch([2000, 2000, 2500]))).toEqual([])
  expect(polls(await watch([1999]))).toEqual([['early', 1]])
  expect(polls(await watch([2000, 1999]))).toEqual([['early', 1]])
  const early = await watch([500])
  const [violation] = checkPolls(early.simulator.log())
  expect(violation).toMatchObject({ rule: 'early', earlyMs: 1500, entry: { call: 'operations.get' } })
  expect(violation?.message).toMatch(/^proc_job_\w+ was polled 1500 ms before its deadline\.$/)
})

test('toleranceMs allows for timers that fire early', async () => {
  const harness = await watch([1999])
  expect(polls(harness, { toleranceMs: 1 })).toEqual([])
  expect(polls(harness, { toleranceMs: 0.5 })).toEqual([['early', 1]])
})

test('without Retry-After, polls must be one second or minPollMs apart', async () => {
  const harness = await watch([0, 999, 1000], { retryAfterSeconds: null })
  expect(polls(harness)).toEqual([['early', 1]])
  expect(polls(harness, { minPollMs: 900 })).toEqual([])
})

test('a response without Retry-After sets no deadline, nor does a truncated one', async () => {
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

test.each(['imf', 'rfc850', 'asctime'] as const)('a date in %s format is a deadline', async (form) => {
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

test.each(['soon', '-5', ''])('Retry-After: %j is not a deadline', async (value) => {
  const harness = createHarness()
  harness.simulator.script({ on: 'configurations.create', fault: { kind: 'retryAfter', value } })
  await harness.ask('GET', operationPath(await create(harness)))
  expect(polls(harness)).toEqual([])
})

test('two concurrent polls are an overlap', async () => {
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

test('a 429 holds back the polls of its API until its deadline, but not those of the other API', async () => {
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

test('a response counts from when it is sent: a late 429 does not hold back earlier polls', async () => {
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

test('a deadline holds until another one replaces it', async () => {
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

test('one intent with one key is correct, however often it is sent', async () => {
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

test('another key before the outcome of the first is known is a violation, and its result a duplicate', async () => {
  const harness = createHarness()
  harness.simulator.script({ on: 'configurations.create', fault: { kind: 'dropAfter' } })
  await expect(create(harness, KEY)).rejects.toThrow('Failed to fetch')
  await create(harness, OTHER_KEY)
  expect(intents(harness)).toEqual(['secondKey', 'duplicate'])
  expect(checkIntents(harness.simulator.log())[0]?.message).toBe(
    `POST ${CONFIGURATIONS} was sent with key ${OTHER_KEY} before the outcome of key ${KEY} was known.`,
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

test('a truncated refusal does not retire a key', async () => {
  const harness = createHarness()
  const refusal: Fault[] = [{ kind: 'status', status: 400 }, { kind: 'truncated' }]
  harness.simulator.script({ on: 'configurations.create', fault: refusal })
  await expect(create(harness, KEY)).rejects.toThrow('terminated')
  await create(harness, OTHER_KEY)
  expect(intents(harness)).toEqual(['secondKey'])
})

test('a new key after a failure is correct only if the client has seen the failure', async () => {
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

test('creating one name twice is a duplicate even with another body, unless something was deleted in between', async () => {
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

test('the same change twice, one after the other, is not a duplicate', async () => {
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

test('a POST to Memory must not be repeated after an unknown outcome unless the list was read', async () => {
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

test('an accepted POST to Memory must not be repeated, even if the list was read', async () => {
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

test('an expired key may be replaced after the list was read', async () => {
  const harness = createHarness()
  const { simulator, ask } = harness
  simulator.script({ on: 'configurations.create', fault: { kind: 'dropBefore' } })
  await expect(create(harness, KEY)).rejects.toThrow('Failed to fetch')
  simulator.advance(23 * 60 * 60 * 1000)
  await ask('GET', CONFIGURATIONS)
  await create(harness, OTHER_KEY)
  expect(intents(harness)).toEqual([])
})

test('accounts are checked separately', async () => {
  const harness = createHarness()
  const { ask } = harness
  const body = configuration()
  await ask('POST', CONFIGURATIONS, body, { user: 'AC1', headers: { 'Idempotency-Key': KEY } })
  await ask('POST', CONFIGURATIONS, body, { user: 'AC2', headers: { 'Idempotency-Key': OTHER_KEY } })
  expect(intents(harness)).toEqual([])
})

test('the log lists each request as plain JSON with a bounded body', async () => {
  const harness = createHarness({ startAt: 5000, unknownFields: 'ignore' })
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
    isPoll: false,
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
    isPoll: true,
    operationId: first?.operationId,
    operationStatus: 'PENDING',
    requestBody: null,
  })
  expect(JSON.parse(JSON.stringify(simulator.log()))).toEqual(simulator.log())
})
