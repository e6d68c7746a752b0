import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import { toNodeListener } from 'react-accepted/server'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import type { Simulator } from 'react-accepted/twilio/simulator'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'

import { findChromium } from '../../../scripts/findChromium.ts'
import { bundlePage } from '../bundlePage.ts'

/** The strictest policy for a page that loads its own script and style sheet. */
export const POLICY =
  "default-src 'self'; style-src 'self'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"

/** The browser itself logs failed requests, and violations of the policy are reported as such. */
const REPORTED_OTHERWISE = /^Failed to load resource|Content Security Policy|'TrustedHTML' assignment/

const HTML =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Desk</title>' +
  '<meta name="viewport" content="width=device-width, initial-scale=1">' +
  '<link rel="stylesheet" href="/page.css"><body><script type="module" src="/page.js"></script>'

export interface DeskVisit {
  readonly page: Page
  readonly simulator: Simulator
  readonly url: string
  /** Violations of the policy that the browser reported. A test that expects some removes them. */
  readonly violations: string[]
}

/**
 * Gives every test of a file its own page of an application: bundled, under a strict policy, with the proxy
 * and a simulator behind it. A page that logs an error or violates the policy fails its test.
 */
export function setUpDesk(): () => DeskVisit {
  let browser: Browser
  let server: Server
  let files: Map<string, Response>
  let visit: DeskVisit
  let errors: string[] = []
  let violations: string[] = []

  beforeAll(async () => {
    files = await bundle()
    browser = await chromium.launch(await findChromium())
  })
  afterAll(() => browser.close())

  beforeEach(async () => {
    const simulator = createSimulator({
      seed: 'demo',
      clock: 'system',
      operationMs: 900,
      retryAfterSeconds: 1,
    })
    const proxy = createOrchestratorProxy({
      basePath: '/api/twilio',
      credentials: { username: 'AC1', password: 'secret' },
      authorize: () => ({ scope: 'desk' }),
      fetch: (url, init) => simulator.fetch(url, init),
    })
    server = createServer(
      toNodeListener((request) => {
        const { pathname } = new URL(request.url)
        if (pathname.startsWith('/api/twilio')) return proxy(request)
        if (pathname === '/favicon.ico') return new Response(null, { status: 204 })
        return files.get(pathname)?.clone() ?? toPage()
      }),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
    errors = []
    violations = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' && !REPORTED_OTHERWISE.test(message.text())) errors.push(message.text())
    })
    await page.exposeFunction('reportViolation', (violation: string) => violations.push(violation))
    await page.addInitScript(reportViolations)
    visit = { page, simulator, url: `http://127.0.0.1:${port}`, violations }
  })
  afterEach(async () => {
    await visit.page.context().close()
    server.closeAllConnections()
    server.close()
    expect(errors).toEqual([])
    expect(violations).toEqual([])
  })
  return () => visit
}

function reportViolations() {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
    const report: unknown = Reflect.get(globalThis, 'reportViolation')
    if (typeof report === 'function') report(`${effectiveDirective} ${blockedURI} ${sample}`)
  })
}

function toPage(): Response {
  const headers = { 'content-type': 'text/html;charset=utf-8', 'content-security-policy': POLICY }
  return new Response(HTML, { headers })
}

async function bundle(): Promise<Map<string, Response>> {
  const { script, sheet } = await bundlePage('test/pages/desk/deskPage.tsx')
  return new Map([
    ['/page.js', new Response(script, { headers: { 'content-type': 'text/javascript' } })],
    ['/page.css', new Response(sheet, { headers: { 'content-type': 'text/css' } })],
  ])
}
