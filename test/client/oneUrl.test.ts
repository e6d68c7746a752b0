import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { OperationsClientOptions } from 'react-accepted/client'
import { createOperationsClient, defineOperation } from 'react-accepted/client'
import { afterEach, expect, test } from 'vitest'

const stops: (() => Promise<void>)[] = []
afterEach(async () => void (await Promise.all(stops.splice(0).map((stop) => stop()))))

type Answer = (request: IncomingMessage, response: ServerResponse, base: string) => void

/** A Node server, a client for it, and a clock that moves only when `later` is called. */
async function serve(answer: Answer, options: Partial<OperationsClientOptions> = {}) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    answer(request, response, base)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  stops.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => void server.close(resolve))
  })
  const address = server.address()
  const base = `http://127.0.0.1:${isAddress(address) ? address.port : 0}`
  let now = Date.now()
  const client = createOperationsClient({
    baseUrl: `${base}/api`,
    now: () => now,
    random: () => 0,
    statusWords: { Succeeded: 'COMPLETED', Completed: 'COMPLETED' },
    ...options,
  })
  const later = (ms: number) => void (now += ms)
  return { asked, base, client, later }
}

function isAddress(value: AddressInfo | string | null): value is AddressInfo {
  return typeof value === 'object' && value !== null
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

const exportNow = defineOperation({
  kind: 'export.start',
  version: 1,
  method: 'POST',
  path: () => '/exports',
  body: (input: { month: number }) => input,
  takesIdempotencyKey: true,
})
const exportOnce = { ...exportNow, ...defineOperation({ ...exportNow, takesIdempotencyKey: false }) }

/** An API that runs one export at a time, and has one status URL for all of them. */
function oneAtATime(): { answer: Answer; finish: () => void } {
  let count = 0
  let isDone = false
  return {
    finish: () => void (isDone = true),
    answer(request, response) {
      request.resume()
      if (request.method === 'POST') {
        count += 1
        isDone = false
        return send(response, 202, {}, { location: '/api/exports/current', 'retry-after': '2' })
      }
      const result = isDone ? { result: { id: `export-${count}` } } : {}
      send(response, 200, { status: isDone ? 'COMPLETED' : 'RUNNING', ...result }, { 'retry-after': '2' })
    },
  }
}

test.each([
  ['with a key', exportNow],
  ['without a key', exportOnce],
])(
  'a second operation at the URL of one that has ended is polled, and has its own end: %s',
  async (_, endpoint) => {
    const { answer, finish } = oneAtATime()
    const { client, asked, later } = await serve(answer)
    const first = await client.submit(endpoint, { month: 1 })
    later(2_000)
    expect(await client.check(first)).toMatchObject({ operation: { rawStatus: 'RUNNING' } })
    finish()
    later(2_000)
    expect(await client.check(first)).toMatchObject({ operation: { resultId: 'export-1' }, wake: 'never' })

    const second = await client.submit(endpoint, { month: 2 })
    expect(await client.check(second)).toMatchObject({ wake: 'timer', waitMs: 2_000 })
    expect((await client.check(second)).operation).toBeUndefined()
    later(2_000)
    expect(await client.check(second)).toMatchObject({
      operation: { status: 'PENDING', rawStatus: 'RUNNING' },
    })
    finish()
    later(2_000)
    expect(await client.check(second)).toMatchObject({ operation: { resultId: 'export-2' }, wake: 'never' })
    expect(client.peek(first)?.operation?.resultId).toBe('export-1')
    const poll = 'GET /api/exports/current'
    expect(asked).toEqual(['POST /api/exports', poll, poll, 'POST /api/exports', poll, poll])
  },
)

test('an operation that starts while another one is open at the same URL is a separate one', async () => {
  const { answer, finish } = oneAtATime()
  const { client, asked, later } = await serve(answer)
  const first = await client.submit(exportNow, { month: 1 })
  const second = await client.submit(exportNow, { month: 2 })
  expect(client.identify(second)).not.toEqual(client.identify(first))
  later(2_000)
  finish()
  for (const one of [first, second])
    expect(await client.check(one)).toMatchObject({ accepted: one, wake: 'never' })
  expect(asked.slice(2)).toEqual(['GET /api/exports/current', 'GET /api/exports/current'])
})

test('a late response about the first operation is not taken for one about the second', async () => {
  const { answer, finish } = oneAtATime()
  let arrive = () => {}
  const arrival = new Promise<void>((resolve) => (arrive = resolve))
  const { client, asked, later } = await serve(answer, {
    async fetch(input, init) {
      const response = await fetch(input, init)
      if (init?.method === undefined) await arrival
      return response
    },
  })
  const first = await client.submit(exportNow, { month: 1 })
  later(2_000)
  finish()
  const polled = client.check(first)
  await expect.poll(() => asked).toHaveLength(2)
  const second = await client.submit(exportNow, { month: 2 })
  arrive()
  expect(await polled).toMatchObject({ operation: { resultId: 'export-1' }, wake: 'never' })
  expect(await client.check(second)).toMatchObject({ accepted: second, wake: 'timer' })
  expect(client.peek(second)?.operation).toBeUndefined()
})

test('the same key means the same operation, even after its end', async () => {
  const { answer, finish } = oneAtATime()
  const { client, asked, later } = await serve(answer)
  const idempotencyKey = '019a7835-2350-7c1e-9a44-5b1f0c6d2e71'
  const first = await client.submit(exportNow, { month: 1 }, { idempotencyKey })
  later(2_000)
  finish()
  await client.check(first)
  const again = await client.submit(exportNow, { month: 1 }, { idempotencyKey })
  expect(again.operationId).toBe(first.operationId)
  expect(await client.check(again)).toMatchObject({ operation: { resultId: 'export-1' }, wake: 'never' })
  expect(asked).toHaveLength(3)
})

test('each PUT to a resource that is its own status URL is a separate operation', async () => {
  let isDone = true
  const { client, asked, later, base } = await serve((request, response) => {
    request.resume()
    const { url = '' } = request
    const status = isDone ? 'Succeeded' : 'Creating'
    if (request.method === 'GET') return send(response, 200, { status })
    send(response, 202, {}, { location: `http://localhost:${new URL(base).port}${url}`, 'retry-after': '2' })
  })
  const putSite = defineOperation({
    kind: 'site.put',
    version: 1,
    method: 'PUT',
    path: ({ name }: { name: string }) => `/sites('${name}')?api-version=2025-01-01`,
    body: (input) => input,
    takesIdempotencyKey: false,
  })
  const first = await client.submit(putSite, { name: 'a' })
  later(2_000)
  expect(await client.check(first)).toMatchObject({ operation: { status: 'COMPLETED' } })
  isDone = false
  const second = await client.submit(putSite, { name: 'a' })
  const third = await client.submit(putSite, { name: 'a' })
  later(2_000)
  for (const one of [second, third])
    expect(await client.check(one)).toMatchObject({ operation: { status: 'PENDING', rawStatus: 'Creating' } })
  expect(new Set([first, second, third].map(({ operationId }) => operationId)).size).toBe(3)
  const path = "/api/sites('a')?api-version=2025-01-01"
  expect(new Set(asked)).toEqual(new Set([`PUT ${path}`, `GET ${path}`]))
})

test.each([undefined, '/instances/{operationId}'])(
  'a key in the query of a status URL is sent with every poll, with the template %s',
  async (operationPath) => {
    const code = 'aZ09%2Fb%2B%3D%3D'
    const { client, asked, later } = await serve(
      (request, response, base) => {
        request.resume()
        const location = `${base}/api/instances/7?taskHub=Hub&connection=Storage&code=${code}`
        if (request.method === 'POST')
          return send(response, 202, { id: '7' }, { location, 'retry-after': '1' })
        const { searchParams } = new URL(request.url ?? '', base)
        const isLetIn = searchParams.get('code') === 'aZ09/b+=='
        send(response, isLetIn ? 200 : 401, { status: asked.length > 2 ? 'Completed' : 'Running' })
      },
      { ...(operationPath !== undefined && { operationPath }) },
    )
    const accepted = await client.submit(exportNow, { month: 1 })
    // As restored from storage after a reload.
    const kept: typeof accepted = JSON.parse(JSON.stringify(accepted))
    for (const status of ['PENDING', 'COMPLETED']) {
      later(60_000)
      expect(await client.check(kept)).toMatchObject({ operation: { status } })
    }
    expect(asked[1]).toBe(`GET /api/instances/7?taskHub=Hub&connection=Storage&code=${code}`)
  },
)

test('a status URL from Django, Graph or a relative Location is requested as it is', async () => {
  const paths = ['/api/jobs/7/', "/api/teams('a@b')/operations('5f1b')", '/api/exports/7;v=1?$select=a,b']
  const locations = ['/api/jobs/7/#top', paths[1], './exports/7;v=1?$select=a,b']
  const { client, asked, later } = await serve((request, response) => {
    request.resume()
    if (request.method === 'GET') return send(response, 200, { status: 'COMPLETED' })
    send(response, 202, { statusUrl: locations[asked.filter((one) => one.startsWith('POST')).length - 1] })
  })
  for (const path of paths) {
    const accepted = await client.submit(exportNow, { month: 1 })
    later(60_000)
    expect(await client.check(accepted)).toMatchObject({ operation: { status: 'COMPLETED' } })
    expect(asked.at(-1)).toBe(`GET ${path}`)
  }
})
