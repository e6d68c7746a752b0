import { createServer } from 'node:http'

import type { Browser, Page } from 'playwright'
import { chromium } from 'playwright'
import { toNodeListener } from 'react-accepted/server'
import type { LogEntry } from 'react-accepted/simulator'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { bundlePage } from './bundlePage.ts'

const COUNT = 500
const REFUSED = [40, 250, 499]

const toId = (index: number) => `conv_configuration_01k9w39vfj8s0p4q6r2xht${String(index).padStart(4, '0')}`
const toPath = (index: number) => `/v2/ControlPlane/Configurations/${toId(index)}`

const simulator = createSimulator({
  operationMs: 30,
  retryAfterSeconds: 0,
  seed: {
    stores: [{ displayName: 'harbor-memory' }],
    configurations: Array.from({ length: COUNT }, (_, index) => ({
      id: toId(index),
      displayName: `Desk ${index}`,
    })),
  },
})
for (const index of REFUSED)
  simulator.script({
    on: 'configurations.delete',
    path: toPath(index),
    times: 'always',
    fault: { kind: 'status', status: 409, message: 'Still in use' },
  })
simulator.script({
  on: 'configurations.delete',
  skip: 100,
  fault: { kind: 'status', status: 429, retryAfter: 2 },
})

const proxy = toNodeListener(
  createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username: 'SK1', password: 'a-password-of-some-length' },
    authorize: () => ({ scope: 'mara' }),
    fetch: (url, init) => simulator.fetch(url, init),
  }),
)

let script: string
let sheet: string
let browser: Browser
const html =
  '<!doctype html><html lang="en"><title>Desks</title><link rel="icon" href="data:,">' +
  '<link rel="stylesheet" href="/page.css"><body></body><script type="module" src="/page.js"></script>'

const server = createServer((request, response) => {
  const { url = '/' } = request
  if (url.startsWith('/api/')) return proxy(request, response)
  const type = url === '/page.js' ? 'text/javascript' : url === '/page.css' ? 'text/css' : 'text/html'
  response.setHeader('content-type', `${type};charset=utf-8`)
  return response.end(url === '/page.js' ? script : url === '/page.css' ? sheet : html)
})

beforeAll(async () => {
  ;({ script, sheet } = await bundlePage('test/pages/bulkDeletionPage.tsx'))
  browser = await chromium.launch(await findChromium())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await browser.close()
  server.close()
})

const deletes = () => simulator.log().filter(({ method }) => method === 'DELETE')
const isEffect = ({ operationId, replayed }: LogEntry) => operationId !== null && !replayed

/** The most deletions that were under way: from their request until a poll has answered that they have ended. */
function most(): number {
  const ends = new Map<string | null, number>()
  for (const { operationId, operationStatus, answeredAt } of simulator.log())
    if (operationStatus === 'COMPLETED' && !ends.has(operationId))
      ends.set(operationId, answeredAt ?? Infinity)
  const changes = deletes()
    .filter(isEffect)
    .flatMap(({ at, operationId }) => [
      { at, by: 1 },
      { at: ends.get(operationId) ?? Infinity, by: -1 },
    ])
    // Within the same ms, one ends before the next begins.
    .toSorted((one, other) => one.at - other.at || one.by - other.by)
  let now = 0
  return Math.max(...changes.map(({ by }) => (now += by)))
}

const title = (page: Page, text: string) => page.locator('.ra-bulk .ra-notice-title', { hasText: text })
const counts = (page: Page) => page.textContent('[data-part="counts"]')

it('500 deletions through the table, a 429, a reload and three refusals: nothing is deleted twice or forgotten', async () => {
  const address = server.address()
  const page = await browser.newPage({ reducedMotion: 'reduce' })
  page.setDefaultTimeout(300_000)
  await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`)

  await page.getByRole('checkbox', { name: 'Select all' }).click()
  await page.getByText('only the 250 configurations that are loaded are selected').waitFor()
  await page.getByRole('button', { name: 'Load and select the rest' }).click()
  await page.getByText('500 of 500 selected').waitFor()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('dialog', { name: 'Delete these 500 configurations?' }).waitFor()
  await page.getByRole('checkbox', { name: 'Yes, delete them for good' }).check()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()

  // The 429 is over, and the second half has not begun.
  await page.getByText(/^2[0-4]\d of 500 deleted$/).waitFor()
  await page.reload()
  await title(page, 'Stopped: the page was reloaded').waitFor()
  const sent = deletes().length
  expect(await counts(page)).toMatch(/^2\d\d of 500 deleted/)
  expect(deletes()).toHaveLength(sent)
  await page.getByRole('button', { name: 'Continue' }).click()
  await title(page, '497 of 500 deleted').waitFor()

  expect(await page.getAttribute('[data-part="bulk-deletion"]', 'data-status')).toBe('done')
  expect(await page.textContent('.ra-bulk-outcomes > p')).toBe('3 were not deleted')
  expect(await page.locator('[data-part="not-deleted"] li').allTextContents()).toEqual(
    REFUSED.map((index) => `Desk ${index}Still in use`),
  )
  await page.waitForFunction(() => document.querySelectorAll('tbody [data-part="row"]').length === 3)
  expect(await page.locator('tbody th > span:first-child').allTextContents()).toEqual(
    REFUSED.map((index) => `Desk ${index}`),
  )

  // What the server saw.
  const effects = deletes().filter(isEffect)
  expect(new Set(effects.map(({ path }) => path)).size).toBe(COUNT - REFUSED.length)
  expect(effects).toHaveLength(COUNT - REFUSED.length)
  expect(new Set(deletes().map(({ path }) => path)).size).toBe(COUNT)
  expect(new Set(deletes().map(({ path, idempotencyKey }) => `${path} ${idempotencyKey}`)).size).toBe(COUNT)
  expect(deletes().filter(({ status }) => status === 429)).toHaveLength(1)
  expect(most()).toBeLessThanOrEqual(4)
  // Those that were in flight still arrive, but nothing begins during the wait.
  const limitedAt = deletes().find(({ status }) => status === 429)?.answeredAt ?? 0
  const during = deletes().filter(({ at }) => at > limitedAt && at < limitedAt + 1_990)
  expect(during.length).toBeLessThanOrEqual(3)
}, 600_000)
