import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'

import type { Browser, Page } from 'playwright'
import { chromium } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { bundlePage } from './bundlePage.ts'

/** How long a deletion takes, and its response to arrive. */
const OPERATION_MS = 30
const RESPONSE_MS = 5
const REFUSED = [40, 250, 499]

let script: string
let browser: Browser
/** The ID of the thing and the end of its deletion, by Idempotency-Key. */
const deletions = new Map<string, { readonly id: number; readonly endsAt: number }>()
const arrivals: { readonly id: number; readonly key: string; readonly at: number }[] = []
/** The keys of deletions that were accepted, and whose end the page has not read. */
const running = new Set<string>()
let most = 0
let rateLimitedAt = 0

function serve({ method, url = '/', headers }: IncomingMessage, response: ServerResponse) {
  const name = url.split('/').at(-1) ?? ''
  const key = String(headers['idempotency-key'])
  function send(status: number, body: unknown, retryAfter = 0) {
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': String(retryAfter) })
    response.end(JSON.stringify(body))
  }
  if (!url.startsWith('/api/')) {
    response.setHeader('content-type', url === '/page.js' ? 'text/javascript' : 'text/html')
    response.end(url === '/page.js' ? script : '<body></body><script type="module" src="/page.js"></script>')
  } else if (method === 'DELETE') {
    const id = Number(name)
    const now = performance.now()
    arrivals.push({ id, key, at: now })
    if (REFUSED.includes(id)) return send(409, { title: 'Still in use' })
    if (id === 100 && rateLimitedAt === 0) {
      rateLimitedAt = now
      return send(429, {}, 2)
    }
    const known = deletions.get(key)
    if (!known) deletions.set(key, { id, endsAt: now + OPERATION_MS })
    running.add(key)
    most = Math.max(most, running.size)
    setTimeout(() => send(202, { statusUrl: `/api/operations/${key}` }), RESPONSE_MS)
  } else {
    const isOver = (deletions.get(name)?.endsAt ?? Infinity) < performance.now()
    if (isOver) running.delete(name)
    send(200, { status: isOver ? 'COMPLETED' : 'RUNNING' })
  }
}

const server = createServer(serve)
beforeAll(async () => {
  ;({ script } = await bundlePage('test/pages/batchPage.tsx'))
  browser = await chromium.launch(await findChromium())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await browser.close()
  server.close()
})

const progressOf = async (page: Page) => JSON.parse((await page.textContent('output')) ?? '{}') as unknown

it('500 deletions, a 429, a reload and three refusals: nothing is deleted twice, nothing is forgotten', async () => {
  const address = server.address()
  const page = await browser.newPage({ reducedMotion: 'reduce' })
  await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`)
  await page.click('#start')
  // The 429 is over, and the second half has not begun.
  await page.waitForFunction(() =>
    /"completed":2[0-4]\d/.test(document.querySelector('output')?.textContent ?? ''),
  )
  await page.reload()
  await page.waitForSelector('[data-status="paused"]')
  const sent = arrivals.length
  expect(await progressOf(page)).toMatchObject({ total: 500 })
  expect(arrivals).toHaveLength(sent)
  await page.click('#resume')
  await page.waitForSelector('[data-status="done"]')
  expect(await progressOf(page)).toMatchObject({
    total: 500,
    completed: 497,
    refused: 3,
    failed: 0,
    unknown: 0,
  })
  expect(await page.locator('li').allTextContents()).toEqual(
    REFUSED.map((id) => `Thing ${id} refused: Still in use`),
  )
  const deleted = [...deletions.values()].map(({ id }) => id)
  expect(new Set(deleted).size).toBe(497)
  expect(deleted).toHaveLength(497)
  expect(new Set(arrivals.map(({ key }) => key)).size).toBe(500)
  expect(most).toBeLessThanOrEqual(4)
  // Those that were in flight may still arrive, but nothing begins during the wait.
  const early = arrivals.filter(({ at }) => at > rateLimitedAt + 200 && at < rateLimitedAt + 1_990)
  expect(early).toEqual([])
}, 120_000)
