import { readdir, readFile } from 'node:fs/promises'

import { afterEach, expect, test } from 'vitest'

import { findContract } from './allContracts.ts'
import type { ContractOptions } from './contract.ts'
import { ask, followToEnd, pick } from './pollers.ts'
import { findPoller } from './pollersByName.ts'
import type { ServedContract } from './serve.ts'
import { serveContract } from './serve.ts'

const served: ServedContract[] = []

afterEach(async () => {
  await Promise.all(served.splice(0).map((server) => server.close()))
})

async function serve(name: string, options: Partial<ContractOptions> = {}) {
  const contract = findContract(name)
  const server = await serveContract(contract, { ending: 'completed', polls: 2, ...options })
  served.push(server)
  const { submit } = contract
  const send = (headers: Record<string, string> = {}, path = submit.path, body = submit.body) =>
    ask(`${server.url}${path}`, { ...submit, headers: { ...submit.headers, ...headers }, body })
  const poller = findPoller(name)
  return { server, submit, send, poller }
}

/** First answer, its headers, whether it has a body; status of a running poll, of the last one, Retry-After of a running one. */
const FACTS: Record<string, readonly [number, string, boolean, number, number, string | null]> = {
  'Twilio Orchestrator': [202, 'operation-id location retry-after', true, 200, 200, '5'],
  'Twilio Memory': [202, 'operation-id location retry-after', true, 200, 200, '5'],
  'Twilio Knowledge': [202, 'operation-id location retry-after', true, 200, 200, '5'],
  'Twilio Webhooks rules': [202, 'operation-id location retry-after', true, 200, 200, null],
  'Twilio Voice transcriptions': [202, 'retry-after', true, 200, 200, '5'],
  'Twilio Insights query jobs': [202, '', true, 200, 200, null],
  'Twilio Comms messages': [202, '', true, 200, 200, null],
  'Azure Resource Manager, PUT with a status header': [
    201,
    'azure-asyncoperation retry-after',
    true,
    200,
    200,
    '15',
  ],
  'Azure Resource Manager, POST with a status header': [
    202,
    'azure-asyncoperation location retry-after',
    false,
    200,
    200,
    '15',
  ],
  'Azure Resource Manager, Location of a POST': [202, 'location retry-after', false, 202, 200, '10'],
  'Azure Resource Manager, Location of a DELETE': [202, 'location retry-after', false, 202, 204, '10'],
  'Azure data plane, POST': [202, 'operation-location retry-after', true, 200, 200, '10'],
  'Azure data plane, PUT': [201, 'operation-id operation-location', true, 200, 200, '10'],
  'Microsoft Graph, driveItem copy': [202, 'location', false, 202, 202, null],
  'Microsoft Graph, stepwise': [202, 'location', false, 200, 200, '30'],
  'Microsoft Graph, Teams': [202, 'location content-location', false, 200, 200, null],
  'Google AIP-151': [200, '', true, 200, 200, null],
  'OpenAI batches': [200, '', true, 200, 200, null],
  'OpenAI responses, background': [200, '', true, 200, 200, null],
  Replicate: [201, '', true, 200, 200, null],
  'Replicate, respond-async': [202, '', true, 200, 200, null],
  'Replicate, wait': [202, '', true, 200, 200, null],
  'Adobe Firefly v3': [202, '', true, 200, 200, null],
  'Adobe PDF Services': [201, 'location x-request-id retry-after', false, 200, 200, '1'],
  'Snowflake SQL': [202, '', true, 202, 200, null],
  'Databricks statements': [200, '', true, 200, 200, null],
  'Salesforce Bulk 2.0': [200, '', true, 200, 200, null],
  'GitHub SARIF upload': [202, '', true, 200, 200, null],
  'Durable Functions': [202, 'location retry-after', true, 202, 200, '5'],
  'JSON:API asynchronous processing': [202, 'content-location', true, 200, 303, '10'],
  'Location, 202 until a 303': [202, 'location retry-after', false, 202, 303, '2'],
  'Location, 202 until a 200': [202, 'location retry-after', false, 202, 200, '2'],
  'Location, 200 until a 302': [202, 'location retry-after', false, 200, 302, '2'],
}

test.each(Object.entries(FACTS))('%s has the statuses and headers of the table', async (name, facts) => {
  const [status, headers, hasBody, running, done, retryAfter] = facts
  const { server, send, poller, submit } = await serve(name)
  const first = await send()
  const known =
    /^(operation-id|operation-location|azure-asyncoperation|location|content-location|retry-after|x-request-id)$/
  const got = [...first.headers.keys()].filter((header) => known.test(header))
  expect(first.status).toBe(status)
  expect(got.toSorted()).toEqual(headers.split(' ').filter(Boolean).toSorted())
  expect(first.body !== undefined).toBe(hasBody)
  const poll = await ask(poller.where(first, server.url))
  expect(poll.status).toBe(running)
  expect(poll.headers.get('retry-after')).toBe(retryAfter)
  const { last } = await followToEnd(poller, server.url, submit)
  expect(last.status).toBe(done)
  expect(last.headers.get('retry-after')).toBeNull()
})

test('what an API sends as Retry-After can be shortened, and is never added', async () => {
  const twilio = await serve('Twilio Orchestrator', { retryAfter: 0 })
  expect((await twilio.send()).headers.get('retry-after')).toBe('0')
  const openai = await serve('OpenAI batches', { retryAfter: 0 })
  expect((await openai.send()).headers.get('retry-after')).toBeNull()
})

const V4 = '6f1c7a52-3d0e-4b6f-9a57-3d5b8a1c0e01'
const V7 = '019a7835-2350-7c1e-9a44-5b1f0c6d2e71'

test.each(['Twilio Webhooks rules', 'Twilio Insights query jobs'])(
  '%s takes a UUIDv7 as key only',
  async (name) => {
    const { server, send } = await serve(name)
    expect((await send({ 'idempotency-key': V4 })).status).toBe(400)
    expect(server.submissions()).toBe(0)
    expect((await send({ 'idempotency-key': V7 })).status).toBe(202)
  },
)

test.each(['Twilio Orchestrator', 'Twilio Webhooks rules', 'Twilio Voice transcriptions'])(
  '%s does nothing twice for one key',
  async (name) => {
    const { server, send, submit } = await serve(name)
    const first = await send({ 'idempotency-key': V7 })
    const again = await send({ 'idempotency-key': V7 })
    expect(again.body).toEqual(first.body)
    expect((await send({ 'idempotency-key': V7 }, submit.path, { other: true })).status).toBe(422)
    expect(server.submissions()).toBe(1)
    await send()
    expect(server.submissions()).toBe(2)
  },
)

test('Twilio Memory knows no key', async () => {
  const { server, send } = await serve('Twilio Memory')
  await send({ 'idempotency-key': V7 })
  await send({ 'idempotency-key': V7 })
  expect(server.submissions()).toBe(2)
})

test('Twilio Webhooks lists its operations, newest first', async () => {
  const { server, send } = await serve('Twilio Webhooks rules')
  const ids = [(await send()).headers.get('operation-id'), (await send()).headers.get('operation-id')]
  const list = `${server.url}/v1/Webhooks/Operations`
  const { body } = await ask(`${list}?status=RUNNING`)
  expect([pick(body, 'operations.0.id'), pick(body, 'operations.1.id')]).toEqual(ids.toReversed())
  const rule = pick(body, 'operations.1.resourceId')
  const one = await ask(`${list}?resourceId=${String(rule)}`)
  expect(pick(one.body, 'meta.pageSize')).toBe(1)
  expect(pick(one.body, 'operations.0.id')).toBe(ids[0])
  expect(pick((await ask(`${list}?status=FAILED`)).body, 'operations')).toEqual([])
})

test.each(['Azure data plane, POST', 'Azure data plane, PUT'])(
  '%s lets the client choose the ID',
  async (name) => {
    const { server, send, submit } = await serve(name)
    const first = await send({ 'operation-id': V4 })
    expect(first.headers.get('operation-location')).toContain(V4)
    expect((await send({ 'operation-id': V4 })).status).toBe(first.status)
    expect((await send({ 'operation-id': V4 }, submit.path, { other: true })).status).toBe(400)
    expect(server.submissions()).toBe(1)
  },
)

test('Google: request_id makes it once', async () => {
  const { server, send, submit } = await serve('Google AIP-151')
  const path = `${submit.path}&requestId=${V4}`
  const first = await send({}, path)
  expect(pick((await send({}, path)).body, 'name')).toBe(pick(first.body, 'name'))
  expect(server.submissions()).toBe(1)
})

test('Google may leave out `done` while it is false', async () => {
  const { server, send, poller } = await serve('Google AIP-151', { polls: 2 })
  const first = await send()
  const where = poller.where(first, server.url)
  const polls = [await ask(where), await ask(where), await ask(where)]
  expect([first, ...polls].map(({ body }) => pick(body, 'done'))).toEqual([undefined, false, undefined, true])
})

test('Snowflake does nothing twice for one requestId, if the second says that it is a retry', async () => {
  const { server, send, submit } = await serve('Snowflake SQL')
  const first = await send()
  expect((await send({}, `${submit.path}&retry=true`)).body).toEqual(first.body)
  expect(server.submissions()).toBe(1)
  await send()
  expect(server.submissions()).toBe(2)
})

test.each([
  ['completed', 200],
  ['failed', 422],
  ['cancelled', 408],
] as const)('Snowflake: %s is %i', async (ending, status) => {
  const { server, submit, poller } = await serve('Snowflake SQL', { ending })
  expect((await followToEnd(poller, server.url, submit)).last.status).toBe(status)
})

test('Durable Functions: an own ID once, and no answer without the key in the query', async () => {
  const { server, send, submit, poller } = await serve('Durable Functions')
  const path = submit.path.replace('?', '/ships-of-today?')
  const first = await send({}, path)
  expect((await send({}, path)).status).toBe(409)
  const where = poller.where(first, server.url)
  expect(where).toContain('/instances/ships-of-today?')
  expect((await ask(where)).status).toBe(202)
  expect((await ask(where.replace(/\?.*/, ''))).status).toBe(401)
  expect(server.submissions()).toBe(1)
})

test.each([
  ['Azure Resource Manager, PUT with a status header', 'azure-asyncoperation'],
  ['Azure Resource Manager, Location of a POST', 'location'],
  ['Azure data plane, POST', 'operation-location'],
])('%s needs the query of its status URL', async (name, header) => {
  const { send } = await serve(name)
  const where = (await send()).headers.get(header) ?? ''
  expect((await ask(where.replace(/\?.*/, ''))).status).toBe(400)
  expect((await ask(where)).status).toBeLessThan(300)
})

test.each(['Microsoft Graph, driveItem copy', 'Adobe Firefly v3'])(
  '%s is polled on another host',
  async (name) => {
    const { server, send, poller, submit } = await serve(name)
    const where = poller.where(await send(), server.url)
    expect(where).toContain(server.elsewhere)
    await followToEnd(poller, server.url, submit)
    const hosts = server.log.filter((one) => one.method === 'GET').map((one) => one.headers.get('host'))
    expect(new Set(hosts)).toEqual(new Set([server.elsewhere.replace('http://', '')]))
  },
)

test('the result of Salesforce is CSV, and is not there before the end', async () => {
  const { server, send, poller } = await serve('Salesforce Bulk 2.0', { polls: 1 })
  const where = poller.where(await send(), server.url)
  expect((await ask(`${where}/results`)).status).toBe(404)
  await ask(where)
  await ask(where)
  const { headers, body } = await ask(`${where}/results`)
  expect(headers.get('content-type')).toBe('text/csv')
  expect(body).toBe('"Id","Name"\n"001R1","North"\n"001R2","South"\n')
})

test('no contract imports the library', async () => {
  const names = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.ts'))
  const sources = await Promise.all(names.map((name) => readFile(`${import.meta.dirname}/${name}`, 'utf8')))
  const imported = sources.flatMap((source) =>
    [...source.matchAll(/^(?:import .*|\} )from '([^']+)'/gm)].map(([, from]) => from),
  )
  expect(imported.filter((from) => !/^(\.\/\w+\.ts|node:[\w/]+|vitest)$/.test(from ?? ''))).toEqual([])
})
