import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'

import type { Browser, BrowserContext, Page } from 'playwright'
import { chromium } from 'playwright'
import { createOperationsProxy, toNodeListener } from 'react-accepted/server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { allContracts } from '../contracts/allContracts.ts'
import type { ServedContract } from '../contracts/serve.ts'
import { serveContract } from '../contracts/serve.ts'
import { routesOf } from '../server/operations/contractRoutes.ts'
import { bundlePage } from './bundlePage.ts'
import { createLatch } from './latch.ts'

/** Results in the operation, at a URL of their own, and in a field of a job. */
const NAMES = ['Adobe Firefly v3', 'Azure data plane, POST', 'OpenAI responses, background']
const html =
  '<!doctype html><html lang="en"><title>…</title><link rel="icon" href="data:,"><body><script type="module" src="/page.js"></script>'

let browser: Browser
let script = ''
let site: Server
let origin = ''
let api: RequestListener
let context: BrowserContext
let contract: ServedContract

beforeAll(async () => {
  script = (await bundlePage('test/pages/apiTabsPage.tsx')).script
  site = createServer((request, response) => {
    if (request.url?.startsWith('/api/')) return api(request, response)
    const isScript = request.url === '/page.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html;charset=utf-8')
    response.end(isScript ? script : html)
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const address = site.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  browser = await chromium.launch(await findChromium())
})
afterAll(async () => {
  await browser.close()
  site.closeAllConnections()
  site.close()
})
beforeEach(async () => {
  context = await browser.newContext()
})
afterEach(async () => {
  await context.close()
  await contract.close()
})

/** An API of that contract behind the proxy. Returns the result of its operation. */
async function serve(name: string, polls: number): Promise<unknown> {
  const found = allContracts.find((one) => one.name === name)
  if (!found) throw new Error(`${name} is not known.`)
  contract = await serveContract(found, { ending: 'completed', polls, retryAfter: 1 })
  api = toNodeListener(
    createOperationsProxy({
      basePath: '/api',
      upstream: contract.url,
      authorize: () => ({ scope: 'tenant' }),
      ...routesOf(name, contract),
    }),
  )
  return found.expected(contract.options).result
}

async function open(name: string, user = 'ada'): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${origin}/?${new URLSearchParams({ contract: name, user }).toString()}`)
  return page
}

const shownOn = async (page: Page): Promise<unknown[]> =>
  (await page.locator('output').allTextContents()).map((text): unknown => JSON.parse(text))
// oxlint-disable-next-line vitest/require-awaited-expect-poll -- Its callers await what they expect.
const until = (page: Page) => expect.poll(() => shownOn(page), { timeout: 15_000 })
const cancels = () => contract.log.filter(({ method, url }) => method !== 'GET' && /cancel/.test(url)).length

/** Runs in the page: everything that the browser and the tab have stored, as text. */
async function readStored(): Promise<string> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(new Error(String(request.error))))
    })
  const database = await done(indexedDB.open('react-accepted'))
  const records = await done(database.transaction('records').objectStore('records').getAll())
  database.close()
  return JSON.stringify([records, ...[localStorage, sessionStorage].map((one) => Object.entries(one))])
}

describe.each(NAMES)('%s', { timeout: 60_000 }, (name) => {
  test('what is cancelled in one tab is being cancelled in the other, also after a reload, by one request', async () => {
    await serve(name, 100)
    const first = await open(name)
    const second = await open(name)
    await first.getByRole('button', { name: 'Submit' }).click()
    await until(second).toMatchObject([{ status: 'PENDING', isCancelling: false }])
    // The server agrees and takes its time, so that the pages have to remember it.
    const answer = createLatch()
    await context.route('**/api/**', async (route) => {
      if (route.request().method() === 'GET') await answer.opened
      await route.continue()
    })
    await second.getByRole('button', { name: 'Cancel' }).click()
    await until(second).toMatchObject([{ status: 'PENDING', isCancelling: true }])
    await until(first).toMatchObject([{ status: 'PENDING', isCancelling: true }])
    await first.reload()
    await until(first).toMatchObject([{ status: 'PENDING', isCancelling: true }])
    expect(await first.getByRole('button', { name: 'Cancel' }).count()).toBe(0)
    answer.open()
    for (const page of [first, second]) await until(page).toMatchObject([{ status: 'CANCELLED' }])
    expect([contract.submissions(), contract.cancels(), cancels()]).toEqual([1, 1, 1])
  })

  test('both tabs show the result, also after a reload, and another user neither that nor the operation', async () => {
    const result = await serve(name, 2)
    const first = await open(name)
    const second = await open(name)
    await first.getByRole('button', { name: 'Submit' }).click()
    const ready = [{ status: 'COMPLETED', isCancelling: false, result: { state: 'ready', value: result } }]
    for (const page of [first, second]) await until(page).toEqual(ready)
    await first.reload()
    await until(first).toEqual(ready)
    // Records are JSON in JSON.
    const stored = (await first.evaluate(readStored)).replaceAll('\\', '')
    expect(stored).toContain('COMPLETED')
    expect(stored).not.toContain(JSON.stringify(result).slice(1, 60))
    // Another user of this browser, then a sign-out.
    const other = await open(name, 'bob')
    await other.getByRole('button', { name: 'Submit' }).waitFor()
    expect(await shownOn(other)).toEqual([])
    await second.getByRole('button', { name: 'Sign out' }).click()
    await until(first).toEqual([])
    await until(second).toEqual([])
    await expect.poll(() => first.evaluate(readStored)).not.toContain('COMPLETED')
    expect(contract.submissions()).toBe(1)
  })
})
