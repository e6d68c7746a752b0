import { expect, test } from 'vitest'

import { CONFIGURATIONS, KEY, STORES, configuration, createHarness } from './createHarness.ts'

test.each([
  ['no header', undefined],
  ['another scheme', 'Bearer abc'],
  ['no colon', `Basic ${btoa('AC1')}`],
  ['no user', `Basic ${btoa(':secret')}`],
  ['no password', `Basic ${btoa('AC1:')}`],
  ['invalid base64', 'Basic %%%'],
])('credentials with %s are refused with 401 / 20003', async (_case, authorization) => {
  const { simulator } = createHarness()
  const headers = authorization === undefined ? {} : { Authorization: authorization }
  const response = await simulator.fetch(`http://simulator.test${STORES}`, { headers })
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ code: 20_003, status: 401 })
})

test('with a list of credentials, only those are accepted', async () => {
  const { ask } = createHarness({ credentials: { AC1: 'secret', AC2: 'other' } })
  expect((await ask('GET', STORES)).status).toBe(200)
  expect((await ask('GET', STORES, undefined, { user: 'AC2' })).status).toBe(401)
  expect((await ask('GET', STORES, undefined, { user: 'constructor' })).status).toBe(401)
})

test('every username has its own account in every region', async () => {
  const harness = createHarness({ seed: 'empty' })
  const { simulator, ask } = harness
  await ask('POST', STORES, { displayName: 'mine' })
  simulator.advance(4000)
  expect((await ask('GET', STORES)).body.stores).toHaveLength(1)
  expect((await ask('GET', STORES, undefined, { user: 'AC2' })).body.stores).toHaveLength(0)
  const elsewhere = { origin: 'https://memory.au1.twilio.com' }
  expect((await ask('GET', STORES, undefined, elsewhere)).body.stores).toHaveLength(0)
  expect(
    (await ask('GET', STORES, undefined, { origin: 'https://memory.us1.twilio.com' })).body.stores,
  ).toHaveLength(1)
})

test.each([
  'application/x-www-form-urlencoded',
  'text/plain',
  'application/jsonx',
  'application/merge-patch+json',
])('a body of type %s returns 415 / 20422', async (type) => {
  const { ask } = createHarness()
  const answer = await ask('POST', CONFIGURATIONS, 'a=b', { headers: { 'Content-Type': type } })
  expect(answer).toMatchObject({ status: 415, body: { code: 20_422 } })
})

test('JSON with a charset is accepted', async () => {
  const { ask } = createHarness()
  const headers = { 'Content-Type': 'application/json; charset=utf-8' }
  expect((await ask('POST', CONFIGURATIONS, configuration(), { headers })).status).toBe(202)
})

test.each([['{"a":'], ['[]'], ['null'], ['"text"'], ['']])('the body %j returns 400', async (text) => {
  const { ask } = createHarness()
  expect(await ask('POST', CONFIGURATIONS, text)).toMatchObject({ status: 400, body: { code: 20_001 } })
  expect(await ask('POST', STORES, text)).toMatchObject({ status: 400, body: { code: 520_046 } })
})

/** A configuration of exactly this many bytes. */
function fill(bytes: number): string {
  const text = JSON.stringify(configuration({ filler: '' }))
  return JSON.stringify(configuration({ filler: 'x'.repeat(bytes - text.length) }))
}

test('a body may be as large as the limit, but no larger', async () => {
  const { ask } = createHarness({ maxBodyBytes: 400, unknownFields: 'ignore' })
  expect((await ask('POST', CONFIGURATIONS, fill(400))).status).toBe(202)
  expect((await ask('POST', CONFIGURATIONS, fill(401))).status).toBe(413)
})

test('an unknown path returns 404, a known one with another method 405 with Allow', async () => {
  const { ask } = createHarness()
  expect(await ask('GET', '/v2/ControlPlane/Nothing')).toMatchObject({ status: 404, body: { code: 20_404 } })
  expect(await ask('GET', `${CONFIGURATIONS}/a/b`)).toMatchObject({ status: 404 })
  expect(await ask('GET', `${CONFIGURATIONS}/%E0`)).toMatchObject({ status: 404 })
  const wrong = await ask('PUT', STORES, {})
  expect(wrong.status).toBe(405)
  expect(wrong.headers.get('Allow')).toBe('POST, GET')
})

test('error bodies use the chosen dialect and name the field', async () => {
  const body = configuration({
    displayName: 'a/b',
    statusCallbacks: [{ url: 'https://a.example', method: 'PUT' }],
  })
  const answers = await Promise.all(
    (['classic', 'params', 'problem'] as const).map((dialect) =>
      createHarness({ dialect }).ask('POST', CONFIGURATIONS, body),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400])
  expect(answers[0]?.body).toEqual({
    code: 20_001,
    message: 'displayName: must match ^[a-zA-Z0-9-_ ]+$',
    more_info: 'https://www.twilio.com/docs/errors/20001',
    status: 400,
  })
  expect(answers[1]?.body).toEqual({
    code: 20_001,
    httpStatusCode: 400,
    message: 'displayName: must match ^[a-zA-Z0-9-_ ]+$',
    userError: true,
    params: { field: 'displayName', value: 'a/b' },
  })
  expect(answers[2]?.body).toEqual({
    type: 'https://www.twilio.com/docs/errors/20001',
    title: 'Invalid request',
    status: 400,
    code: 20_001,
    detail: 'displayName: must match ^[a-zA-Z0-9-_ ]+$',
    instance: CONFIGURATIONS,
    errors: [
      { detail: 'must match ^[a-zA-Z0-9-_ ]+$', pointer: '#/displayName' },
      { detail: 'must be one of POST, GET', pointer: '#/statusCallbacks/0/method' },
    ],
  })
  expect(answers[2]?.headers.get('Content-Type')).toBe('application/problem+json')
})

test('a server error is not reported as a user error', async () => {
  const { simulator, ask } = createHarness({ dialect: 'params' })
  simulator.script({ on: '*', fault: { kind: 'status', status: 500 } })
  expect((await ask('GET', STORES)).body).toEqual({
    code: 20_500,
    httpStatusCode: 500,
    message: 'Internal error',
    userError: false,
    params: {},
  })
})

test('every response has a Date from the simulator’s clock and its own ID', async () => {
  const { simulator, ask } = createHarness({ startAt: Date.UTC(2026, 0, 5, 9) })
  const first = await ask('GET', STORES)
  expect(first.headers.get('Date')).toBe('Mon, 05 Jan 2026 09:00:00 GMT')
  simulator.advance(61_000)
  const second = await ask('GET', STORES, undefined, { user: '' })
  expect(second.headers.get('Date')).toBe('Mon, 05 Jan 2026 09:01:01 GMT')
  expect(first.headers.get('Twilio-Request-Id')).toMatch(/^RQ[0-9a-f]{32}$/)
  expect(second.headers.get('Twilio-Request-Id')).not.toBe(first.headers.get('Twilio-Request-Id'))
})

test('with origins set, the simulator acts as Twilio, and each host serves its own API', async () => {
  const origins = { conversations: 'https://conversations.twilio.com', memory: 'https://memory.twilio.com' }
  const { ask } = createHarness({ origins })
  const accepted = await ask('POST', CONFIGURATIONS, configuration(), { origin: origins.conversations })
  const { body, headers } = accepted
  expect(body.statusUrl).toBe(
    `https://conversations.twilio.com/v2/ControlPlane/Operations/${headers.get('Operation-Id')}`,
  )
  expect(headers.get('Location')).toBe(body.statusUrl)
  expect((await ask('GET', STORES, undefined, { origin: origins.conversations })).status).toBe(404)
  expect((await ask('GET', STORES, undefined, { origin: origins.memory })).status).toBe(200)
})

test('keys named like prototype members are plain keys', async () => {
  const harness = createHarness({ unknownFields: 'ignore' })
  const { simulator, ask } = harness
  const text = JSON.stringify(configuration()).replace(
    '{',
    '{"__proto__":{"displayName":"x"},"constructor":1,',
  )
  expect((await ask('POST', CONFIGURATIONS, text, { headers: { 'Idempotency-Key': KEY } })).status).toBe(202)
  simulator.advance(4000)
  const [found] = (await ask('GET', CONFIGURATIONS)).body.configurations
  expect(Object.keys(found)).not.toContain('constructor')
  expect(Object.getOwnPropertyNames(found)).not.toContain('__proto__')

  const channel = '{"statusTimeouts":{"closed":5}}'
  for (const key of ['__proto__', 'constructor', 'toString']) {
    const bad = JSON.stringify(configuration()).replace('{', `{"channelSettings":{"${key}":${channel}},`)
    expect(await ask('POST', CONFIGURATIONS, bad)).toMatchObject({ status: 400 })
    expect(await ask('GET', `${CONFIGURATIONS}/${key}`)).toMatchObject({ status: 404 })
  }
  // A required field is not read from a prototype.
  const inherited = JSON.stringify({ ...configuration(), displayName: undefined }).replace(
    '{',
    '{"__proto__":{"displayName":"Inherited"},',
  )
  expect(await ask('POST', CONFIGURATIONS, inherited)).toMatchObject({
    body: { message: 'displayName: is required' },
  })
  expect(Object.prototype).not.toHaveProperty('displayName')
})
