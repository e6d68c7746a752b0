import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'

import { chromium, type Browser, type BrowserContext } from 'playwright'
import { toNodeListener } from 'react-accepted/server'
import { createOrchestratorProxy, type OrchestratorProxyOptions } from 'react-accepted/twilio/server'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { bundlePage } from './bundlePage.ts'

const html =
  '<!doctype html><title>…</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>'

let browser: Browser
let script: string
let context: BrowserContext
const open: Server[] = []

beforeAll(async () => {
  browser = await chromium.launch(await findChromium())
  script = (await bundlePage('test/pages/proxyPage.ts')).script
})
afterAll(() => browser.close())
beforeEach(async () => {
  context = await browser.newContext()
})
afterEach(async () => {
  await context.close()
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

function servePage({ url }: IncomingMessage, res: ServerResponse): void {
  const isScript = url === '/page.js'
  res.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html;charset=utf-8')
  res.end(isScript ? script : html)
}

function createProxied(options: Partial<OrchestratorProxyOptions>, isReady: () => boolean = () => true) {
  const sent: string[] = []
  const simulator = createSimulator()
  const proxy = createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username: 'SK1', password: 'a-password-of-some-length' },
    authorize: (request) =>
      request.headers.get('Cookie') === 'session=mara' ? { scope: 'mara' } : { status: 401 },
    fetch: async (url, init) => {
      sent.push(`${init.method} ${new URL(url).pathname}`)
      await vi.waitUntil(isReady)
      return simulator.fetch(url, init)
    },
    ...options,
  })
  return { proxy: toNodeListener(proxy), sent }
}

test.each([
  // The 2000 shows that the page could read Retry-After.
  ['gets an answer if it sends its cookies', '&cookies', '2000 PENDING'],
  ['gets a 401 without cookies, the default', '', '401'],
])('a page of an allowed origin %s', async (_what, query, expected) => {
  const pages = await listen(servePage)
  const { proxy } = createProxied({ allowedOrigins: [pages] })
  const origin = await listen(proxy)
  await context.addCookies([{ name: 'session', value: 'mara', url: origin, sameSite: 'Lax' }])
  const page = await context.newPage()
  await page.goto(`${pages}/?baseUrl=${encodeURIComponent(`${origin}/api/twilio`)}${query}`)
  await page.waitForFunction(() => document.title !== '…')
  expect(await page.title()).toContain(expected)
})

test('a POST that Chromium repeats on its own reaches the API once, and the page gets the response', async () => {
  let posts = 0
  const { proxy, sent } = createProxied({ authorize: () => ({ scope: 'mara' }) }, () => posts === 2)
  const origin = await listen((req, res) => {
    if (req.url?.startsWith('/api/') !== true) return servePage(req, res)
    if (req.method === 'POST') posts += 1
    proxy(req, res)
    // The connection closes after the request to the API and before its response.
    if (posts === 1) void vi.waitUntil(() => sent.length === 1).then(() => req.socket.destroy())
    return undefined
  })
  const page = await context.newPage()
  await page.goto(`${origin}/?baseUrl=/api/twilio`)
  await page.waitForFunction(() => document.title !== '…')
  expect(await page.title()).toBe('2000 PENDING')
  expect(posts).toBe(2)
  expect(sent.filter((line) => line.startsWith('POST'))).toEqual(['POST /v1/ControlPlane/Stores'])
})
