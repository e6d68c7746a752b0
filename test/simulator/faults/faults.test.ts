import { ConnectionDropped } from 'react-accepted/simulator'
import type { Fault } from 'react-accepted/simulator'
import type { ScriptRule } from 'react-accepted/twilio/simulator'
import { expect, test, vi } from 'vitest'

import {
  CONFIGURATIONS,
  KEY,
  STORES,
  STORE_ID,
  configuration,
  createHarness,
  operationPath,
} from '../../twilio/simulator/createHarness.ts'

const create = (fault: Fault | Fault[]): ScriptRule => ({ on: 'configurations.create', fault })

async function run(fault?: Fault | Fault[], options = {}) {
  const harness = createHarness(options)
  if (fault) harness.simulator.script(create(fault))
  const accepted = await harness.ask('POST', CONFIGURATIONS, configuration())
  const poll = () => harness.ask('GET', operationPath(accepted))
  const count = async () => (await harness.ask('GET', CONFIGURATIONS)).body.configurations.length
  return { ...harness, accepted, poll, count }
}

/** Sends the creation and returns the unread response. */
function send({ simulator }: ReturnType<typeof createHarness>, init: RequestInit = {}) {
  return simulator.fetch(`http://simulator.test${CONFIGURATIONS}`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${btoa('AC1:secret')}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': KEY,
    },
    body: JSON.stringify(configuration()),
    ...init,
  })
}

test('stuck keeps an operation PENDING forever', async () => {
  const { simulator, poll } = await run({ kind: 'stuck' })
  simulator.advance(365 * 24 * 60 * 60 * 1000)
  expect((await poll()).body).toMatchObject({ status: 'PENDING', completedAt: null })
})

test('fail ends an operation as FAILED without effect, with the given or the default error', async () => {
  const plain = await run({ kind: 'fail' })
  plain.simulator.advance(4000)
  expect((await plain.poll()).body).toMatchObject({
    status: 'FAILED',
    error: { title: 'Bad request', status: 400 },
  })
  expect(await plain.count()).toBe(0)

  const error = {
    type: 'about:blank',
    title: 'No',
    status: 409,
    detail: 'displayName: is reserved',
    instance: '/x',
  }
  const given = await run({ kind: 'fail', error })
  given.simulator.advance(4000)
  expect((await given.poll()).body.error).toEqual(error)
})

test('fail on Memory sets an error with a code, but without status and instance', async () => {
  const { simulator, ask } = createHarness()
  simulator.script({
    on: 'stores.create',
    fault: { kind: 'fail', error: { code: 520_045, title: 'Taken', status: 400 } },
  })
  const accepted = await ask('POST', STORES, { displayName: 'ferry' })
  simulator.advance(4000)
  expect((await ask('GET', operationPath(accepted))).body.error).toEqual({
    type: 'https://www.twilio.com/docs/api/errors/520045',
    title: 'Taken',
    code: 520_045,
    detail: 'The operation could not be carried out.',
  })
})

test('cancel ends an operation as CANCELLED without effect or error', async () => {
  const { simulator, poll, count } = await run({ kind: 'cancel' })
  simulator.advance(4000)
  expect((await poll()).body).toMatchObject({
    status: 'CANCELLED',
    error: null,
    completedAt: expect.any(String),
  })
  expect(await count()).toBe(0)
})

test('takes sets the duration of an operation', async () => {
  const { simulator, poll } = await run({ kind: 'takes', ms: 10 })
  simulator.advance(9)
  expect((await poll()).body.status).toBe('PENDING')
  simulator.advance(1)
  expect((await poll()).body.status).toBe('COMPLETED')
})

test('word sets the status word until the operation ends', async () => {
  const { simulator, poll } = await run({ kind: 'word', word: 'IN_PROGRESS' })
  expect((await poll()).body.status).toBe('IN_PROGRESS')
  simulator.advance(4000)
  expect((await poll()).body.status).toBe('COMPLETED')
})

test('related, hidden, late and expire work together', async () => {
  const { accepted, simulator, poll, count } = await run([
    { kind: 'related', where: 'operation' },
    { kind: 'hidden', ms: 1000 },
    { kind: 'late', ms: 500 },
    { kind: 'expire', afterMs: 6000 },
  ])
  expect(accepted.body.related).toBeNull()
  expect((await poll()).status).toBe(404)
  simulator.advance(1000)
  expect((await poll()).body.related).toEqual({ configurationId: expect.any(String) })
  simulator.advance(3499)
  expect(await count()).toBe(0)
  simulator.advance(1)
  expect(await count()).toBe(1)
  simulator.advance(1499)
  expect((await poll()).status).toBe(200)
  simulator.advance(1)
  expect((await poll()).status).toBe(404)
})

test('provisioning sets how long a store takes to set up and whether it fails', async () => {
  const { simulator, ask } = createHarness()
  simulator.script({ on: 'stores.create', fault: { kind: 'provisioning', outcome: 'FAILED', ms: 100 } })
  const accepted = await ask('POST', STORES, { displayName: 'ferry' })
  simulator.advance(4099)
  const { id } = (await ask('GET', operationPath(accepted))).body.result
  expect((await ask('GET', `${STORES}/${id}`)).body.status).toBe('PROVISIONING')
  simulator.advance(1)
  expect((await ask('GET', `${STORES}/${id}`)).body.status).toBe('FAILED')
})

test('dropBefore rejects like fetch, and the call has no effect', async () => {
  const harness = createHarness()
  harness.simulator.script(create({ kind: 'dropBefore' }))
  const dropped = send(harness)
  await expect(dropped).rejects.toThrow('Failed to fetch')
  await expect(dropped).rejects.toBeInstanceOf(ConnectionDropped)
  await expect(dropped).rejects.toBeInstanceOf(TypeError)
  harness.simulator.advance(4000)
  expect((await harness.ask('GET', CONFIGURATIONS)).body.configurations).toEqual([])
  expect(harness.simulator.log()[0]).toMatchObject({ status: null, delivered: 'never', operationId: null })
})

test('dropAfter rejects like fetch, but the call took effect: the same key finds the operation', async () => {
  const harness = createHarness()
  harness.simulator.script(create({ kind: 'dropAfter' }))
  await expect(send(harness)).rejects.toBeInstanceOf(TypeError)
  const operationId = harness.simulator.log()[0]?.operationId
  expect(operationId).toMatch(/^proc_job_/)
  const again = await send(harness)
  expect(again.headers.get('Operation-Id')).toBe(operationId)
})

test('status returns an error, with or without the effect of the call', async () => {
  const harness = createHarness()
  harness.simulator.script(create({ kind: 'status', status: 503, retryAfter: 7 }), {
    ...create({ kind: 'status', status: 500, effect: true, message: 'Oh' }),
    skip: 1,
  })
  const first = await send(harness)
  expect(first.status).toBe(503)
  expect(first.headers.get('Retry-After')).toBe('7')
  expect(await first.json()).toMatchObject({ code: 20_503, message: 'Service unavailable' })
  harness.simulator.advance(4000)
  expect((await harness.ask('GET', CONFIGURATIONS)).body.configurations).toHaveLength(0)
  const second = await send(harness)
  expect(second.headers.get('Retry-After')).toBeNull()
  expect(await second.json()).toMatchObject({ code: 20_500, message: 'Oh' })
  harness.simulator.advance(4000)
  expect((await harness.ask('GET', CONFIGURATIONS)).body.configurations).toHaveLength(1)
})

test.each([401, 403, 404, 409, 410, 429, 500])('status returns %i for a poll', async (status) => {
  const { simulator, poll } = await run()
  simulator.script({
    on: 'operations.get',
    fault: { kind: 'status', status, code: 7, body: { any: 'body' } },
  })
  expect(await poll()).toMatchObject({ status, body: { any: 'body' } })
  expect((await poll()).status).toBe(200)
})

test.each<[Fault, string | null]>([
  [{ kind: 'retryAfter', value: 30 }, '30'],
  [{ kind: 'retryAfter', value: 'soon' }, 'soon'],
  [{ kind: 'retryAfter', value: '-5' }, '-5'],
  [{ kind: 'retryAfter', value: null }, null],
  [{ kind: 'retryAfter', value: { afterSeconds: 60, form: 'imf' } }, 'Mon, 05 Jan 2026 09:01:00 GMT'],
  [{ kind: 'retryAfter', value: { afterSeconds: 60, form: 'rfc850' } }, 'Monday, 05-Jan-26 09:01:00 GMT'],
  [{ kind: 'retryAfter', value: { afterSeconds: 60, form: 'asctime' } }, 'Mon Jan  5 09:01:00 2026'],
  [{ kind: 'retryAfter', value: { afterSeconds: -60, form: 'imf' } }, 'Mon, 05 Jan 2026 08:59:00 GMT'],
])('%j sets Retry-After to %j', async (fault, expected) => {
  const { accepted } = await run(fault, { startAt: Date.UTC(2026, 0, 5, 9) })
  expect(accepted.status).toBe(202)
  expect(accepted.headers.get('Retry-After')).toBe(expected)
})

test('headers and json edit the response', async () => {
  const { accepted } = await run([
    { kind: 'headers', set: { 'Operation-Id': null, Location: '/elsewhere', 'X-More': '1' } },
    { kind: 'json', set: { statusUrl: 'https://evil.example/x' }, remove: ['related'] },
  ])
  expect(accepted.body).toEqual({ statusUrl: 'https://evil.example/x' })
  expect(accepted.headers.get('Operation-Id')).toBeNull()
  expect(accepted.headers.get('Location')).toBe('/elsewhere')
  expect(accepted.headers.get('X-More')).toBe('1')
})

test('truncated cuts off the body, although the call took effect', async () => {
  const harness = createHarness()
  harness.simulator.script(create({ kind: 'truncated', bytes: 12 }))
  const response = await send(harness)
  expect(response.status).toBe(202)
  const reader = response.body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('{"statusUrl"')
  await expect(reader?.read()).rejects.toBeInstanceOf(TypeError)
  expect(harness.simulator.log()[0]).toMatchObject({ status: 202, delivered: 'partly' })
  harness.simulator.script({ ...create({ kind: 'truncated' }), times: 1 })
  await expect(send(harness).then((answer) => answer.json())).rejects.toBeInstanceOf(TypeError)
  harness.simulator.advance(4000)
  expect((await harness.ask('GET', CONFIGURATIONS)).body.configurations).toHaveLength(1)
})

test('malformed, contentType, huge and redirect change the response', async () => {
  const harness = createHarness()
  harness.simulator.script(
    create([{ kind: 'malformed' }, { kind: 'contentType', value: 'text/html' }]),
    { ...create({ kind: 'malformed', text: '{"statusUrl":' }), skip: 1 },
    { ...create({ kind: 'huge', bytes: 100_000 }), skip: 2 },
    { ...create({ kind: 'contentType', value: null }), skip: 2 },
    { ...create({ kind: 'redirect', to: 'https://evil.example/', status: 307 }), skip: 3 },
  )
  const html = await send(harness)
  expect(html.headers.get('Content-Type')).toBe('text/html')
  expect(await html.text()).toMatch(/^<html>/)
  expect(await (await send(harness)).text()).toBe('{"statusUrl":')
  const huge = await send(harness)
  const text = await huge.text()
  expect(text.length).toBeGreaterThan(100_000)
  expect(JSON.parse(text)).toMatchObject({ statusUrl: expect.any(String) })
  expect(huge.headers.get('Content-Type')).not.toBe('application/json')
  const redirect = await send(harness)
  expect(redirect.status).toBe(307)
  expect(redirect.headers.get('Location')).toBe('https://evil.example/')
})

test('slow delays a response that reflects the state on arrival', async () => {
  const { simulator, poll } = await run()
  simulator.script({ on: 'operations.get', fault: { kind: 'slow', ms: 5000 } })
  const settled = vi.fn<(answer: { body: unknown }) => void>()
  const slow = poll().then(settled)
  await vi.waitFor(() => expect(simulator.log()).toHaveLength(2))
  simulator.advance(4999)
  expect((await poll()).body.status).toBe('COMPLETED')
  expect(settled).not.toHaveBeenCalled()
  simulator.advance(1)
  await slow
  expect(settled.mock.calls[0]?.[0].body).toMatchObject({ status: 'PENDING' })
  expect(simulator.log()[1]).toMatchObject({ status: 200, operationStatus: 'PENDING' })
})

test('slow on the system clock uses timers, which tests can fake', async () => {
  vi.useFakeTimers({ now: 1_000_000 })
  try {
    const harness = createHarness({ clock: 'system' })
    harness.simulator.script(create({ kind: 'slow', ms: 3000 }))
    const settled = vi.fn<() => void>()
    const slow = send(harness).then(settled)
    await vi.advanceTimersByTimeAsync(2999)
    expect(settled).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    await slow
    expect(harness.simulator.now()).toBe(1_003_000)
    harness.simulator.advance(500)
    expect(harness.simulator.now()).toBe(1_003_500)
  } finally {
    vi.useRealTimers()
  }
})

test('an aborted slow call rejects with the reason of the abort, but still takes effect', async () => {
  const harness = createHarness()
  harness.simulator.script(create({ kind: 'slow', ms: 60_000 }))
  const leaving = new AbortController()
  const slow = send(harness, { signal: leaving.signal })
  await vi.waitFor(() => expect(harness.simulator.log()[0]?.operationId).not.toBeNull())
  leaving.abort(new Error('bored'))
  await expect(slow).rejects.toThrow('bored')
  expect(harness.simulator.log()[0]).toMatchObject({
    status: null,
    delivered: 'never',
    answeredAt: expect.any(Number),
  })
  harness.simulator.advance(4000)
  expect((await harness.ask('GET', CONFIGURATIONS)).body.configurations).toHaveLength(1)
  await expect(send(harness, { signal: leaving.signal })).rejects.toThrow('bored')
})

test('rules count their matches by skip, times and always, and can be removed', async () => {
  const { simulator, ask } = createHarness()
  const ask5 = async () => {
    const statuses = []
    for (let index = 0; index < 5; index += 1) statuses.push((await ask('GET', STORES)).status)
    return statuses
  }
  simulator.script({ on: 'stores.list', skip: 1, times: 2, fault: { kind: 'status', status: 500 } })
  expect(await ask5()).toEqual([200, 500, 500, 200, 200])
  const takeBack = simulator.script({
    on: 'stores.list',
    times: 'always',
    fault: { kind: 'status', status: 429 },
  })
  expect(await ask5()).toEqual([429, 429, 429, 429, 429])
  takeBack()
  expect(await ask5()).toEqual([200, 200, 200, 200, 200])
})

test('rules match by call, group, method and path', async () => {
  const { simulator, ask } = createHarness()
  const status = async (rule: Pick<ScriptRule, 'on' | 'method' | 'path'>, method: string, path: string) => {
    const takeBack = simulator.script({ ...rule, fault: { kind: 'status', status: 418 } })
    const answer = await ask(method, path, method === 'GET' ? undefined : {})
    takeBack()
    return answer.status
  }
  expect(await status({ on: 'stores.get' }, 'GET', STORES)).toBe(200)
  expect(await status({ on: 'stores.*' }, 'GET', STORES)).toBe(418)
  expect(await status({ on: 'configurations.*' }, 'GET', STORES)).toBe(200)
  expect(await status({ on: ['configurations.list', 'stores.list'] }, 'GET', STORES)).toBe(418)
  expect(await status({ on: '*', method: 'post' }, 'GET', STORES)).toBe(200)
  expect(await status({ on: '*', method: 'patch' }, 'PATCH', `${STORES}/${STORE_ID}`)).toBe(418)
  expect(await status({ on: '*', path: `${STORES}/mem` }, 'GET', STORES)).toBe(200)
  expect(await status({ on: '*', path: `${STORES}/mem` }, 'GET', `${STORES}/${STORE_ID}`)).toBe(418)
})

test('an operation fault waits for a call that starts an operation, whatever the rule matches', async () => {
  const { simulator, ask } = createHarness()
  simulator.script({ on: '*', fault: { kind: 'cancel' } })
  await ask('GET', STORES)
  const accepted = await ask('POST', STORES, { displayName: 'ferry' })
  simulator.advance(4000)
  expect((await ask('GET', operationPath(accepted))).body.status).toBe('CANCELLED')
})

test('several rules can apply to one request', async () => {
  const { simulator, ask } = createHarness()
  simulator.script(
    { on: '*', fault: { kind: 'retryAfter', value: 9 } },
    { on: 'stores.create', fault: { kind: 'json', set: { message: 'Hello' } } },
  )
  const { body, headers } = await ask('POST', STORES, { displayName: 'ferry' })
  expect([headers.get('Retry-After'), body.message]).toEqual(['9', 'Hello'])
})

test.each<[unknown, RegExp]>([
  [{ on: 'stores.make', fault: { kind: 'stuck' } }, /"stores.make" is not a call/],
  [{ on: 'stores.list', fault: { kind: 'stuck' } }, /require a call that answers 202/],
  [{ on: '*', fault: { kind: 'explode' } }, /one of slow, dropBefore/],
  [{ on: '*', fault: { kind: 'constructor' } }, /one of slow, dropBefore/],
  [{ on: '*', fault: { kind: 'slow' } }, /ms of .* must be a number of 0 or more/],
  [{ on: '*', fault: { kind: 'slow', ms: -1 } }, /ms of .* must be a number of 0 or more/],
  [{ on: '*', fault: { kind: 'status', status: 99 } }, /HTTP status from 200 to 599/],
  [
    { on: '*', fault: { kind: 'retryAfter', value: { afterSeconds: 1, form: 'iso' } } },
    /one of imf, rfc850, asctime/,
  ],
  [{ on: '*', fault: [] }, /at least one fault/],
  [{ on: '*' }, /A fault must be an object/],
  [{ fault: { kind: 'stuck' } }, /is not a call/],
  [{ on: '*', times: -1, fault: { kind: 'stuck' } }, /times must be a whole number/],
  [{ on: '*', skip: 'always', fault: { kind: 'stuck' } }, /skip must be a whole number/],
  ['stuck', /A script rule must be an object/],
])('the rule %j is refused', async (rule, message) => {
  const { simulator, ask } = createHarness()
  const script: (...rules: never[]) => () => void = simulator.script
  expect(() => script(rule as never)).toThrow(TypeError)
  expect(() => script(rule as never)).toThrow(message)
  expect((await ask('GET', STORES)).status).toBe(200)
})

test.each([{ operationMs: -1 }, { retryAfterSeconds: NaN }, { maxBodyBytes: Infinity }])(
  'the option %j is refused',
  (options) => {
    expect(() => createHarness(options)).toThrow(RangeError)
    expect(() => createHarness(options)).toThrow(Object.keys(options)[0])
  },
)

test('the clock only moves forward', () => {
  const { simulator } = createHarness()
  expect(() => simulator.advance(-1)).toThrow(RangeError)
  expect(() => simulator.advance(Infinity)).toThrow(RangeError)
})
