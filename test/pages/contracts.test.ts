import type { RequestListener, Server } from 'node:http'
import { createServer, request as send } from 'node:http'
import { pipeline } from 'node:stream/promises'

import type { Browser, Page } from 'playwright'
import { chromium } from 'playwright'
import { createOperationsProxy, toNodeListener } from 'react-accepted/server'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { allContracts } from '../contracts/allContracts.ts'
import type { Contract, Ending } from '../contracts/contract.ts'
import type { Faults, ServedContract } from '../contracts/serve.ts'
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
/** By the clock of the machine, and twelve times as fast. */
let plain: Page
let fast: Page
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
  plain = await openPage()
  fast = await openPage(12)
})

async function openPage(speed = 1): Promise<Page> {
  const page = await browser.newPage({ reducedMotion: 'reduce' })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${origin}/?speed=${speed}`)
  await page.waitForFunction(() => 'start' in window)
  return page
}

afterAll(async () => {
  await browser.close()
  site.closeAllConnections()
  site.close()
  await Promise.all(servers.map((server) => server.close()))
})

/** Passes everything on as it is, like the proxy of a development server. A body that is cut is cut here too. */
function passOn(prefix: string, target: string): RequestListener {
  return (incoming, response) => {
    const { method, url = '', headers } = incoming
    const outgoing = send(target + url.slice(prefix.length), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      pipeline(answer, response).catch(() => response.destroy())
    })
    pipeline(incoming, outgoing).catch(() => response.destroy())
  }
}

/** What happens on the way. */
interface Course {
  readonly isCancelled?: boolean
  readonly polls?: number
  readonly movesUrl?: boolean
  readonly faults?: Faults
  readonly page?: Page
}

let count = 0

/** Starts an application of that contract on the page. Returns what it shows in the end, and what it should. */
async function run(
  contract: Contract,
  ending: Ending,
  how: 'proxied' | 'direct',
  {
    isCancelled = false,
    polls = isCancelled ? 50 : 1,
    movesUrl = false,
    faults = {},
    page = plain,
  }: Course = {},
) {
  const server = await serveContract(contract, { ending, polls, movesUrl, retryAfter: 1 }, faults)
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

const cancellable = allContracts
  .filter(({ canCancel }) => canCancel)
  .map((contract) => ({ contract, name: contract.name }))
test.concurrent.each(cancellable)(
  '$name, in a page through the proxy: it is cancelled',
  async ({ contract }) => {
    const { seen, expected } = await run(contract, 'completed', 'proxied', { isCancelled: true })
    expect(seen).toMatchObject({ ...expected, cancels: 1 })
  },
)

describe.each(['proxied', 'direct'] as const)('in a page, %s', (how) => {
  const contracts = allContracts
    .filter(({ name }) => how === 'proxied' || !REDIRECTS.includes(name))
    .map((contract) => ({ contract, name: contract.name }))

  test.concurrent.each(contracts)(
    '$name: the end is read after a 404, a 503, a cut body, broken JSON and a missing status',
    async ({ contract, name }) => {
      // The status of the others is their HTTP status.
      const canMiss = contract.statusAt && !/^(?:JSON:API|Location)/.test(name)
      const faults = { notFoundAt: 1, status503At: 2, cutBodyAt: 3, brokenJsonAt: 4 }
      const { seen, expected } = await run(contract, 'completed', how, {
        polls: 6,
        faults: { ...faults, ...(canMiss && { missingStatusAt: 5 }) },
        page: fast,
      })
      expect(seen).toMatchObject(expected)
    },
  )

  test.concurrent.each(
    contracts.flatMap(({ contract, name }) =>
      contract.endingsAtOnce.map((ending) => ({ contract, name, ending })),
    ),
  )('$name: $ending in the first response', async ({ contract, ending }) => {
    const { seen, expected } = await run(contract, ending, how, { polls: 0, page: fast })
    expect(seen).toMatchObject(expected)
  })

  test.concurrent.each(contracts.filter(({ contract }) => contract.canMoveUrl))(
    '$name: a status URL that moves is followed',
    async ({ contract }) => {
      const { seen, expected } = await run(contract, 'completed', how, {
        polls: 3,
        movesUrl: true,
        page: fast,
      })
      expect(seen).toMatchObject(expected)
    },
  )
})
