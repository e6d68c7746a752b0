import { createOperationsSimulator } from 'react-accepted/simulator'
import type {
  Answer,
  OperationEnd,
  OperationsSimulator,
  OperationsSimulatorOptions,
} from 'react-accepted/simulator'
import { expect, test } from 'vitest'

const API = 'https://api.test'

function open(options: Partial<OperationsSimulatorOptions> = {}) {
  return createOperationsSimulator({ contract: 'statusUrl', clock: 'virtual', ...options })
}

function post(
  simulator: OperationsSimulator,
  body: unknown,
  headers: Record<string, string> = {},
  path = '/reports',
) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } }
  return simulator.fetch(`${API}${path}`, {
    ...init,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

async function submit(simulator: OperationsSimulator): Promise<string> {
  return (await post(simulator, {})).headers.get('location') ?? ''
}

async function statusAt(simulator: OperationsSimulator, url: string): Promise<unknown> {
  return (await (await simulator.fetch(url)).json()).status
}

test.each<[object, string]>([
  [{ contract: 'soap' }, 'There is no contract "soap". Pass one of azure, google'],
  [{ contract: '__proto__' }, 'There is no contract "__proto__".'],
  [{ operationMs: -1 }, 'createOperationsSimulator: operationMs is -1. Pass a number of 0 or more.'],
  [{ cancelMs: Number.NaN }, 'cancelMs is null'],
  [{ retryAfterSeconds: 1.5 }, 'retryAfterSeconds is 1.5. Pass a whole number'],
  [{ progress: [0, 50, 40] }, 'progress is [0,50,40]. Pass a list of percentages'],
  [{ progress: [101] }, 'progress is [101]'],
  [{ outcome: [] }, 'outcome is []'],
  [{ outcome: { status: 'DONE' } }, 'the status in "statusUrl" is PENDING, COMPLETED, FAILED, CANCELLED'],
  [
    { contract: 'location', outcome: { status: 'CANCELLED' } },
    'in "location" is PENDING, COMPLETED, FAILED.',
  ],
  [{ clock: 'slow' }, "clock is \"slow\". Pass 'system', 'virtual'"],
  [{ seed: 0.5 }, 'seed is 0.5'],
  [{ rewrite: {} }, 'rewrite is {}. Pass a function of the response'],
  [{ maxOperations: Infinity }, 'maxOperations is null'],
  [{ maxBodyBytes: -1 }, 'maxBodyBytes is -1'],
])('%j is refused', (options, message) => {
  expect(() => open(options)).toThrow(TypeError)
  expect(() => open(options)).toThrow(message)
})

test('a fault that the API cannot show is refused', () => {
  const simulator = open({ contract: 'location' })
  const script =
    (fault: { kind: 'word'; word: string } | { kind: 'cancel' } | { kind: 'late'; ms: number }) => () =>
      simulator.script({ on: 'operations.create', fault })
  expect(script({ kind: 'word', word: 'Queued' })).toThrow('The fault "word" has no effect on this API.')
  expect(script({ kind: 'cancel' })).toThrow('Of an operation, use stuck, takes, fail, hidden, expire.')
  expect(script({ kind: 'late', ms: 1 })).toThrow(TypeError)
})

test('the same seed and requests give the same responses', async () => {
  const [first, second] = [open({ seed: 7 }), open({ seed: 7 })]
  expect(await (await post(first, { a: 1 })).text()).toBe(await (await post(second, { a: 1 })).text())
  expect(await submit(first)).not.toBe(await submit(open({ seed: 8 })))
})

test('a reset forgets everything, and starts with the same IDs', async () => {
  const simulator = open()
  const [one, two] = [await submit(simulator), await submit(simulator)]
  simulator.advance(4_000)
  simulator.reset()
  expect(simulator.log()).toEqual([])
  expect((await simulator.fetch(two)).status).toBe(404)
  expect(await submit(simulator)).toBe(one)
  expect(await statusAt(simulator, one)).toBe('PENDING')
})

test('a key gives the first response again for 24 hours, and a 422 with another request', async () => {
  const simulator = open()
  const key = { 'idempotency-key': 'k-1' }
  const first = await (await post(simulator, { a: 1 }, key)).json()
  expect(await (await post(simulator, { a: 1 }, key)).json()).toEqual(first)
  const other = await post(simulator, { a: 2 }, key)
  expect(other.status).toBe(422)
  simulator.advance(24 * 60 * 60 * 1000)
  expect((await (await post(simulator, { a: 1 }, key)).json()).operationId).not.toBe(first.operationId)
  expect((await post(simulator, {}, { 'idempotency-key': 'k'.repeat(256) })).status).toBe(400)
  expect(simulator.log().map(({ replayed }) => replayed)).toEqual([false, true, false, false, false])
})

test('in Google, a requestId in the query is such a key', async () => {
  const simulator = open({ contract: 'google' })
  const ask = async () => (await (await post(simulator, {}, {}, '/v1/reports?requestId=7')).json()).name
  expect(await ask()).toBe(await ask())
})

test.each<[string, RequestInit, number]>([
  ['/nothing', {}, 404],
  ['/reports/operations/operation_00000000000000000000000000', {}, 404],
  ['/reports', { method: 'OPTIONS' }, 405],
  ['/reports', { method: 'POST', body: 'a=1', headers: { 'content-type': 'text/plain' } }, 415],
  ['/reports', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }, 400],
  [
    '/reports',
    { method: 'POST', body: 'x'.repeat(2_000), headers: { 'content-type': 'application/json' } },
    413,
  ],
  ['/reports/operations/operation_00000000000000000000000000/cancel', { method: 'POST' }, 404],
])('%s, %j: %i, in the format of the API', async (path, init, status) => {
  for (const contract of [
    'azure',
    'google',
    'location',
    'batches',
    'predictions',
    'statusUrl',
    'resource',
  ] as const) {
    const isOwnPath = contract !== 'statusUrl' && path.endsWith('/cancel')
    if (isOwnPath) continue
    const response = await open({ contract, maxBodyBytes: 1_000 }).fetch(`${API}${path}`, init)
    expect(response.status).toBe(status)
    expect(await response.json()).toBeTypeOf('object')
  }
})

test('a status is at its own path only, and each operation at its own', async () => {
  const simulator = open({ outcome: [{ status: 'FAILED' }, { status: 'COMPLETED' }] })
  const [failed, completed] = [await submit(simulator), await submit(simulator)]
  simulator.advance(4_000)
  expect(await statusAt(simulator, failed)).toBe('FAILED')
  expect(await statusAt(simulator, completed)).toBe('COMPLETED')
  expect((await simulator.fetch(completed.replace('/operations/', '/jobs/'))).status).toBe(404)
})

test('operations are forgotten beyond maxOperations: first those that have ended', async () => {
  const outcome: OperationEnd[] = [{ status: 'PENDING' }, { status: 'COMPLETED' }]
  const simulator = open({ maxOperations: 2, outcome })
  const urls = [await submit(simulator), await submit(simulator)]
  simulator.advance(4_000)
  await statusAt(simulator, urls[0] ?? '')
  urls.push(await submit(simulator))
  const statuses = await Promise.all(urls.map(async (url) => (await simulator.fetch(url)).status))
  expect(statuses).toEqual([200, 404, 200])
})

test('an operation that runs on is ended by settle, and only once', async () => {
  const simulator = open({ outcome: { status: 'PENDING' } })
  const url = await submit(simulator)
  const id = url.split('/').at(-1) ?? ''
  simulator.advance(1e9)
  expect(await statusAt(simulator, url)).toBe('PENDING')
  simulator.settle(id, { status: 'FAILED', error: { title: 'Full' } })
  expect(await (await simulator.fetch(url)).json()).toMatchObject({
    status: 'FAILED',
    error: { title: 'Full' },
  })
  expect(() => simulator.settle(id)).toThrow(RangeError)
})

test('the controls are served only if they are wanted', async () => {
  const control = { method: 'POST', body: '{"ms":4000}', headers: { 'content-type': 'application/json' } }
  const simulator = open({ controls: true })
  const url = await submit(simulator)
  await simulator.fetch(`${API}/__simulator/advance`, control)
  expect(await statusAt(simulator, url)).toBe('COMPLETED')
  expect((await open().fetch(`${API}/__simulator/log`)).status).toBe(404)
})

test('input with dangerous keys stays data', async () => {
  const simulator = open({ contract: 'azure' })
  const body = '{"__proto__":{"polluted":true},"properties":{"__proto__":{"polluted":true}}}'
  const init = { method: 'PUT', body, headers: { 'content-type': 'application/json' } }
  const text = await (await simulator.fetch(`${API}/things/1`, init)).text()
  expect(text).toContain('"__proto__":{"polluted":true}')
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test('a resource that is deleted is gone in the end', async () => {
  const simulator = open({ contract: 'resource' })
  await simulator.fetch(`${API}/pods/north`, { method: 'DELETE' })
  expect(await (await simulator.fetch(`${API}/pods/north`)).json()).toMatchObject({
    status: { phase: 'Terminating' },
  })
  simulator.advance(4_000)
  expect((await simulator.fetch(`${API}/pods/north`)).status).toBe(404)
})

test('progress rises step by step, and ends at 100', async () => {
  const simulator = open({ progress: [0, 50, 99] })
  const url = await submit(simulator)
  const seen: unknown[] = []
  for (let second = 0; second < 6; second += 1) {
    // oxlint-disable-next-line no-await-in-loop -- One after the other.
    seen.push((await (await simulator.fetch(url)).json()).progress)
    simulator.advance(1_000)
  }
  expect(seen).toEqual([0, 0, 50, 99, 100, 100])
})

test('a response about an operation can be changed: the first one, also when it is repeated, and each poll', async () => {
  const rewrite = ({ status, body }: Answer): Answer => ({
    status,
    headers: { 'X-Own': 'yes' },
    body: [body ?? null],
  })
  const simulator = open({ rewrite })
  const key = { 'idempotency-key': 'k1' }
  const [first, again] = [await post(simulator, {}, key), await post(simulator, {}, key)]
  expect([first.status, first.headers.get('x-own'), first.headers.get('location')]).toEqual([
    202,
    'yes',
    null,
  ])
  const told = await first.text()
  expect(await again.text()).toBe(told)
  const [{ statusUrl }] = JSON.parse(told)
  expect(await (await simulator.fetch(statusUrl)).json()).toMatchObject([{ status: 'PENDING' }])
  const cancelled = await simulator.fetch(`${statusUrl}/cancel`, { method: 'POST' })
  expect(await cancelled.json()).toMatchObject([{ status: 'PENDING' }])
  simulator.advance(1000)
  expect(await (await simulator.fetch(statusUrl)).json()).toMatchObject([{ status: 'CANCELLED' }])
  // The log has the simulator's own words, so that its rules can be checked.
  expect(simulator.log().flatMap(({ operationStatus }) => operationStatus ?? [])).toEqual([
    'PENDING',
    'CANCELLED',
  ])
  expect(await (await simulator.fetch(`${API}/nothing`)).json()).toMatchObject({ status: 404 })
})

test('a resource that is polled, or a result, can be changed too', async () => {
  const rewrite = (answer: Answer): Answer => ({ ...answer, headers: { ...answer.headers, 'X-Own': 'yes' } })
  const simulator = open({ contract: 'location', rewrite })
  const url = await submit(simulator)
  simulator.advance(4000)
  const result = (await simulator.fetch(url)).headers.get('location') ?? ''
  expect((await simulator.fetch(result)).headers.get('x-own')).toBe('yes')
  simulator.reset()
  await submit(simulator)
  expect((await simulator.fetch(result)).status).toBe(404)
})
