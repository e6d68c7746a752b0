import { Agent, createServer, request as httpRequest } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import { connect } from 'node:net'

import { toNodeListener } from 'react-accepted/server'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { afterEach, expect, it } from 'vitest'

import { json, leaks, password, username } from '../server/exchange.ts'

const open: Server[] = []

afterEach(async () => {
  await Promise.all(
    open.splice(0).map((server) => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    }),
  )
})

async function listen(listener: ReturnType<typeof toNodeListener>): Promise<number> {
  const server = createServer(listener)
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.')
  return address.port
}

/** Sends bytes unchanged, which `fetch` would not do. */
function raw(port: number, head: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(`${head}\r\nConnection: close\r\n\r\n`))
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    socket.on('close', () => resolve(text)).on('error', reject)
  })
}

function send(port: number, agent: Agent, path: string, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json' }
    const request = httpRequest({ port, host: '127.0.0.1', path, agent, method: 'POST', headers }, resolve)
    request.on('error', reject).end(body)
  })
}

function fail(): Response {
  throw new Error('dropped')
}

it('serves the proxy from a Node server, including body and headers', async () => {
  const seen: string[] = []
  const proxy = createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username, password },
    authorize: (request) => request.headers.get('Cookie') === 'session=1' && { scope: 'account-1' },
    fetch: async (url, init) => {
      seen.push(`${init.method} ${url} ${JSON.stringify(init.body)}`)
      const statusUrl = 'https://memory.twilio.com/v1/ControlPlane/Operations/o1'
      return json({ statusUrl }, 202, { 'Retry-After': '5', Date: 'Wed, 12 Nov 2025 13:16:45 GMT' })
    },
  })
  const port = await listen(toNodeListener(proxy))
  const origin = `http://127.0.0.1:${port}`
  const post = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${origin}/api/twilio/v1/ControlPlane/Stores`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: origin, ...headers },
      body: '{"displayName":"harbor-memory"}',
    })

  const accepted = await post({ Cookie: 'session=1' })
  const text = await accepted.text()
  expect([accepted.status, JSON.parse(text)]).toEqual([
    202,
    { statusUrl: '/api/twilio/v1/ControlPlane/Operations/o1' },
  ])
  expect(accepted.headers.get('Retry-After')).toBe('5')
  expect(accepted.headers.get('Date')).toBe('Wed, 12 Nov 2025 13:16:45 GMT')
  expect(leaks(accepted, text)).toEqual([])
  expect((await post({ Cookie: 'session=2' })).status).toBe(403)
  expect((await post({ Cookie: 'session=1', Origin: 'http://evil.example' })).status).toBe(403)
  expect(seen).toEqual([
    `POST https://memory.twilio.com/v1/ControlPlane/Stores ${JSON.stringify('{"displayName":"harbor-memory"}')}`,
  ])
})

it.each([
  ['dot segments', 'GET /api/../admin HTTP/1.1\r\nHost: a', 400],
  ['escaped dot segments', 'GET /api/%2e%2E/admin HTTP/1.1\r\nHost: a', 400],
  ['a backslash', 'GET /api\\admin HTTP/1.1\r\nHost: a', 400],
  ['an unescaped non-ASCII letter', 'GET /caf\u00e9 HTTP/1.1\r\nHost: a', 400],
  ['an absolute target', 'GET http://evil.example/api HTTP/1.1\r\nHost: a', 400],
  ['a target that adds a user', 'GET @evil.example/api HTTP/1.1\r\nHost: a', 400],
  ['a fragment', 'GET /api#x HTTP/1.1\r\nHost: a', 400],
  ['a malformed absolute target', 'GET http://[ HTTP/1.1\r\nHost: a', 400],
  ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: a', 400],
  ['a Host with a path', 'GET /api HTTP/1.1\r\nHost: a/api/twilio', 400],
  ['a Host with a user', 'GET /api HTTP/1.1\r\nHost: a@evil.example', 400],
  ['a Host with a query', 'GET /api HTTP/1.1\r\nHost: a?', 400],
  ['TRACE', 'TRACE /api HTTP/1.1\r\nHost: a', 501],
])('%s never reaches the handler', async (_what, head, status) => {
  let reached = 0
  const port = await listen(
    toNodeListener(() => {
      reached += 1
      return new Response()
    }),
  )
  const text = await raw(port, head)
  expect(text.split(' ', 2)[1]).toBe(String(status))
  expect(reached).toBe(0)
})

it.each([
  ['GET //a/b?x=../y HTTP/1.1\r\nHost: [::1]:80', 'http://[::1]//a/b?x=../y'],
  ['GET // HTTP/1.1\r\nHost: a', 'http://a//'],
  ['GET /a%20b HTTP/1.0', 'http://localhost/a%20b'],
])('%j is passed on unchanged', async (head, url) => {
  const port = await listen(toNodeListener((request) => new Response(request.url)))
  expect(await raw(port, head)).toContain(url)
})

it('passes the whole path below a mount point and leaves req.url unchanged', async () => {
  const listener = toNodeListener((request) => new Response(new URL(request.url).pathname))
  const urls: unknown[] = []
  const port = await listen((req, res) => {
    Object.assign(req, { originalUrl: req.url, url: '/v1/x' })
    res.on('finish', () => urls.push(req.url))
    listener(req, res)
  })
  const response = await fetch(`http://127.0.0.1:${port}/api/twilio/v1/x`)
  expect(await response.text()).toBe('/api/twilio/v1/x')
  expect(urls).toEqual(['/v1/x'])
})

it('responds with 500 and no details if the handler throws or rejects', async () => {
  const told: unknown[] = []
  const onError = (error: unknown): void => void told.push(error)
  for (const handler of [
    () => {
      throw new Error(password)
    },
    () => Promise.reject(new Error(password)),
  ]) {
    const port = await listen(toNodeListener(handler, { onError }))
    const response = await fetch(`http://127.0.0.1:${port}/`)
    expect([response.status, await response.json()]).toEqual([
      500,
      { type: 'about:blank', title: 'Internal error', status: 500 },
    ])
  }
  expect(told).toEqual([new Error(password), new Error(password)])
})

it('a request whose body was read by earlier middleware still reaches the handler, with bodyUsed set', async () => {
  const listener = toNodeListener(
    async (request) => new Response(`${request.bodyUsed} ${await request.text().catch(() => 'nothing')}`),
  )
  const port = await listen((req, res) => {
    if (req.url === '/whole') return listener(req, res)
    if (req.url === '/begun') return void req.once('data', () => listener(req.pause(), res))
    return void req.resume().on('end', () => listener(req, res))
  })
  const post = async (path: string): Promise<string> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      body: 'x'.repeat(300_000),
    })
    return (await answer.text()).slice(0, 12)
  }
  expect(await post('/whole')).toBe('false xxxxxx')
  expect(await post('/read')).toBe('true nothing')
  expect(await post('/begun')).toBe('true nothing')
})

it('lets onError respond, throw or drop the connection', async () => {
  const answered = await listen(toNodeListener(fail, { onError: () => new Response(null, { status: 418 }) }))
  expect((await fetch(`http://127.0.0.1:${answered}/`)).status).toBe(418)
  const broken = await listen(
    toNodeListener(fail, {
      onError: () => {
        throw new Error('logger')
      },
    }),
  )
  expect((await fetch(`http://127.0.0.1:${broken}/`)).status).toBe(500)
  const later = await listen(toNodeListener(fail, { onError: () => Promise.reject(new Error('logger')) }))
  expect((await fetch(`http://127.0.0.1:${later}/`)).status).toBe(500)
  const dropped = await listen(toNodeListener(fail, { onError: (_error, res) => void res.destroy() }))
  await expect(fetch(`http://127.0.0.1:${dropped}/`)).rejects.toThrow(TypeError)
})

it('an unread body does not block the connection', async () => {
  const port = await listen(toNodeListener(() => new Response('no', { status: 413 })))
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (const path of ['/first', '/second']) {
    const response = await send(port, agent, path, 'x'.repeat(5_000_000))
    response.resume()
    await new Promise((resolve) => response.on('end', resolve))
    expect(response.statusCode).toBe(413)
  }
  agent.destroy()
})
