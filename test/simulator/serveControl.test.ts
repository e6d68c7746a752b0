import { expect, test } from 'vitest'

import {
  CONFIGURATIONS,
  STORES,
  configuration,
  createHarness,
  operationPath,
} from '../twilio/simulator/createHarness.ts'

const control = async (
  { simulator }: ReturnType<typeof createHarness>,
  action: string,
  body?: unknown,
  type?: string,
) => {
  const response = await simulator.fetch(`http://simulator.test/__simulator/${action}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'Content-Type': type ?? 'application/json' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

test('there are no controls unless the option is set', async () => {
  const harness = createHarness()
  for (const body of [undefined, {}])
    expect((await control(harness, body ? 'reset' : 'log', body)).status).toBe(401)
  expect((await harness.ask('POST', '/__simulator/reset', {})).status).toBe(404)
  expect(harness.simulator.log()).toHaveLength(3)
})

test('script, advance, settle, log and reset work over HTTP', async () => {
  const harness = createHarness({ controls: true, startAt: 1000 })
  const { ask } = harness
  const rules = [{ on: 'stores.list', fault: { kind: 'status', status: 500 } }]
  expect(await control(harness, 'script', rules)).toEqual({ status: 200, body: { now: 1000 } })
  expect((await ask('GET', STORES)).status).toBe(500)
  expect(
    (await control(harness, 'script', { on: 'stores.list', fault: { kind: 'status', status: 503 } })).status,
  ).toBe(200)
  expect((await ask('GET', STORES)).status).toBe(503)

  const first = await ask('POST', CONFIGURATIONS, configuration())
  const second = await ask('POST', CONFIGURATIONS, configuration())
  const operationId = second.headers.get('Operation-Id')
  const end = { operationId, status: 'FAILED', error: { detail: 'Told so' } }
  expect((await control(harness, 'settle', end)).status).toBe(200)
  expect((await ask('GET', operationPath(second))).body.error.detail).toBe('Told so')
  expect(await control(harness, 'advance', { ms: 4000 })).toEqual({ status: 200, body: { now: 5000 } })
  expect((await ask('GET', operationPath(first))).body.status).toBe('COMPLETED')

  const log = await control(harness, 'log')
  expect(log.body).toEqual(harness.simulator.log())
  expect(log.body).toHaveLength(6)
  expect(await control(harness, 'reset', {})).toEqual({ status: 200, body: { now: 1000 } })
  expect((await control(harness, 'log')).body).toEqual([])
})

test.each<[string, unknown, number, RegExp]>([
  ['script', [{ on: 'x', fault: { kind: 'stuck' } }], 400, /"x" is not a call/],
  ['advance', { ms: -1 }, 400, /only moves forward/],
  ['advance', {}, 400, /number of milliseconds/],
  ['advance', '{', 400, /not JSON/],
  ['settle', { operationId: 'proc_job_x' }, 400, /no pending operation proc_job_x/],
  ['settle', { operationId: 'proc_job_x', status: 'DONE' }, 400, /COMPLETED, FAILED or CANCELLED/],
  ['explode', {}, 404, /no control "POST explode"/],
])('%s %j returns %i', async (action, body, status, message) => {
  const answer = await control(createHarness({ controls: true }), action, body)
  expect(answer.status).toBe(status)
  expect(answer.body.message).toMatch(message)
})

test('controls accept only JSON, which a page of another origin cannot send without a preflight', async () => {
  const harness = createHarness({ controls: true })
  await harness.ask('GET', STORES)
  expect((await control(harness, 'reset', '{}', 'text/plain')).status).toBe(415)
  expect(harness.simulator.log()).toHaveLength(1)
})
