import type { RequestListener, Server } from 'node:http'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'

import type { Browser, Page } from 'playwright'
import { chromium } from 'playwright'
import { createOperationsProxy, toNodeListener } from 'react-accepted/server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { allContracts } from '../contracts/allContracts.ts'
import type { Contract, Ending } from '../contracts/contract.ts'
import type { ServedContract } from '../contracts/serve.ts'
import { serveContract } from '../contracts/serve.ts'
import { routesOf } from '../server/operations/contractRoutes.ts'
import { bundlePage } from './bundlePage.ts'
import type { Application } from './contractsPage.tsx'

/** Served with a production build of a page: an application whose server has no code of the library but the proxy. */
const html =
  '<!doctype html><title>…</title><link rel="icon" href="data:,"><body><script type="module" src="/page.js"></script>'
const WORDS = { completed: 'Completed', failed: 'Failed', cancelled: 'Cancelled' } as const

// Most of the time, each of them waits for its next poll.
vi.setConfig({ maxConcurrency: 37 })

let browser: Browser
let page: Page
let site: Server
let origin = ''
const ways = new Map<string, RequestListener>()
const servers: ServedContract[] = []
const complaints: string[] = []

beforeAll(async () => {
  const { script } = await bundlePage('test/pages/contractsPage.tsx')
  site = createServer((request, response) => {
    const [, way = ''] = /^\/(\w+-\d+)\//.exec(request.url ?? '') ?? []
    const listener = ways.get(way)
    if (listener) listener(request, response)
    else {
      const isScript = request.url === '/page.js'
      response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html;charset=utf-8')
      response.end(isScript ? script : html)
    }
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const address = site.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  browser = await chromium.launch(await findChromium())
  page = await browser.newPage()
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(origin)
  await page.waitForFunction(() => 'start' in window)
})
afterAll(async () => {
  await browser.close()
  site.closeAllConnections()
  site.close()
  await Promise.all(servers.map((server) => server.close()))
})

/** Passes everything on as it is, like the proxy of a development server. */
function passOn(prefix: string, target: string): RequestListener {
  return async (request, response) => {
    const { method = 'GET', url = '' } = request
    const headers = Object.entries(request.headers).filter(
      ([name]) => !/^(host|connection|accept-encoding|content-length|transfer-encoding)$/.test(name),
    )
    const sent = await buffer(request)
    const answer = await fetch(target + url.slice(prefix.length), {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, String(value)]),
      redirect: 'manual',
      ...(sent.length > 0 && { body: new Uint8Array(sent) }),
    })
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(Buffer.from(await answer.arrayBuffer()))
  }
}

let count = 0

/** Starts an application of that contract on the page. Returns what it shows in the end, and what it should. */
async function run(contract: Contract, ending: Ending, how: 'proxied' | 'direct', isCancelled = false) {
  const polls = isCancelled ? 50 : 1
  const server = await serveContract(contract, { ending, polls, retryAfter: 1 })
  servers.push(server)
  const id = `${how}-${(count += 1)}`
  const base = `/${id}`
  const isProxied = how === 'proxied'
  ways.set(
    id,
    isProxied
      ? toNodeListener(
          createOperationsProxy({
            basePath: base,
            upstream: server.url,
            authorize: () => ({ scope: 'tenant' }),
            onError: (error) => complaints.push(String(error)),
            ...routesOf(contract.name, server),
          }),
        )
      : passOn(base, server.url),
  )
  const ownOrigins = isProxied ? [] : [server.url, server.elsewhere]
  const application: Application = { id, contract: contract.name, base, isProxied, ownOrigins, isCancelled }
  await page.evaluate((one) => Reflect.get(window, 'start')(one), application)
  await page.waitForFunction(
    (name) => {
      const text = document.querySelector(`#${name} output`)?.textContent ?? '{}'
      const { status, result } = JSON.parse(text) as { status?: string; result?: { state: string } }
      return (
        /COMPLETED|FAILED|CANCELLED/.test(status ?? '') && !/^(reading|unread)$/.test(result?.state ?? '')
      )
    },
    id,
    { timeout: 60_000 },
  )
  const shown = page.locator(`#${id}`)
  const badge = await shown.locator('.badge').textContent()
  const view: object = JSON.parse((await shown.locator('output').textContent()) ?? '{}')
  const submissions = server.submissions()
  const cancels = server.cancels()
  const own = isProxied ? base : ''
  return {
    seen: { badge, submissions, cancels, ...view },
    expected: { submissions: 1, ...toExpected(contract, server, isCancelled ? 'cancelled' : ending, own) },
  }
}

/** What a person reads, and what the page knows. */
function toExpected(contract: Contract, server: ServedContract, ending: Ending, base: string) {
  const { problem, result, resultLink } = contract.expected(server.options)
  const reason = problem?.title ?? problem?.detail
  // JSON:API's photo has its own path in it, as the page sees it.
  const value = JSON.stringify(result)?.replace('"/photos/', `"${base}/photos/`)
  // A file of Salesforce's is CSV, which is for the user to download.
  const isLink = resultLink !== undefined || contract.name === 'Salesforce Bulk 2.0'
  return {
    badge: WORDS[ending],
    status: ending.toUpperCase(),
    ...(ending === 'failed' && reason !== undefined && { reason: expect.arrayContaining([reason]) }),
    ...(ending === 'completed' && {
      result: value ? { state: 'ready', value: JSON.parse(value) } : { state: isLink ? 'link' : 'none' },
    }),
  }
}

const proxied = allContracts.flatMap((contract) =>
  contract.endings.map((ending) => ({ contract, name: contract.name, ending })),
)
test.concurrent.each(proxied)('$name, in a page through the proxy: $ending', async ({ contract, ending }) => {
  const { seen, expected } = await run(contract, ending, 'proxied')
  expect(seen).toMatchObject(expected)
})

/** Those that end with a redirect, whose target no page can read: they need the proxy. */
const REDIRECTS = [
  'JSON:API asynchronous processing',
  'Location, 202 until a 303',
  'Location, 200 until a 302',
]
const direct = allContracts
  .filter(({ name }) => !REDIRECTS.includes(name))
  .map((contract) => ({ contract, name: contract.name }))
test.concurrent.each(direct)('$name, in a page without the proxy: completed', async ({ contract }) => {
  const { seen, expected } = await run(contract, 'completed', 'direct')
  expect(seen).toMatchObject(expected)
})

/** Durable Functions: its cancel URL is a template, which no dialect here fills in. */
const cancellable = allContracts
  .filter(({ canCancel, name }) => canCancel && name !== 'Durable Functions')
  .map((contract) => ({ contract, name: contract.name }))
test.concurrent.each(cancellable)(
  '$name, in a page through the proxy: it is cancelled',
  async ({ contract }) => {
    const { seen, expected } = await run(contract, 'completed', 'proxied', true)
    expect(seen).toMatchObject({ ...expected, cancels: 1 })
  },
)
