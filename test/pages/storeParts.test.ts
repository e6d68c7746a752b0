import { createServer } from 'node:http'
import type { Server } from 'node:http'

import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import { toNodeListener } from 'react-accepted/server'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { createSimulator } from 'react-accepted/twilio/simulator'
import type { Simulator } from 'react-accepted/twilio/simulator'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { bundlePage } from './bundlePage.ts'

const HTML =
  '<!doctype html><title>…</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>'
const storeId = 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5'

let browser: Browser
let server: Server
let page: Page
let simulator: Simulator
let upstream: string[] = []

beforeAll(async () => {
  const { script } = await bundlePage('test/pages/storePartsPage.ts')
  const proxy = toNodeListener(
    createOrchestratorProxy({
      basePath: '/api/twilio',
      credentials: { username: 'SK1', password: 'a-password-of-some-length' },
      authorize: () => ({ scope: 'mara' }),
      fetch: (url, init) => {
        upstream.push(`${init.method} ${new URL(url).host}`)
        return simulator.fetch(url, init)
      },
    }),
  )
  server = createServer((request, response) => {
    if (request.url?.startsWith('/api/') === true) return proxy(request, response)
    const isScript = request.url === '/page.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html;charset=utf-8')
    response.end(isScript ? script : HTML)
    return undefined
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  browser = await chromium.launch(await findChromium())
  page = await browser.newPage({ reducedMotion: 'reduce' })
  await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`)
  await page.waitForFunction(() => 'send' in window)
})

afterAll(async () => {
  await browser.close()
  server.closeAllConnections()
  server.close()
})

beforeEach(() => {
  upstream = []
  simulator = createSimulator({
    seed: { stores: [{ id: storeId, displayName: 'harbor-memory' }] },
    operationMs: 20,
    retryAfterSeconds: 0,
  })
})

const WRITES = [
  'traitGroups.create',
  'traitGroups.patch',
  'traitGroups.delete',
  'dataMappings.create',
  'dataMappings.patch',
  'dataMappings.delete',
  'identityResolution.update',
  'profiles.updateBulk',
] as const

test.each(WRITES.flatMap((call) => [[call, 'COMPLETED'] as const, [call, 'FAILED'] as const]))(
  'in a page, through the proxy: %s ends %s, and later reads agree',
  async (call, status) => {
    await page.evaluate((id) => Reflect.get(window, 'prepare')(id), storeId)
    if (status === 'FAILED')
      simulator.script({ on: call, fault: { kind: 'fail', error: { code: 520_050, title: 'Protected' } } })
    const ended = await page.evaluate(([one, id]) => Reflect.get(window, 'send')(one, id), [call, storeId])
    // No call reads profiles.
    const isChanged = status === 'COMPLETED' && call !== 'profiles.updateBulk'
    expect(ended).toEqual({ status, isChanged, ...(status === 'FAILED' && { code: 520_050 }) })
    expect(simulator.log().filter((entry) => entry.call === call && entry.status === 202)).not.toEqual([])
    expect(new Set(upstream.map((line) => line.split(' ')[1]))).toEqual(new Set(['memory.twilio.com']))
  },
)
