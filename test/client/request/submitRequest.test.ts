import { SubmissionError, defineOperation } from 'react-accepted/client'
import type { AcceptedOperation, OperationsClientOptions, StandardSchema } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { NOW } from '../../protocol/samples.ts'
import { INPUT, acceptedAs, createHarness, importOnce, importUsers } from '../importUsers.ts'
import type { Step } from '../scriptFetch.ts'
import { OFFLINE, cut, json, silence } from '../scriptFetch.ts'

const KEY = '019a7835-2350-7c1e-9a44-5b1f0c6d2e71'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

/** Submits through a scripted fetch, and lets time pass until that has ended. */
async function submit(
  steps: Step[],
  {
    endpoint = importUsers,
    signal,
    ...options
  }: Partial<OperationsClientOptions> & {
    endpoint?: typeof importUsers
    signal?: AbortSignal
  } = {},
) {
  const harness = createHarness(steps, options)
  const attempts: number[] = []
  const submitting = harness.client
    .submit(endpoint, INPUT, { idempotencyKey: KEY, signal, onAttempt: (attempt) => attempts.push(attempt) })
    .then(
      (accepted) => ({ accepted }),
      (error: unknown) => ({ error }),
    )
  await vi.advanceTimersByTimeAsync(300_000)
  const outcome: { accepted?: unknown; error?: unknown } = await submitting
  return { ...harness, ...outcome, attempts }
}

/** The error that a promise rejects with. */
const failureOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error)

const limited = (seconds: number) => json({}, 429, { 'retry-after': String(seconds) })

/** A response whose headers arrive, and whose body never ends. */
const endless = (status: number, headers: Record<string, string> = {}) =>
  new Response(new ReadableStream({ pull: () => new Promise(() => {}) }), { status, headers })

describe('a response whose body does not end', () => {
  test('is an acceptance if it is a 202 whose headers name the operation', async () => {
    const { accepted, sent } = await submit([() => endless(202, { location: '/jobs/7' })])
    expect(accepted).toMatchObject({ operationId: '7' })
    expect(sent).toHaveLength(1)
  })

  test('is a refusal if it is a 409', async () => {
    const { error, sent } = await submit([() => endless(409)])
    expect(error).toMatchObject({ outcome: 'refused' })
    expect(sent).toHaveLength(1)
  })
})

describe('an intent', () => {
  test.each([
    ['an object', { 'Idempotency-Key': 'other', 'X-Csrf': 't' }],
    ['a function', () => Promise.resolve({ 'Idempotency-Key': 'other', 'X-Csrf': 't' })],
  ])('keeps its own headers if the application sets the same ones with %s', async (_, headers) => {
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

  test('gets its own key if none is given', async () => {
    const { client, keys } = createHarness([acceptedAs('1')])
    await client.submit(importUsers, INPUT)
    await client.submit(importUsers, INPUT)
    expect(keys()[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(keys()[1]).not.toBe(keys()[0])
  })

  test('is sent without a key if the endpoint takes none', async () => {
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

describe('a transient failure is retried with the same key and the same body', () => {
  test.each<[string, Step, string]>([
    ['no connection', OFFLINE, 'unclear'],
    ['408', json({}, 408), 'unclear'],
    ['425', json({}, 425), 'blocked'],
    ['429', json({}, 429), 'blocked'],
    ['500', json({}, 500), 'unclear'],
    ['502 with HTML', new Response('<h1>Bad gateway</h1>', { status: 502 }), 'unclear'],
    ['503', json({}, 503), 'unclear'],
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

  test.each<[string, Step]>([
    ['names no operation', json({}, 202)],
    ['has neither a body nor a Location that CORS exposes', new Response(null, { status: 202 })],
    ['names it in a way that needs a dialect', json({ id: 'x' }, 202, { 'operation-location': '/x' })],
  ])('but not after a whole 202 that %s', async (_, step) => {
    const { sent, error } = await submit([step])
    expect(sent).toHaveLength(1)
    expect(error).toMatchObject({ outcome: 'unclear', failure: { kind: 'contract', field: 'statusUrl' } })
  })

  test('no response before the timeout: four times', async () => {
    const { sent, error } = await submit([silence], { requestTimeoutMs: 1_000 })
    expect(sent.map(({ at }) => at - NOW)).toEqual([0, 2_000, 5_000, 10_000, 19_000])
    expect(error).toMatchObject({ outcome: 'unclear', failure: { kind: 'timeout' } })
  })

  test('and the intent is accepted as soon as one attempt succeeds', async () => {
    const { accepted, sent } = await submit([OFFLINE, json({}, 503), acceptedAs('1')])
    expect(accepted).toMatchObject({ operationId: '1', acceptedAt: NOW + 3_000 })
    expect(sent).toHaveLength(3)
  })

  test('when Retry-After says, even with a date', async () => {
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

  test('never early, even with maximum jitter', async () => {
    const { sent } = await submit([json({}, 429, { 'retry-after': '7' }), acceptedAs('1')], {
      random: () => 1,
    })
    expect((sent[1]?.at ?? 0) - NOW).toBeGreaterThanOrEqual(7_000)
    expect((sent[1]?.at ?? 0) - NOW).toBeLessThan(7_800)
  })

  test('after up to 30 seconds, but not after more: then the user decides', async () => {
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

describe('a definite response is not retried', () => {
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
    'a %i is not the promised 202: the work may have been done, so it is not sent again',
    async (status, step) => {
      for (const endpoint of [importUsers, importOnce]) {
        const { sent, error } = await submit([step, acceptedAs('1')], { endpoint })
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

  test('a foreign status URL is not followed, and the outcome of the intent is unclear', async () => {
    const { sent, error } = await submit([json({ statusUrl: 'https://evil.example/jobs/1' }, 202)])
    expect(sent).toHaveLength(1)
    expect(error).toMatchObject({ outcome: 'unclear', failure: { kind: 'untrusted' } })
  })

  test('a redirect that the browser hides may be a sign-in page, so it is not a refusal', async () => {
    const { sent, error } = await submit([() => Response.error()])
    expect(sent).toHaveLength(1)
    expect(error).not.toMatchObject({ outcome: 'refused' })
  })

  test('a refusal contains the reason for each field, and the conflicting resource', async () => {
    const problem = { title: 'Taken', detail: 'In use.', errors: [{ pointer: '#/url', detail: 'is taken' }] }
    const { error } = await submit([json(problem, 409, { 'x-conflicting-resource-id': 'import_7' })])
    expect(error).toMatchObject({
      failure: { conflictingResourceId: 'import_7' },
      problem: { title: 'Taken', detail: 'In use.', fields: [{ field: 'url', message: 'is taken' }] },
    })
  })
})

describe('the outcome covers all attempts with the key', () => {
  test.each([401, 403])('no response, then %i, stays unclear', async (status) => {
    const { error, sent } = await submit([OFFLINE, json({}, status)])
    expect(sent).toHaveLength(2)
    expect(error).toMatchObject({ outcome: 'unclear', failure: { httpStatus: status } })
  })

  test('no response, then repeated 429s, stays unclear', async () => {
    expect((await submit([OFFLINE, json({}, 429)])).error).toMatchObject({ outcome: 'unclear' })
  })

  test('429, then no response, is unclear', async () => {
    expect((await submit([json({}, 429), OFFLINE])).error).toMatchObject({ outcome: 'unclear' })
  })

  const CLEAR = [400, 404, 405, 406, 409, 410, 412, 413, 415, 422, 423, 451]

  test.each(CLEAR)('no response, then %i, stays unclear: a gateway may have sent it', async (status) => {
    const { error, keys } = await submit([OFFLINE, json({}, status)])
    expect(error).toMatchObject({ outcome: 'unclear', failure: { httpStatus: status } })
    expect(new Set(keys())).toEqual(new Set([KEY]))
  })

  test.each([...CLEAR, 502])(
    'no response, then %i while the first request is still processed, is accepted in the end',
    async (status) => {
      const { accepted, sent } = await submit([OFFLINE, json({}, status), json({}, status), acceptedAs('1')])
      expect(accepted).toMatchObject({ operationId: '1' })
      expect(sent.map(({ at }) => at - NOW)).toEqual([0, 1_000, 3_000, 7_000])
    },
  )

  test.each(CLEAR)('429, then %i, is refused: no earlier attempt was accepted', async (status) => {
    const { error, sent } = await submit([json({}, 429), json({}, status)])
    expect(error).toMatchObject({ outcome: 'refused' })
    expect(sent).toHaveLength(2)
  })

  test('an earlier call that ended unclear counts too', async () => {
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

  test.each([404, 410])('that gets a %i after an unclear attempt is completed', async (status) => {
    const { accepted, client, sent } = await submit([OFFLINE, json({}, status)], { endpoint: remove })
    expect(sent).toHaveLength(2)
    expect(accepted).toMatchObject({ kind: 'import.create', resourceId: '7' })
    const known = await client.check(accepted as AcceptedOperation)
    expect(known).toMatchObject({ operation: { status: 'COMPLETED' }, wake: 'never' })
    // An operation that no response named is not polled.
    expect(sent).toHaveLength(2)
  })

  test.each([404, 410])('that gets a %i at once is refused: there was nothing to delete', async (status) => {
    const { error, sent } = await submit([json({}, status)], { endpoint: remove })
    expect(error).toMatchObject({ outcome: 'refused' })
    expect(sent).toHaveLength(1)
  })

  test('that got a 204 is not retried automatically; submitted again, it is completed', async () => {
    const { client, sent } = createHarness([new Response(null, { status: 204 }), json({}, 404)])
    expect(await failureOf(client.submit(remove, INPUT, { idempotencyKey: KEY }))).toMatchObject({
      outcome: 'unclear',
    })
    expect(sent).toHaveLength(1)
    const accepted = await client.submit(remove, INPUT, { idempotencyKey: KEY, isUnclear: true })
    expect(client.peek(accepted)).toMatchObject({ operation: { status: 'COMPLETED' } })
  })

  test('is never polled after a reload that knows only its ID', async () => {
    const { accepted } = await submit([OFFLINE, json({}, 404)], { endpoint: remove })
    for (const operationPath of ['/jobs/{operationId}', undefined]) {
      const later = createHarness([json({ status: 'PENDING' })], { ...(operationPath && { operationPath }) })
      await later.client.check(accepted as AcceptedOperation)
      expect(later.sent).toEqual([])
    }
  })
})

describe('an error in the client after a 202', () => {
  test('makes the intent unclear, because the server has accepted it', async () => {
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

  test('goes to a proxy of ours if the endpoint takes no key, with a new value each time', async () => {
    const { client, sent } = createHarness([json({}, 429)], { apis: apis(true) })
    await failureOf(client.submit(importOnce, INPUT))
    await failureOf(client.submit(importOnce, INPUT))
    const [one, other] = sent.map(({ headers }) => headers.get('x-submission-id'))
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(other).toMatch(/^[0-9a-f-]{36}$/)
    expect(other).not.toBe(one)
  })

  test('goes neither to another API, which may not allow it, nor together with a key', async () => {
    const foreign = createHarness([acceptedAs('1')])
    await foreign.client.submit(importOnce, INPUT)
    const keyed = createHarness([acceptedAs('1')], { apis: apis(true) })
    await failureOf(keyed.client.submit(importUsers, INPUT))
    for (const { sent } of [foreign, keyed]) expect(sent[0]?.headers.has('x-submission-id')).toBe(false)
  })
})

describe('a request to an endpoint without a key', () => {
  test.each<[string, Step, string]>([
    ['no connection', OFFLINE, 'unclear'],
    ['503', json({}, 503), 'unclear'],
    ['429', json({}, 429, { 'retry-after': '1' }), 'blocked'],
    ['400', json({}, 400), 'refused'],
  ])('is sent once, whatever happens: %s', async (_, step, outcome) => {
    const { sent, error } = await submit([step, acceptedAs('1')], { endpoint: importOnce })
    expect(sent).toHaveLength(1)
    expect(error).toMatchObject({ outcome, attempts: 1, idempotencyKey: undefined })
  })

  test('is accepted if the headers of the 202 are enough and the body breaks off', async () => {
    const step = cut('{"status', 202, { 'operation-id': '7', 'retry-after': '3' })
    const { accepted } = await submit([step], { endpoint: importOnce })
    expect(accepted).toMatchObject({ operationId: '7', nextPollAt: NOW + 3_000 })
  })
})

describe('the caller’s signal', () => {
  test('that is already aborted prevents the request', async () => {
    const { sent, error } = await submit([acceptedAs('1')], { signal: AbortSignal.abort(new Error('left')) })
    expect(sent).toEqual([])
    expect(error).toBeDefined()
  })

  test('stops a request in flight, whose outcome is then unclear', async () => {
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

describe('the endpoint’s schema', () => {
  test('refuses invalid input before anything is sent, and names the fields', async () => {
    const endpoint = defineOperation({
      ...importUsers,
      schema: schema(() => ({ issues: [{ message: 'No address.', path: ['list', { key: 0 }, 'url'] }] })),
    })
    const { sent, error, attempts } = await submit([acceptedAs('1')], { endpoint })
    expect(sent).toEqual([])
    expect(attempts).toEqual([])
    expect(error).toMatchObject({
      outcome: 'refused',
      attempts: 0,
      problem: { fields: [{ field: 'list.0.url', message: 'No address.' }] },
    })
  })

  test('may be asynchronous, and its output is sent', async () => {
    const endpoint = defineOperation({
      ...importUsers,
      schema: schema(() => Promise.resolve({ value: { url: 'https://tidy.example' } })),
    })
    const { bodies, accepted } = await submit([acceptedAs('1')], { endpoint })
    expect(bodies()).toEqual([{ url: 'https://tidy.example' }])
    expect(accepted).toMatchObject({ label: 'https://tidy.example' })
  })
})

describe('a definition without method, version and takesIdempotencyKey', () => {
  const endpoint = defineOperation({
    kind: 'import.create',
    path: '/imports',
    body: ({ url }: typeof INPUT) => ({ url }),
  })

  test('is a POST without an Idempotency-Key to its path', async () => {
    const { sent } = await submit([acceptedAs('1')], { endpoint })
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ method: 'POST', url: expect.stringMatching(/\/imports$/) })
    expect(sent[0]?.headers.has('idempotency-key')).toBe(false)
    expect(endpoint.version).toBe(1)
  })

  test('is never sent twice', async () => {
    const { sent, error } = await submit([OFFLINE, acceptedAs('1')], { endpoint })
    expect(sent).toHaveLength(1)
    expect(error).toMatchObject({ outcome: 'unclear' })
  })

  test('stays the same with undefined in their places, as an application without types may write it', () => {
    const undefinedParts: object = { method: undefined, version: undefined, takesIdempotencyKey: undefined }
    const other = defineOperation({ kind: 'import.create', path: '/imports', ...undefinedParts })
    expect(other).toMatchObject({ method: 'POST', version: 1, takesIdempotencyKey: false })
  })
})
