import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { chromium } from 'playwright'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright'
import type { AcceptedOperation } from 'react-accepted/client'
import { toNodeListener } from 'react-accepted/server'
import type { LogEntry } from 'react-accepted/simulator'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import type { Simulator } from 'react-accepted/twilio/simulator'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { bundlePage } from './bundlePage.ts'

const AUTHORIZATION = `Basic ${btoa('AC1:secret')}`
const HTML =
  '<!doctype html><html lang="en"><title>Tabs</title><link rel="icon" href="data:,"><body><script type="module" src="/page.js"></script>'

let browser: Browser
let script: string
let server: Server
let url: string
let simulator: Simulator
let context: BrowserContext
/** How many messages between the tabs took more than half a second. */
let lateMessages = 0

beforeAll(async () => {
  browser = await chromium.launch(await findChromium())
  script = (await bundlePage('test/pages/tabsPage.tsx')).script
})
afterAll(() => browser.close())

beforeEach(async () => {
  simulator = createSimulator({ seed: 'demo', clock: 'system', operationMs: 9_000, retryAfterSeconds: 1 })
  lateMessages = 0
  server = createServer(
    toNodeListener((request) => {
      const { pathname } = new URL(request.url)
      if (pathname === '/late') {
        lateMessages += 1
        return new Response(null, { status: 204 })
      }
      if (pathname === '/page.js')
        return new Response(script, { headers: { 'content-type': 'text/javascript' } })
      if (!pathname.startsWith('/v'))
        return new Response(HTML, { headers: { 'content-type': 'text/html;charset=utf-8' } })
      const signedIn = new Request(request)
      signedIn.headers.set('authorization', AUTHORIZATION)
      return simulator.fetch(signedIn)
    }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${isAddress(address) ? address.port : 0}`
  context = await browser.newContext({ reducedMotion: 'reduce' })
})
afterEach(async () => {
  await context.close()
  server.closeAllConnections()
  server.close()
})

function isAddress(value: unknown): value is AddressInfo {
  return typeof value === 'object' && value !== null && 'port' in value
}

/** Starts to create a configuration, outside of the tabs. */
function begin(): Promise<AcceptedOperation> {
  const client = createOrchestratorClient({
    baseUrl: url,
    fetch: simulator.fetch,
    headers: { authorization: AUTHORIZATION },
  })
  return client.memoryStores.list().then(({ items: [memoryStoreId = ''] }) =>
    client.configurations.create({
      displayName: 'Evening Desk',
      description: 'Calls after hours',
      conversationGroupingType: 'GROUP_BY_PROFILE',
      memoryStoreId,
    }),
  )
}

async function open(query: Record<string, string>): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${url}/?${new URLSearchParams(query).toString()}`)
  return page
}

const statusOf = (page: Page) => page.locator('#named').textContent()
const pollsOf = async (page: Page) => Number(await page.locator('html').getAttribute('data-polls'))
const polls = (): LogEntry[] => simulator.log().filter(({ call }) => call === 'operations.get')

/**
 * Each response sets a deadline, and a poll before it is one too many. At most one in twenty is.
 *
 * A tab that is silent for too long counts as frozen, and another one polls for it. On a machine so busy that
 * messages take half a second that may happen, so it may poll once for each such message.
 */
function expectOnePollPerDeadline() {
  const times = polls().map(({ at }) => at)
  const waits = times.slice(1).map((at, index) => at - (times[index] ?? 0))
  const extra = waits.filter((ms) => ms < 1_000).length
  const allowed = 0.05 * (times.length - extra) + lateMessages
  expect(extra, `${waits.join(', ')} ms between polls, ${lateMessages} late messages`).toBeLessThanOrEqual(
    allowed,
  )
}

/**
 * Stops everything in an open tab, including timers and responses, as a browser does when it freezes one.
 * (`Page.setWebLifecycleState` has no effect on a visible tab, and headless tabs are all visible.)
 */
async function freeze(session: CDPSession) {
  await session.send('Debugger.enable')
  await session.send('Debugger.pause')
}

/** Makes everything in a tab take 20 times as long, as on a busy machine. */
async function slowDown(page: Page) {
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 20 })
}

/** How many polls these tabs have sent. */
async function pollsOfAll(pages: readonly Page[]): Promise<number> {
  return (await Promise.all(pages.map(pollsOf))).reduce((sum, one) => sum + one, 0)
}

async function untilPollsReach(count: number, withinMs: number) {
  await expect.poll(() => polls().length, { timeout: withinMs, interval: 50 }).toBeGreaterThanOrEqual(count)
}

/** Runs in the page: the keys of everything that the browser and the tab have stored. */
async function readKeys(): Promise<string[]> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(new Error(String(request.error))))
    })
  const database = await done(indexedDB.open('react-accepted'))
  const inDatabase = await done(database.transaction('records').objectStore('records').getAllKeys())
  database.close()
  return [...inDatabase.map(String), ...Object.keys(localStorage), ...Object.keys(sessionStorage)]
}

async function countHeldLocks(): Promise<number | undefined> {
  const { held } = await navigator.locks.query()
  return held?.filter(({ name }) => name?.startsWith('react-accepted poll ')).length
}

/** The tab that polls: the one whose count goes up. Its turn is over: all tabs have received its result. */
async function findPoller(pages: readonly Page[]): Promise<{ poller: Page; others: readonly Page[] }> {
  const before = await Promise.all(pages.map(pollsOf))
  await untilPollsReach(polls().length + 1, 5_000)
  const after = await Promise.all(pages.map(pollsOf))
  const poller = pages.find((_, index) => (after[index] ?? 0) > (before[index] ?? 0))
  if (!poller) throw new Error('No tab has polled')
  await expect.poll(() => poller.evaluate(countHeldLocks)).toBe(0)
  return { poller, others: pages.filter((page) => page !== poller) }
}

test('five tabs on one operation poll as one and show the same end', async () => {
  const { operationId } = await begin()
  const pages = await Promise.all(Array.from({ length: 5 }, () => open({ operation: operationId })))
  for (const page of pages) {
    await expect.poll(() => statusOf(page), { timeout: 20_000 }).toBe('COMPLETED')
  }
  expect(polls().length).toBeGreaterThan(6)
  expectOnePollPerDeadline()
  const ends = polls().filter(({ status }) => status === 200).length
  expect(ends).toBe(polls().length)
})

for (const [what, query] of [
  ['is named in their URL', (accepted) => ({ operation: accepted.operationId })],
  ['is in their journal', () => ({})],
] satisfies [string, (accepted: AcceptedOperation) => Record<string, string>][]) {
  test(`tabs that open while the polling tab is slow do not poll too: the operation ${what}`, async () => {
    const accepted = await begin()
    const first = await open({ accepted: JSON.stringify(accepted), operation: accepted.operationId })
    await first.getByRole('button', { name: 'Begin' }).click()
    await untilPollsReach(1, 10_000)
    await slowDown(first)
    await untilPollsReach(2, 10_000)
    const others = await Promise.all(Array.from({ length: 4 }, () => open(query(accepted))))
    for (const page of others)
      await expect.poll(() => page.locator('li').allTextContents(), { timeout: 10_000 }).toEqual(['PENDING'])
    await untilPollsReach(polls().length + 2, 10_000)
    expectOnePollPerDeadline()
  })
}

test('another tab takes over from a crashed one within one deadline', async () => {
  const { operationId } = await begin()
  const pages = await Promise.all(Array.from({ length: 5 }, () => open({ operation: operationId })))
  await untilPollsReach(3, 10_000)
  const { poller, others } = await findPoller(pages)
  const session = await context.newCDPSession(poller)
  const count = polls().length
  const crashedAt = Date.now()
  void session.send('Page.crash').catch(() => undefined)
  await untilPollsReach(count + 2, 5_000)
  // The deadline that was running, and one more.
  expect(Date.now() - crashedAt).toBeLessThan(3_000)
  for (const page of others) {
    await expect.poll(() => statusOf(page), { timeout: 20_000 }).toBe('COMPLETED')
  }
  expectOnePollPerDeadline()
})

test('another tab takes over from a frozen one within one deadline', async () => {
  const { operationId } = await begin()
  const pages = await Promise.all(Array.from({ length: 5 }, () => open({ operation: operationId })))
  await untilPollsReach(3, 10_000)
  const { poller, others } = await findPoller(pages)
  const session = await context.newCDPSession(poller)
  const count = await pollsOfAll(others)
  const frozenAt = Date.now()
  await freeze(session)
  // The frozen tab no longer polls: these polls are from the others.
  await expect
    .poll(() => pollsOfAll(others), { timeout: 6_000, interval: 50 })
    .toBeGreaterThanOrEqual(count + 2)
  expect(Date.now() - frozenAt).toBeLessThan(3_000)
  for (const page of others) {
    await expect.poll(() => statusOf(page), { timeout: 20_000 }).toBe('COMPLETED')
  }
  expectOnePollPerDeadline()
})

test('the other tabs keep polling when a tab freezes during its request', async () => {
  const { operationId } = await begin()
  const pages = await Promise.all(Array.from({ length: 3 }, () => open({ operation: operationId })))
  await untilPollsReach(3, 10_000)
  const { poller, others } = await findPoller(pages)
  const session = await context.newCDPSession(poller)
  // The next response takes a long time, and the tab that waits for it is frozen meanwhile.
  simulator.script({ on: 'operations.get', times: 1, fault: { kind: 'slow', ms: 20_000 } })
  const count = polls().length
  await untilPollsReach(count + 1, 5_000)
  await freeze(session)
  await untilPollsReach(count + 2, 5_000)
  for (const page of others) {
    await expect.poll(() => statusOf(page), { timeout: 20_000 }).toBe('COMPLETED')
  }
})

test('a tab of another scope polls separately', async () => {
  const { operationId } = await begin()
  const one = await open({ operation: operationId, scope: 'one' })
  const two = await open({ operation: operationId, scope: 'two' })
  await untilPollsReach(6, 10_000)
  expect(await pollsOf(one)).toBeGreaterThan(1)
  expect(await pollsOf(two)).toBeGreaterThan(1)
})

test('all tabs of a scope watch an operation that one of them starts, and onSettled is called once', async () => {
  const accepted = await begin()
  const pages = await Promise.all(
    Array.from({ length: 3 }, () => open({ accepted: JSON.stringify(accepted) })),
  )
  await pages[0]?.getByRole('button', { name: 'Begin' }).click()
  for (const page of pages) {
    await expect.poll(() => page.locator('li').allTextContents(), { timeout: 20_000 }).toEqual(['COMPLETED'])
  }
  await expect
    .poll(async () => {
      const counts = await Promise.all(pages.map((page) => page.locator('html').getAttribute('data-settled')))
      return counts.map(Number).reduce((sum, one) => sum + one, 0)
    })
    .toBe(1)
  expectOnePollPerDeadline()
  await pages[1]?.getByRole('button', { name: 'Dismiss' }).click()
  for (const page of pages) await expect.poll(() => page.locator('li').count()).toBe(0)
})

test('clear() forgets everything in all tabs and in the store', async () => {
  const accepted = await begin()
  const pages = await Promise.all(
    Array.from({ length: 2 }, () => open({ accepted: JSON.stringify(accepted) })),
  )
  await pages[0]?.getByRole('button', { name: 'Begin' }).click()
  for (const page of pages) await expect.poll(() => page.locator('li').count()).toBe(1)
  const kindsIn = async (page: Page) => (await page.evaluate(readKeys)).map((key) => key.split('/')[3])
  for (const page of pages) await expect.poll(() => kindsIn(page)).toEqual(['operation'])
  await pages[1]?.getByRole('button', { name: 'Clear' }).click()
  for (const page of pages) {
    await expect.poll(() => page.locator('li').count()).toBe(0)
    // The record of the sign-out itself.
    await expect.poll(() => kindsIn(page)).toEqual(['mark'])
  }
})
