import { defineOperation, SubmissionError } from 'react-accepted/client'
import type { AcceptedOperation, OperationsClientOptions, StandardSchema } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { NOW } from '../protocol/protocolKit.ts'
import { acceptedAs, createHarness, importOnce, importUsers, INPUT } from './importUsers.ts'
import type { Step } from './scriptedFetch.ts'
import { cut, json, OFFLINE, silence } from './scriptedFetch.ts'

const KEY = '019a7835-2350-7c1e-9a44-5b1f0c6d2e71'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

/** Submits through a scripted fetch, with time running until it ended. */
async function submit(
  steps: Step[],
  {
    recipe = importUsers,
    signal,
    ...options
  }: Partial<OperationsClientOptions> & {
    recipe?: typeof importUsers
    signal?: AbortSignal
  } = {},
) {
  const harness = createHarness(steps, options)
  const attempts: number[] = []
  const submitting = harness.client
    .submit(recipe, INPUT, { idempotencyKey: KEY, signal, onAttempt: (attempt) => attempts.push(attempt) })
    .then(
      (accepted) => ({ accepted }),
      (error: unknown) => ({ error }),
    )
  await vi.advanceTimersByTimeAsync(300_000)
  const outcome: { accepted?: unknown; error?: unknown } = await submitting
  return { ...harness, ...outcome, attempts }
}

/** What a promise rejects with. */
const failureOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error)

const limited = (seconds: number) => json({}, 429, { 'retry-after': String(seconds) })

/** A response whose headers come, and whose body does not end. */
const endless = (status: number, headers: Record<string, string> = {}) =>
  new Response(new ReadableStream({ pull: () => new Promise(() => {}) }), { status, headers })

describe('an answer whose body does not end', () => {
  test('is an acceptance where the headers of a 202 say enough', async () => {
    const { accepted, sent } = await submit([() => endless(202, { location: '/jobs/7' })])
    expect(accepted).toMatchObject({ operationId: '7' })
    expect(sent).toHaveLength(1)
  })

  test('is a refusal where it is a 409', async () => {
    const { error, sent } = await submit([() => endless(409)])
    expect(error).toMatchObject({ outcome: 'refused' })
    expect(sent).toHaveLength(1)
  })
})

describe('an intent', () => {
  test.each([
    ['an object', { 'Idempotency-Key': 'other', 'X-Csrf': 't' }],
    ['a function', () => Promise.resolve({ 'Idempotency-Key': 'other', 'X-Csrf': 't' })],
  ])('keeps its own headers where the application sets the same by %s', async (_, headers) => {
    const { sent } = await submit([acceptedAs('1')], { headers })
    expect(sent[0]?.headers.get('idempotency-key')).toBe(KEY)
    expect(sent[0]?.headers.get('x-csrf')).toBe('t')
    expect(sent[0]?.headers.get('accept')).toBe('application/json')
  })

  test('is sent once with its key, its body and nothing else', async () => {
    const { sent, accepted, attempts } = await submit([acceptedAs('1')])
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ method: 'POST', url: 'https://jobs.example/api/imports' })
    expect(sent[0]?.body).toBe(JSON.stringify(INPUT))
    expect(sent[0]?.headers.get('content-type')).toBe('application/json')
    expect(sent[0]?.headers.get('idempotency-key')).toBe(KEY)
    expect(attempts).toEqual([1])
    expect(accepted).toEqual({
      api: 'default',
      operationId: '1',
      idempotencyKey: KEY,
      acceptedAt: NOW,
      nextPollAt: NOW + 2_000,
      retryAfterMs: 2_000,
      kind: 'import.create',
      label: INPUT.url,
    })
  })

  test('has a key of its own where none is given', async () => {
    const { client, keys } = createHarness([acceptedAs('1')])
    await client.submit(importUsers, INPUT)
    await client.submit(importUsers, INPUT)
    expect(keys()[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(keys()[1]).not.toBe(keys()[0])
  })

  test('without a key to send has none', async () => {
    const { client, keys } = createHarness([acceptedAs('1')])
    await client.submit(importOnce, INPUT, { idempotencyKey: KEY })
    expect(keys()).toEqual([null])
  })

  test('may have no body, and its own path and headers', async () => {
    const { client, sent } = createHarness([acceptedAs('1')])
    const { body: _, ...bodiless } = importUsers
    const remove = defineOperation({
      ...bodiless,
      method: 'DELETE',
      path: () => '/imports/7',
      headers: () => ({ 'if-match': '"3"' }),
    })
    await client.submit(remove, INPUT)
    expect(sent[0]).toMatchObject({ method: 'DELETE', url: 'https://jobs.example/api/imports/7' })
    expect(sent[0]?.body).toBeUndefined()
    expect(sent[0]?.headers.get('content-type')).toBeNull()
    expect(sent[0]?.headers.get('if-match')).toBe('"3"')
  })
})

describe('what may pass is tried again under the same key, with the same body', () => {
  test.each<[string, Step, string]>([
    ['no connection', OFFLINE, 'unclear'],
    ['408', json({}, 408), 'unclear'],
    ['425', json({}, 425), 'blocked'],
    ['429', json({}, 429), 'blocked'],
    ['500', json({}, 500), 'unclear'],
    ['502 with HTML', new Response('<h1>Bad gateway</h1>', { status: 502 }), 'unclear'],
    ['503', json({}, 503), 'unclear'],
    ['a 202 that names no operation', json({}, 202), 'unclear'],
    ['a 202 that is HTML', new Response('<html>', { status: 202 }), 'unclear'],
    ['a 202 that is cut off', cut('{"statusUrl":"/jo', 202), 'unclear'],
  ])('%s: four times, after growing waits', async (_, step, outcome) => {
    const { sent, keys, bodies, error, attempts } = await submit([step])
    expect(sent.map(({ at }) => at - NOW)).toEqual([0, 1_000, 3_000, 7_000, 15_000])
    expect(attempts).toEqual([1, 2, 3, 4, 5])
    expect(new Set(keys())).toEqual(new Set([KEY]))
    for (const body of bodies()) expect(body).toEqual(INPUT)
    expect(error).toBeInstanceOf(SubmissionError)
    expect(error).toMatchObject({ outcome, attempts: 5, idempotencyKey: KEY })
  })

  test('no answer within the time: four times', async () => {
    const { sent, error } = await submit([silence], { requestTimeoutMs: 1_000 })
    expect(sent.map(({ at }) => at - NOW)).toEqual([0, 2_000, 5_000, 10_000, 19_000])
    expect(error).toMatchObject({ outcome: 'unclear', failure: { kind: 'timeout' } })
  })

  test('and accepted as soon as one succeeds', async () => {
    const { accepted, sent } = await submit([OFFLINE, json({}, 503), acceptedAs('1')])
    expect(accepted).toMatchObject({ operationId: '1', acceptedAt: NOW + 3_000 })
    expect(sent).toHaveLength(3)
  })

  test('when Retry-After says, also by a date', async () => {
    const { sent } = await submit([
      json({}, 429, { 'retry-after': '7' }),
      json({}, 503, {
        date: 'Thu, 01 Jan 2026 00:00:00 GMT',
        'retry-after': 'Thu, 01 Jan 2026 00:00:20 GMT',
      }),
      acceptedAs('1'),
    ])
    expect(sent.map(({ at }) => at - NOW)).toEqual([0, 7_000, 27_000])
  })

  test('never early, with all the spread of chance', async () => {
    const { sent } = await submit([json({}, 429, { 'retry-after': '7' }), acceptedAs('1')], {
      random: () => 1,
    })
    expect((sent[1]?.at ?? 0) - NOW).toBeGreaterThanOrEqual(7_000)
    expect((sent[1]?.at ?? 0) - NOW).toBeLessThan(7_800)
  })

  test('after 30 seconds, but not after more: that is for the person to decide', async () => {
    expect((await submit([limited(30), acceptedAs('1')], { random: () => 0.5 })).accepted).toBeDefined()
    const { sent, error } = await submit([limited(31), acceptedAs('1')])
    expect(sent).toHaveLength(1)
    expect(error).toMatchObject({ outcome: 'blocked', failure: { retryAfterMs: 31_000 } })
    expect((await submit([json({}, 503, { 'retry-after': '3600' })])).error).toMatchObject({
      outcome: 'unclear',
      attempts: 1,
    })
  })
})

describe('a clear answer is not tried again', () => {
  test.each([
    [400, 'refused'],
    [404, 'refused'],
    [409, 'refused'],
    [412, 'refused'],
    [415, 'refused'],
    [422, 'refused'],
    [401, 'blocked'],
    [403, 'blocked'],
  ])('%i is %s', async (status, outcome) => {
    const { sent, error } = await submit([json({ title: 'No' }, status)])
    expect(sent).toHaveLength(1)
    expect(error).toMatchObject({ outcome, attempts: 1, failure: { httpStatus: status } })
  })

  test.each([
    [200, json({ id: '7' })],
    [201, json({ id: '7' }, 201)],
    [204, new Response(null, { status: 204 })],
    [206, json({}, 206)],
    [301, new Response(null, { status: 301, headers: { location: '/other' } })],
    [303, new Response(null, { status: 303, headers: { location: '/done/7' } })],
  ])(
    'a %i is not the 202 that was promised: it may have been done, and is not done again',
    async (status, step) => {
      for (const recipe of [importUsers, importOnce]) {
        const { sent, error } = await submit([step, acceptedAs('1')], { recipe })
        expect(sent).toHaveLength(1)
        expect(error).toMatchObject({
          outcome: 'unclear',
          failure: {
            kind: 'contract',
            httpStatus: status,
            message: expect.stringContaining(`not ${status}`),
          },
        })
      }
    },
  )

  test('a foreign status URL is not followed, and what became of the intent is unclear', async () => {
    const { sent, error } = await submit([json({ statusUrl: 'https://evil.example/jobs/1' }, 202)])
    expect(sent).toHaveLength(1)
    expect(error).toMatchObject({ outcome: 'unclear', failure: { kind: 'untrusted' } })
  })

  test('a redirect that the browser hides is a sign-in, not an answer', async () => {
    const { sent, error } = await submit([() => Response.error()])
    expect(sent).toHaveLength(1)
    expect(error).not.toMatchObject({ outcome: 'refused' })
  })

  test('a refusal brings its reasons at their fields, and the resource that stands in the way', async () => {
    const problem = { title: 'Taken', detail: 'In use.', errors: [{ pointer: '#/url', detail: 'is taken' }] }
    const { error } = await submit([json(problem, 409, { 'x-conflicting-resource-id': 'import_7' })])
    expect(error).toMatchObject({
      failure: { conflictingResourceId: 'import_7' },
      problem: { title: 'Taken', detail: 'In use.', fields: [{ field: 'url', message: 'is taken' }] },
    })
  })
})

describe('the verdict is on all attempts under the key', () => {
  test.each([401, 403])('no answer, then %i, stays unclear', async (status) => {
    const { error, sent } = await submit([OFFLINE, json({}, status)])
    expect(sent).toHaveLength(2)
    expect(error).toMatchObject({ outcome: 'unclear', failure: { httpStatus: status } })
  })

  test('no answer, then 429 again and again, stays unclear', async () => {
    expect((await submit([OFFLINE, json({}, 429)])).error).toMatchObject({ outcome: 'unclear' })
  })

  test('429, then no answer, is unclear', async () => {
    expect((await submit([json({}, 429), OFFLINE])).error).toMatchObject({ outcome: 'unclear' })
  })

  const CLEAR = [400, 404, 405, 406, 409, 410, 412, 413, 415, 422, 423, 451]

  test.each(CLEAR)('no answer, then %i, stays unclear: a gateway may have said it', async (status) => {
    const { error, keys } = await submit([OFFLINE, json({}, status)])
    expect(error).toMatchObject({ outcome: 'unclear', failure: { httpStatus: status } })
    expect(new Set(keys())).toEqual(new Set([KEY]))
  })

  test.each([...CLEAR, 502])(
    'no answer, then %i while the first is still at work, is accepted in the end',
    async (status) => {
      const { accepted, sent } = await submit([OFFLINE, json({}, status), json({}, status), acceptedAs('1')])
      expect(accepted).toMatchObject({ operationId: '1' })
      expect(sent.map(({ at }) => at - NOW)).toEqual([0, 1_000, 3_000, 7_000])
    },
  )

  test.each(CLEAR)('429, then %i, is refused: nothing was let in before', async (status) => {
    const { error, sent } = await submit([json({}, 429), json({}, status)])
    expect(error).toMatchObject({ outcome: 'refused' })
    expect(sent).toHaveLength(2)
  })

  test('an earlier call that ended unclear counts', async () => {
    const { client } = createHarness([json({}, 404)])
    const again = failureOf(client.submit(importUsers, INPUT, { idempotencyKey: KEY, isUnclear: true }))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await again).toMatchObject({ outcome: 'unclear', failure: { httpStatus: 404 } })
  })
})

describe('a deletion', () => {
  const { body: _, ...bodiless } = importUsers
  const remove = defineOperation({
    ...bodiless,
    method: 'DELETE',
    path: () => '/imports/7',
    resourceId: () => '7',
  })

  test.each([404, 410])('that meets %i after an unclear attempt has done its work', async (status) => {
    const { accepted, client, sent } = await submit([OFFLINE, json({}, status)], { recipe: remove })
    expect(sent).toHaveLength(2)
    expect(accepted).toMatchObject({ kind: 'import.create', resourceId: '7' })
    const known = await client.check(accepted as AcceptedOperation)
    expect(known).toMatchObject({ operation: { status: 'COMPLETED' }, wake: 'never' })
    // Nobody asks for the status of an operation that no answer named.
    expect(sent).toHaveLength(2)
  })

  test.each([404, 410])('that meets %i at once is refused: it was not there', async (status) => {
    const { error, sent } = await submit([json({}, status)], { recipe: remove })
    expect(error).toMatchObject({ outcome: 'refused' })
    expect(sent).toHaveLength(1)
  })

  test('that met a 204 is not sent again by itself; asked again, it has done its work', async () => {
    const { client, sent } = createHarness([new Response(null, { status: 204 }), json({}, 404)])
    expect(await failureOf(client.submit(remove, INPUT, { idempotencyKey: KEY }))).toMatchObject({
      outcome: 'unclear',
    })
    expect(sent).toHaveLength(1)
    const accepted = await client.submit(remove, INPUT, { idempotencyKey: KEY, isUnclear: true })
    expect(client.peek(accepted)).toMatchObject({ operation: { status: 'COMPLETED' } })
  })

  test('is never asked for after a reload that knows no more than its name', async () => {
    const { accepted } = await submit([OFFLINE, json({}, 404)], { recipe: remove })
    for (const operationPath of ['/jobs/{operationId}', undefined]) {
      const later = createHarness([json({ status: 'PENDING' })], { ...(operationPath && { operationPath }) })
      await later.client.check(accepted as AcceptedOperation)
      expect(later.sent).toEqual([])
    }
  })
})

describe('what the client does with a 202 fails', () => {
  test('and the intent is unclear: the server has it', async () => {
    const random = vi.fn<() => number>(() => {
      throw new TypeError('No chance')
    })
    const { error, sent } = await submit([acceptedAs('1')], { random })
    expect(sent).toHaveLength(1)
    expect(error).toMatchObject({ outcome: 'unclear', failure: { message: 'TypeError: No chance' } })
  })
})

describe('X-Submission-Id', () => {
  const apis = (isProxied: boolean) => [{ api: 'default', baseUrl: '/proxy', isProxied }]

  test('goes to a proxy of ours with what takes no key, another one each time', async () => {
    const { client, sent } = createHarness([json({}, 429)], { apis: apis(true) })
    await failureOf(client.submit(importOnce, INPUT))
    await failureOf(client.submit(importOnce, INPUT))
    const [one, other] = sent.map(({ headers }) => headers.get('x-submission-id'))
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(other).toMatch(/^[0-9a-f-]{36}$/)
    expect(other).not.toBe(one)
  })

  test('goes neither to another API, which may not allow it, nor along with a key', async () => {
    const foreign = createHarness([acceptedAs('1')])
    await foreign.client.submit(importOnce, INPUT)
    const keyed = createHarness([acceptedAs('1')], { apis: apis(true) })
    await failureOf(keyed.client.submit(importUsers, INPUT))
    for (const { sent } of [foreign, keyed]) expect(sent[0]?.headers.has('x-submission-id')).toBe(false)
  })
})

describe('an endpoint without a key', () => {
  test.each<[string, Step, string]>([
    ['no connection', OFFLINE, 'unclear'],
    ['503', json({}, 503), 'unclear'],
    ['429', json({}, 429, { 'retry-after': '1' }), 'blocked'],
    ['400', json({}, 400), 'refused'],
  ])('is sent once, whatever comes: %s', async (_, step, outcome) => {
    const { sent, error } = await submit([step, acceptedAs('1')], { recipe: importOnce })
    expect(sent).toHaveLength(1)
    expect(error).toMatchObject({ outcome, attempts: 1, idempotencyKey: undefined })
  })

  test('is accepted by its headers where the body breaks off', async () => {
    const step = cut('{"status', 202, { 'operation-id': '7', 'retry-after': '3' })
    const { accepted } = await submit([step], { recipe: importOnce })
    expect(accepted).toMatchObject({ operationId: '7', nextPollAt: NOW + 3_000 })
  })
})

describe('the caller’s signal', () => {
  test('that is aborted already lets nothing leave', async () => {
    const { sent, error } = await submit([acceptedAs('1')], { signal: AbortSignal.abort(new Error('left')) })
    expect(sent).toEqual([])
    expect(error).toBeDefined()
  })

  test('stops a request on its way: what became of it is unclear', async () => {
    const controller = new AbortController()
    const { client, sent } = createHarness([silence])
    const failing = failureOf(client.submit(importUsers, INPUT, { signal: controller.signal }))
    await vi.advanceTimersByTimeAsync(1_000)
    controller.abort()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await failing).toMatchObject({ outcome: 'unclear', attempts: 1 })
    expect(sent).toHaveLength(1)
  })

  test.each<[string, Step, string]>([
    ['429', json({}, 429), 'blocked'],
    ['503', json({}, 503), 'unclear'],
  ])('stops the wait after %s, and nothing more is sent', async (_, step, outcome) => {
    const controller = new AbortController()
    const { client, sent } = createHarness([step])
    const failing = failureOf(client.submit(importUsers, INPUT, { signal: controller.signal }))
    await vi.advanceTimersByTimeAsync(500)
    controller.abort()
    expect(await failing).toMatchObject({ outcome })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })
})

type Validate = StandardSchema<unknown, { url: string }>['~standard']['validate']

function schema(validate: Validate): StandardSchema<unknown, { url: string }> {
  return { '~standard': { version: 1, vendor: 'test', validate } }
}

describe('the recipe’s schema', () => {
  test('refuses before anything is sent, and names the fields', async () => {
    const recipe = defineOperation({
      ...importUsers,
      schema: schema(() => ({ issues: [{ message: 'No address.', path: ['list', { key: 0 }, 'url'] }] })),
    })
    const { sent, error, attempts } = await submit([acceptedAs('1')], { recipe })
    expect(sent).toEqual([])
    expect(attempts).toEqual([])
    expect(error).toMatchObject({
      outcome: 'refused',
      attempts: 0,
      problem: { fields: [{ field: 'list.0.url', message: 'No address.' }] },
    })
  })

  test('may answer later, and what it makes of the input is sent', async () => {
    const recipe = defineOperation({
      ...importUsers,
      schema: schema(() => Promise.resolve({ value: { url: 'https://tidy.example' } })),
    })
    const { bodies, accepted } = await submit([acceptedAs('1')], { recipe })
    expect(bodies()).toEqual([{ url: 'https://tidy.example' }])
    expect(accepted).toMatchObject({ label: 'https://tidy.example' })
  })
})
