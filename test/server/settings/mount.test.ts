import { createServer as createHttpServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'

import { Hono } from 'hono'
import { toNodeListener } from 'react-accepted/server'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import type { OrchestratorProxyOptions } from 'react-accepted/twilio/server'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterEach, describe, expect, it } from 'vitest'

import { exchange, json, password, site, username } from '../exchange.ts'

type Handler = (request: Request) => Response | Promise<Response>
type Paths = Pick<OrchestratorProxyOptions, 'basePath' | 'publicPath'>

/** A proxy in front of a simulator, with the URLs of its writes and its logged errors. */
function createProxied(paths: Paths): {
  proxy: (request: Request) => Promise<Response>
  posts: string[]
  errors: string[]
} {
  const posts: string[] = []
  const errors: string[] = []
  const simulator = createSimulator({ idSeed: 1 })
  const proxy = createOrchestratorProxy({
    ...paths,
    credentials: { username, password },
    authorize: () => ({ scope: 'a' }),
    fetch: (url, init) => {
      if (init.method !== 'GET') posts.push(url)
      return simulator.fetch(url, init)
    },
    onError: (error) => errors.push(String(error)),
  })
  return { proxy, posts, errors }
}

/** Creates a store as a page would; returns the status of its operation as read after a reload. */
async function createAndRead(baseUrl: string, fetch: typeof globalThis.fetch): Promise<string | undefined> {
  const page = createOrchestratorClient({ baseUrl, fetch })
  const { api, operationId } = await page.memoryStores.create({ displayName: 'harbor-archive' })
  const reloaded = createOrchestratorClient({ baseUrl, fetch })
  return (await reloaded.check({ api, operationId })).operation?.status
}

function through(handler: Handler): typeof fetch {
  return async (input, init) => handler(new Request(input, init))
}

/** A gateway that replaces one path with another and passes everything else on unchanged. */
function rewriting(from: string, to: string, handler: Handler): typeof fetch {
  return through((request) => {
    const url = request.url.replace(`${site}${from}`, `${site}${to}`)
    const { method, headers, body } = request
    return handler(new Request(url, Object.assign({ method, headers, body }, { duplex: 'half' })))
  })
}

const whole = { basePath: '/api/twilio' }
const stripped = { basePath: '', publicPath: '/api/twilio' }

describe('a page creates and reads', () => {
  it.each<[string, Paths, string, (proxy: Handler) => typeof fetch]>([
    [
      'in Hono, through a wildcard route',
      whole,
      '/api/twilio',
      (proxy) => through(new Hono().all('/api/twilio/*', (context) => proxy(context.req.raw)).fetch),
    ],
    [
      'in Hono, below app.route and app.basePath',
      { basePath: '/v1.0/api/twilio' },
      '/v1.0/api/twilio',
      (proxy) => {
        const below = new Hono().all('/twilio/*', (context) => proxy(context.req.raw))
        return through(new Hono().basePath('/v1.0').route('/api', below).fetch)
      },
    ],
    [
      'in Hono, below app.mount, which strips the path',
      stripped,
      '/api/twilio',
      (proxy) => through(new Hono().mount('/api/twilio', proxy).fetch),
    ],
    [
      'in Hono, below app.mount that leaves part of the path',
      { basePath: '/twilio', publicPath: '/api/twilio' },
      '/api/twilio',
      (proxy) => through(new Hono().mount('/api', proxy).fetch),
    ],
    [
      'under a Next.js basePath',
      { ...whole, publicPath: '/app/api/twilio' },
      '/app/api/twilio',
      (proxy) => rewriting('/app/api/', '/api/', proxy),
    ],
    [
      'behind a gateway that prepends its own path',
      { basePath: '/internal/api/twilio', publicPath: '/api/twilio' },
      '/api/twilio',
      (proxy) => rewriting('/api/', '/internal/api/', proxy),
    ],
    [
      'behind a gateway that joins paths with two slashes',
      { basePath: '/internal', publicPath: '/api/twilio' },
      '/api/twilio',
      (proxy) => rewriting('/api/twilio', '/internal/', proxy),
    ],
    ['on its own host', { basePath: '', publicPath: '' }, '', (proxy) => through(proxy)],
    [
      'behind a frontend that appends a slash to every path',
      whole,
      '/api/twilio',
      (proxy) =>
        through((request) => {
          const { method, headers, body } = request
          return proxy(
            new Request(`${request.url}/`, Object.assign({ method, headers, body }, { duplex: 'half' })),
          )
        }),
    ],
  ])('%s', async (_where, paths, path, serve) => {
    const { proxy, posts, errors } = createProxied(paths)
    expect(await createAndRead(site + path, serve(proxy))).toBe('PENDING')
    expect(posts).toHaveLength(1)
    expect(errors).toEqual([])
  })
})

describe('a request that arrives under a wrong path', () => {
  const post = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"displayName":"a"}',
  }
  const stores = '/v1/ControlPlane/Stores'

  it.each<[string, Paths, (proxy: Handler) => typeof fetch, number, RegExp]>([
    [
      'Hono’s app.mount has stripped basePath',
      whole,
      (proxy) => through(new Hono().mount('/api/twilio', proxy).fetch),
      404,
      /arrived under '' instead of basePath '\/api\/twilio'.*publicPath/,
    ],
    [
      'a gateway has prepended a path',
      whole,
      (proxy) => rewriting('/api/', '/internal/api/', proxy),
      404,
      /arrived under '\/internal\/api\/twilio' instead of/,
    ],
    [
      'a gateway has prepended a second slash',
      whole,
      (proxy) => rewriting('/api/', '//api/', proxy),
      404,
      /arrived under '\/\/api\/twilio'/,
    ],
    [
      'a gateway has stripped a path that it names in a header',
      { basePath: '/twilio' },
      (proxy) =>
        rewriting('/api/twilio', '/twilio', (request) => {
          request.headers.set('X-Forwarded-Prefix', '/api')
          return proxy(request)
        }),
      500,
      /a gateway has stripped \/api from.*publicPath: '\/api\/twilio'/,
    ],
  ])('is refused and logged if %s', async (_where, paths, serve, status, told) => {
    const { proxy, posts, errors } = createProxied(paths)
    const fetch = serve(proxy)
    const response = await fetch(`${site}/api/twilio${stores}`, post)
    expect([response.status, posts]).toEqual([status, []])
    expect(errors).toEqual([expect.stringMatching(told)])
  })

  it('is logged only once, however many there are', async () => {
    const { proxy, errors } = createProxied(whole)
    for (const prefix of ['/a', '/b', '/a']) await proxy(new Request(`${site}${prefix}${stores}`))
    expect(errors).toHaveLength(1)
  })

  it('is not logged if the path is not one of the API either', async () => {
    const { proxy, errors } = createProxied(whole)
    for (const path of ['/', '/favicon.ico', '/api/twiliox', '//evil.example/x'])
      await proxy(new Request(site + path))
    expect(errors).toEqual([])
  })

  it.each(['/', '', 'a, b', '//evil.example', '/../x', '/a?b'])(
    'is not assumed because of a meaningless X-Forwarded-Prefix: %j',
    async (prefix) => {
      const { proxy, errors } = createProxied(whole)
      const headers = { 'X-Forwarded-Prefix': prefix }
      const response = await proxy(new Request(`${site}/api/twilio${stores}`, { headers }))
      expect([response.status, errors]).toEqual([200, []])
    },
  )

  it('is not assumed from a header if publicPath is set', async () => {
    const { proxy } = createProxied({ basePath: '/twilio', publicPath: '/api/twilio' })
    const headers = { 'X-Forwarded-Prefix': '/other' }
    expect((await proxy(new Request(`${site}/twilio${stores}`, { headers }))).status).toBe(200)
  })
})

describe('the URLs of a response', () => {
  const operation = '/v1/ControlPlane/Operations/o1'
  const paths = { basePath: '/twilio', publicPath: '/app/api/twilio' }
  const post = (): Request =>
    new Request(`${site}/twilio/v1/ControlPlane/Stores`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    })
  const own = `https://memory.twilio.com${operation}`

  it('begin with publicPath in the body, in Location and when built from Operation-Id', async () => {
    const named = await exchange(post(), () => json({ statusUrl: own }, 202, { Location: own }), paths)
    expect(JSON.parse(named.text)).toEqual({ statusUrl: `/app/api/twilio${operation}` })
    expect(named.response.headers.get('Location')).toBe(`/app/api/twilio${operation}`)
    const built = await exchange(
      post(),
      () => new Response('', { status: 202, headers: { 'Operation-Id': 'o1' } }),
      paths,
    )
    expect(JSON.parse(built.text)).toEqual({ statusUrl: `/app/api/twilio${operation}` })
  })

  it('begin with publicPath for signed operations too', async () => {
    const signingSecret = 'a secret of more than thirty-two letters'
    const { text, response } = await exchange(
      post(),
      () => json({ statusUrl: own }, 202, { Location: own, 'Operation-Id': 'o1' }),
      { ...paths, signingSecret },
    )
    const id = response.headers.get('Operation-Id')
    expect(id).toMatch(/^o1\.[\w-]{43}$/)
    expect(JSON.parse(text)).toEqual({ statusUrl: `/app/api/twilio/v1/ControlPlane/Operations/${id}` })
  })
})

const open: Server[] = []
afterEach(async () => {
  await Promise.all(
    open.splice(0).map((server) => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    }),
  )
})

async function listen(listener: RequestListener): Promise<string> {
  const server = createHttpServer(listener)
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.')
  return `http://127.0.0.1:${address.port}`
}

it('Connect, as used by Vite, strips the mount path for its handlers, but the listener sees the whole path', async () => {
  const { createServer } = await import('vite')
  const vite = await createServer({
    configFile: false,
    server: { middlewareMode: true, ws: false },
    appType: 'custom',
  })
  const { proxy, posts } = createProxied(whole)
  vite.middlewares.use('/api/twilio', toNodeListener(proxy))
  const origin = await listen(vite.middlewares)
  expect(await createAndRead(`${origin}/api/twilio`, fetch)).toBe('PENDING')
  expect(posts).toHaveLength(1)
  await vite.close()
})
