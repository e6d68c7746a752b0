import {
  RequestError,
  SubmissionError,
  azureDialect,
  createOperationsClient,
  defineOperation,
} from 'react-accepted/client'
import type { OperationRef, OperationSnapshot } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { engineOf } from '../../src/client/createOperationsClient.ts'
import { NOW } from '../protocol/samples.ts'
import { INPUT, acceptedAs, createHarness, importUsers } from './importUsers.ts'
import { OFFLINE, cut, json, scriptFetch, silence } from './scriptFetch.ts'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const pending = (headers: Record<string, string> = { 'retry-after': '2' }) =>
  json({ operationId: '1', status: 'PENDING' }, 200, headers)

/** A response that takes `ms`. */
const later = (ms: number, response: Response) =>
  new Promise<Response>((resolve) => {
    setTimeout(() => resolve(response.clone()), ms)
  })

describe('the kind of an endpoint', () => {
  test.each([
    [{ path: '/imports' }, 'POST /imports'],
    [{ path: '/imports/latest', method: 'PUT' }, 'PUT /imports/latest'],
    [{ path: '/imports', kind: 'import.create' }, 'import.create'],
    [{ path: '/imports', api: 'default' }, 'default POST /imports'],
  ] as const)(
    'of %o is %s, in the operation and where the client finds its endpoint',
    async (definition, kind) => {
      const { client } = createHarness([acceptedAs('1')])
      const endpoint = defineOperation(definition)
      const accepted = await client.submit(endpoint, undefined)
      expect(accepted.kind).toBe(kind)
      expect(client.endpointOf(kind)).toBe(endpoint)
    },
  )

  test('is required if its path is a function, also for callers without types', () => {
    const definition: object = { path: () => '/imports' }
    expect(() => Reflect.apply(defineOperation, undefined, [definition])).toThrow(
      "defineOperation needs a kind, because its path is a function. Name it, such as kind: 'report.create'.",
    )
  })
})

describe('what only the library uses', () => {
  test('is in a copy of a client and of an endpoint', async () => {
    const { client, sent } = createHarness([acceptedAs('1')])
    const copy = { ...client, more: true }
    const kind = 'import.again'
    expect(engineOf(copy)).toBe(engineOf(client))
    await copy.submit({ ...importUsers, kind }, INPUT)
    expect(sent).toHaveLength(1)
    expect(copy.endpointOf(kind)).toMatchObject({ kind })
  })
})

describe('a limit', () => {
  test.each([0, -1, -Infinity, NaN])('is refused at construction if it is %d', (value) => {
    for (const name of ['requestTimeoutMs', 'maxConcurrentPolls', 'maxWatchMs', 'minPollMs']) {
      expect(() => createHarness([], { [name]: value })).toThrow(RangeError)
      expect(() => createHarness([], { [name]: value })).toThrow(`${name},${value}`)
    }
  })

  test.each([Infinity, 2 ** 31, 60 * 86_400_000, 120_000])(
    'may be %d for one request: the client waits for the response',
    async (requestTimeoutMs) => {
      const { client } = createHarness([() => later(60_000, pending())], { requestTimeoutMs })
      const checking = client.check('1')
      await vi.advanceTimersByTimeAsync(60_000)
      expect(await checking).toMatchObject({ operation: { status: 'PENDING' } })
      expect(vi.getTimerCount()).toBe(0)
    },
  )

  test('may be Infinity for concurrent polls', async () => {
    const { client, sent } = createHarness([silence], { maxConcurrentPolls: Infinity })
    for (let id = 0; id < 50; id += 1) void client.check(String(id))
    await vi.advanceTimersByTimeAsync(0)
    expect(sent).toHaveLength(50)
  })
})

describe('an operation is identified', () => {
  const { client } = createHarness([pending()])
  const identity = { api: 'default', operationId: '1' }

  test.each<[string, OperationRef]>([
    ['its bare ID', '1'],
    ['its identity', identity],
    ['its status URL', { statusUrl: 'https://jobs.example/api/jobs/1' }],
    ['its status URL as a string', 'https://jobs.example/api/jobs/1'],
    ['its path', '/jobs/1'],
  ])('by %s', (_, ref) => {
    expect(client.identify(ref)).toMatchObject(identity)
  })

  test('by the result of submit', async () => {
    const harness = createHarness([acceptedAs('1')])
    const accepted = await harness.client.submit(importUsers, INPUT)
    expect(harness.client.identify(accepted)).toMatchObject(identity)
  })

  test.each(['https://evil.example/jobs/1', '//evil.example/jobs/1', 'javascript:alert(1)', '', '../1'])(
    'but no request is sent to %j',
    async (ref) => {
      const harness = createHarness([pending()])
      const snapshot = await harness.client.check(ref)
      expect(snapshot).toMatchObject({ wake: 'manual', pollError: { kind: 'untrusted' } })
      expect(snapshot).not.toHaveProperty('operation')
      expect(harness.sent).toEqual([])
    },
  )

  test.each(['..', 'a/b', 'a?b', '%2e%2e'])('but no request is sent for the ID %j', async (operationId) => {
    const harness = createHarness([pending()])
    const snapshot = await harness.client.check({ api: 'default', operationId })
    expect(snapshot.pollError?.kind).toBe('untrusted')
    expect(harness.sent).toEqual([])
  })

  test('but no request is sent for an API that the client does not have', async () => {
    const harness = createHarness([pending()])
    expect(await harness.client.check({ api: 'other', operationId: '1' })).toMatchObject({
      wake: 'manual',
      pollError: { kind: 'untrusted' },
    })
    expect(harness.sent).toEqual([])
  })
})

describe('check', () => {
  test('waits for the deadline set by the 202, by each response, and by each failure', async () => {
    const steps = [
      acceptedAs('1'),
      pending({ 'retry-after': '3' }),
      json({}, 503, { 'retry-after': '4' }),
      json({}, 429, { 'retry-after': '5' }),
      pending({}),
      json({ status: 'COMPLETED' }),
    ]
    const { client, sent } = createHarness(steps)
    const accepted = await client.submit(importUsers, INPUT)
    for (let ms = 0; ms < 30_000; ms += 100) {
      await client.check(accepted)
      await client.check('1')
      await vi.advanceTimersByTimeAsync(100)
    }
    const moments = sent.map(({ at }) => at - NOW)
    expect(moments).toEqual([0, 2_000, 5_000, 9_000, 14_000, 17_000])
  })

  test('sends one request for all concurrent callers', async () => {
    const { client, sent } = createHarness([pending()])
    const checks = Array.from({ length: 100 }, () => client.check('1'))
    const [first, ...others] = await Promise.all(checks)
    expect(sent).toHaveLength(1)
    for (const other of others) expect(other).toBe(first)
  })

  test('returns the same object until something changes', async () => {
    const { client } = createHarness([pending()])
    const first = await client.check('1')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await client.check('1')).toBe(first)
    expect(client.peek('1')).toBe(first)
  })

  test('peek sends no request', () => {
    const { client, sent } = createHarness([pending()])
    expect(client.peek('1')).toBeUndefined()
    expect(sent).toEqual([])
  })

  test('starts from the snapshot that the caller passes', async () => {
    const { client, sent } = createHarness([pending()])
    const known: OperationSnapshot = {
      ...(await createHarness([json({ status: 'FAILED' })]).client.check('1')),
    }
    expect(await client.check('1', { known })).toMatchObject({ operation: { status: 'FAILED' } })
    expect(sent).toEqual([])
  })

  test('keeps polling after a body that is not JSON or breaks off', async () => {
    for (const step of [new Response('<html>'), new Response(null, { status: 204 }), cut('{"status', 200)]) {
      const { client } = createHarness([step])
      expect(await client.check('1')).toMatchObject({ wake: 'timer', pollError: { kind: 'body' } })
    }
  })

  test('names the field of the JSON that breaks the contract, and obeys the Retry-After', async () => {
    const { client } = createHarness([json({ state: 'x' }, 200, { 'retry-after': '90' })])
    expect(await client.check('1')).toMatchObject({
      wake: 'timer',
      waitMs: 90_000,
      pollError: { kind: 'contract', field: 'status' },
    })
  })

  test('never rejects, whatever the server does', async () => {
    const steps = [OFFLINE, silence, json([], 200), json(null), json({}, 401), json({}, 404), json({}, 410)]
    for (const step of steps) {
      const { client } = createHarness([step])
      const checking = client.check('1')
      await vi.advanceTimersByTimeAsync(30_000)
      expect(await checking).toHaveProperty('pollError')
    }
  })

  test('ends an aborted wait, while the request continues for the other callers', async () => {
    const { client, sent } = createHarness([
      () => new Promise((resolve) => setTimeout(resolve, 1_000, pending())),
    ])
    const controller = new AbortController()
    const leaving = client.check('1', { signal: controller.signal }).catch((error: unknown) => error)
    const staying = client.check('1')
    await vi.advanceTimersByTimeAsync(500)
    controller.abort(new Error('left'))
    expect(await leaving).toMatchObject({ message: 'left' })
    await vi.advanceTimersByTimeAsync(500)
    expect(await staying).toMatchObject({ operation: { status: 'PENDING' } })
    expect(sent).toHaveLength(1)
  })

  test('sends nothing if the signal is already aborted', async () => {
    const { client, sent } = createHarness([pending()])
    const signal = AbortSignal.abort(new Error('left'))
    await expect(client.check('1', { signal })).rejects.toThrow('left')
    expect(sent).toEqual([])
  })

  test('adds one listener to a signal, however often it is passed', async () => {
    const { client } = createHarness([pending()])
    const { signal } = new AbortController()
    const add = vi.spyOn(signal, 'addEventListener')
    for (let count = 0; count < 20; count += 1) await client.check('1', { signal })
    expect(add).toHaveBeenCalledTimes(1)
  })
})

describe('several APIs', () => {
  const apis = ['one', 'two'].map((api) => ({
    api,
    baseUrl: `https://${api}.example`,
    operationPath: `/${api}/{operationId}`,
  }))

  test('are told apart by their URLs, and each is polled at its own base URL', async () => {
    const { fetch, sent } = scriptFetch(json({ status: 'PENDING' }))
    const client = createOperationsClient({ apis, fetch })
    await client.check({ statusUrl: 'https://two.example/two/7' })
    await client.check({ api: 'one', operationId: '7' })
    await client.check('7')
    expect(sent.map(({ url }) => url)).toEqual(['https://two.example/two/7', 'https://one.example/one/7'])
  })

  test('may run operations for each other', async () => {
    const { fetch, sent } = scriptFetch(json({ statusUrl: '/two/8' }, 202))
    const client = createOperationsClient({ apis, fetch })
    expect(await client.submit(importUsers, INPUT)).toMatchObject({
      api: 'two',
      operationId: '8',
    })
    expect(sent[0]?.url).toBe('https://one.example/imports')
  })

  test('do not delay each other after a 429', async () => {
    const { fetch, sent } = scriptFetch(json({}, 429, { 'retry-after': '60' }), json({ status: 'PENDING' }))
    const client = createOperationsClient({ apis, fetch })
    await client.check({ api: 'one', operationId: '1' })
    await client.check({ api: 'one', operationId: '2' })
    await client.check({ api: 'two', operationId: '3' })
    expect(sent.map(({ url }) => url)).toEqual(['https://one.example/one/1', 'https://two.example/two/3'])
  })
})

describe('the URL that is polled', () => {
  test('is the status URL of the 202, even if the operation was known by its ID before', async () => {
    const { client, sent } = createHarness([
      pending(),
      json({ statusUrl: '/jobs/1?signature=abc' }, 202, { 'retry-after': '2' }),
      pending(),
    ])
    await client.check('1')
    const accepted = await client.submit(importUsers, INPUT)
    await vi.advanceTimersByTimeAsync(2_000)
    await client.check(accepted)
    expect(sent.at(-1)?.url).toBe('https://jobs.example/api/jobs/1?signature=abc')
  })

  test('is the one that the server names last', async () => {
    const at = (path: string, status: number) =>
      json({ status: 'Running' }, status, { 'operation-location': path, 'retry-after': '2' })
    const { client, sent } = createHarness([at('/api/jobs/1?v=1', 202), at('/api/jobs/1?v=2', 200)], {
      dialect: azureDialect,
    })
    const accepted = await client.submit(importUsers, INPUT)
    for (let polls = 0; polls < 2; polls += 1) {
      await vi.advanceTimersByTimeAsync(2_000)
      await client.check(accepted)
    }
    expect(sent.map(({ url }) => url)).toEqual([
      'https://jobs.example/api/imports',
      'https://jobs.example/api/jobs/1?v=1',
      'https://jobs.example/api/jobs/1?v=2',
    ])
  })
})

const createPlain = (...steps: Parameters<typeof scriptFetch>) => {
  const script = scriptFetch(...steps)
  return { ...script, client: createOperationsClient({ baseUrl: '/api', fetch: script.fetch }) }
}

describe('without operationPath', () => {
  test('the status path is the ID', async () => {
    const { client, sent } = createPlain(
      json({ statusUrl: '/jobs/7?view=full' }, 202),
      json({ id: '7', operationId: '7', status: 'COMPLETED' }),
    )
    const accepted = await client.submit(importUsers, INPUT)
    expect(accepted.operationId).toBe('/jobs/7?view=full')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await client.check(accepted)).toMatchObject({ operation: { status: 'COMPLETED' } })
    expect(sent[1]?.url).toBe('/api/jobs/7?view=full')
  })

  test('a 202 with Operation-Id alone cannot be watched', async () => {
    const { client } = createPlain(json({}, 202, { 'operation-id': '7' }))
    const outcome = client.submit(importUsers, INPUT).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await outcome).toBeInstanceOf(SubmissionError)
  })
})

describe('the API’s own status words', () => {
  test('are mapped to final statuses', async () => {
    const { client } = createHarness([json({ status: 'Succeeded' })], {
      statusWords: { Succeeded: 'COMPLETED' },
    })
    expect(await client.check('1')).toMatchObject({
      operation: { status: 'COMPLETED', rawStatus: 'Succeeded' },
      resource: { state: 'none' },
    })
  })
})

describe('the fetch and headers of a request', () => {
  test('default to the global fetch at the time of the request', async () => {
    const client = createOperationsClient({ baseUrl: 'https://x.example', operationPath: '/{operationId}' })
    const { fetch, sent } = scriptFetch(pending())
    vi.stubGlobal('fetch', fetch)
    await client.check('1')
    expect(sent).toHaveLength(1)
  })

  test('are computed for each request', async () => {
    let token = 0
    const { client, sent } = createHarness([pending()], {
      headers: () => ({ authorization: `t${(token += 1)}` }),
    })
    await client.check('1')
    await vi.advanceTimersByTimeAsync(2_000)
    await client.check('1')
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(['t1', 't2'])
  })
})

test('an invalid pace is refused at construction', () => {
  expect(() => createHarness([], { minPollMs: 0 })).toThrow(RangeError)
  expect(() => createHarness([], { minPollMs: 2_000, maxRetryAfterMs: 1_000 })).toThrow(RangeError)
})

describe('a page without an origin of its own', () => {
  test('reads status URLs under an absolute baseUrl', async () => {
    vi.stubGlobal('location', { origin: 'null', href: 'about:srcdoc' })
    const { client } = createHarness([acceptedAs('1')])
    expect(await client.submit(importUsers, INPUT)).toMatchObject({ operationId: '1' })
  })
})

describe('a worker, which has a location but no document', () => {
  test('reads absolute status URLs under a baseUrl that is only a path', async () => {
    vi.stubGlobal('location', { href: 'https://app.example/assets/worker.js' })
    const { client, sent } = createHarness(
      [json({ statusUrl: 'https://app.example/api/jobs/1' }, 202, { 'retry-after': '2' }), pending()],
      { baseUrl: '/api' },
    )
    const accepted = await client.submit(importUsers, INPUT)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await client.check(accepted)).toMatchObject({ operation: { status: 'PENDING' } })
    expect(sent.map(({ url }) => url)).toEqual(['/api/imports', '/api/jobs/1'])
  })
})

type Find = () => Promise<{ id: string; createdAt: string }[]>

const FOUND = [{ id: 'import_1', createdAt: new Date(NOW).toISOString() }]
async function complete(find: Find) {
  const searching = defineOperation({
    ...importUsers,
    resource: { type: 'import', find },
    hint: ({ url }) => ({ url }),
  })
  const createdAt = new Date(NOW).toISOString()
  const harness = createHarness([acceptedAs('1'), json({ status: 'COMPLETED', createdAt })])
  const accepted = await harness.client.submit(searching, INPUT)
  const seen: OperationSnapshot[] = []
  for (let ms = 0; ms < 120_000; ms += 500) {
    await vi.advanceTimersByTimeAsync(500)
    seen.push(await harness.client.check(accepted))
  }
  return { ...harness, seen, last: seen.at(-1) }
}

describe('looking for the resource', () => {
  test('shows COMPLETED at once, and the resource when it is found', async () => {
    const find = vi.fn<Find>().mockResolvedValue(FOUND).mockResolvedValueOnce([]).mockResolvedValueOnce([])
    const { seen, last, sent } = await complete(find)
    expect(seen.find(({ operation }) => operation)).toMatchObject({
      operation: { status: 'COMPLETED' },
      resource: { state: 'searching' },
    })
    expect(last).toMatchObject({
      wake: 'never',
      resource: { state: 'found', id: 'import_1', type: 'import' },
    })
    expect(find).toHaveBeenCalledTimes(3)
    expect(sent).toHaveLength(2)
  })

  test('ends after a few attempts', async () => {
    const find = vi.fn<Find>(() => Promise.resolve([]))
    const { last } = await complete(find)
    expect(last).toMatchObject({ wake: 'never', resource: { state: 'notFound' } })
    expect(find.mock.calls.length).toBeGreaterThan(2)
    expect(find.mock.calls.length).toBeLessThan(10)
  })

  test('ends if reading the list is refused', async () => {
    const failure = { kind: 'refused', message: 'HTTP 400', httpStatus: 400 } as const
    const { last } = await complete(() => Promise.reject(new RequestError(failure)))
    expect(last).toMatchObject({ wake: 'never', resource: { state: 'notFound' } })
  })

  test('continues with growing waits if the list cannot be read right now', async () => {
    const failure = { kind: 'server', message: 'HTTP 503', httpStatus: 503 } as const
    const find = vi.fn<Find>(() => Promise.reject(new RequestError(failure)))
    const { last } = await complete(find)
    expect(last).toMatchObject({ operation: { status: 'COMPLETED' }, pollError: { kind: 'server' } })
    expect(find.mock.calls.length).toBeLessThan(12)
  })

  test('reports a failure instead of rejecting if the endpoint’s own code throws', async () => {
    const find = vi.fn<Find>(() => Promise.reject(new TypeError('of the endpoint')))
    const { last } = await complete(find)
    expect(last?.pollError?.message).toContain('of the endpoint')
    expect(find.mock.calls.length).toBeLessThan(12)
  })
})
