import { createServer } from 'node:http'
import type { Server } from 'node:http'

import { build } from 'esbuild'
import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import { toNodeListener } from 'react-accepted/server'
import type { Simulator } from 'react-accepted/twilio/simulator'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { PRODUCTION } from './bundlePage.ts'

const AUTHORIZATION = `Basic ${btoa('AC1:secret')}`
const HTML =
  '<!doctype html><html lang="en"><title>Form</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/sheet.css"><body><script type="module" src="/page.js"></script>'
/** The delay of each lazy-loaded chunk: by then the user has typed for a while. */
const SLOW_MS = 2_500
const DESCRIPTION = 'Calls after hours, and all that comes in by text on a Sunday.'

/** The output of a production build, by path. */
let files: ReadonlyMap<string, string>
/** The entry script and everything that it imports statically. */
let first: ReadonlySet<string>
let browser: Browser
let server: Server
let url: string
let simulator: Simulator
let page: Page
/** The requested scripts, in order. */
let asked: string[]
/** Answers the request for a lazy-loaded chunk. */
let answerPart: (path: string) => Promise<Response>

beforeAll(async () => {
  browser = await chromium.launch(await findChromium())
  const { outputFiles, metafile } = await build({
    entryPoints: { page: 'test/pages/formPage.tsx', sheet: 'src/styles.css' },
    ...PRODUCTION,
    splitting: true,
    metafile: true,
    write: false,
  })
  files = new Map(outputFiles.map(({ path, text }) => [path.slice(path.lastIndexOf('/')), text]))
  const needed = new Set(['out/page.js'])
  for (const path of needed) {
    for (const { path: imported, kind } of metafile.outputs[path]?.imports ?? [])
      if (kind === 'import-statement') needed.add(imported)
  }
  first = new Set([...needed].map((path) => path.replace('out', '')))
})
afterAll(() => browser.close())

beforeEach(async () => {
  asked = []
  simulator = createSimulator({ seed: 'demo', clock: 'system', operationMs: 1_000, retryAfterSeconds: 1 })
  server = createServer(
    toNodeListener((request) => {
      const { pathname } = new URL(request.url)
      if (pathname.startsWith('/v')) {
        const signedIn = new Request(request)
        signedIn.headers.set('authorization', AUTHORIZATION)
        return simulator.fetch(signedIn)
      }
      if (!files.has(pathname))
        return new Response(HTML, { headers: { 'content-type': 'text/html;charset=utf-8' } })
      if (pathname.endsWith('.js')) asked.push(pathname)
      return pathname.endsWith('.css') || first.has(pathname) ? readFile(pathname) : answerPart(pathname)
    }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  page = await browser.newPage({ reducedMotion: 'reduce', viewport: { width: 1280, height: 720 } })
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(globalThis, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ('value' in entry && typeof entry.value === 'number') shifts.push(entry.value)
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
})
afterEach(async () => {
  await page.close()
  server.closeAllConnections()
  server.close()
})

const readFile = (path: string) =>
  Promise.resolve(
    new Response(files.get(path), {
      headers: { 'content-type': path.endsWith('.css') ? 'text/css' : 'text/javascript' },
    }),
  )

async function readSlowly(path: string): Promise<Response> {
  await new Promise((resolve) => setTimeout(resolve, SLOW_MS))
  return readFile(path)
}

async function open() {
  await page.goto(url)
  await page.getByRole('button', { name: 'Create configuration' }).waitFor()
  await page.locator('option', { hasText: 'harbor-memory' }).waitFor({ state: 'attached' })
}

const partsAsked = () => asked.filter((path) => !first.has(path))
const creations = () => simulator.log().filter(({ call }) => call === 'configurations.create')
const shiftsSoFar = () => page.evaluate(() => Object.getOwnPropertyDescriptor(globalThis, 'shifts')?.value)

test('no key press is lost and nothing moves while the chunks of the form load slowly', async () => {
  answerPart = readSlowly
  await open()
  const before = partsAsked()
  const startedAt = Date.now()
  await page.getByLabel('Name').click()
  await page.keyboard.type('Evening-Desk', { delay: 20 })
  await page.keyboard.press('Tab')
  const shiftsBefore = await shiftsSoFar()
  // Keeps typing beyond the moment when they arrive.
  while (Date.now() - startedAt < SLOW_MS + 1_500)
    await page.keyboard.type(DESCRIPTION.at(0) ?? '', { delay: 30 })
  const typed = await page.getByLabel('Description').inputValue()
  expect(partsAsked().length - before.length).toBeGreaterThanOrEqual(3)
  expect(await page.getByLabel('Name').inputValue()).toBe('Evening-Desk')
  expect(typed).toMatch(/^C{20,}$/)
  expect(await page.getByLabel('Description').evaluate((box) => box === document.activeElement)).toBe(true)
  const shifts: unknown = await shiftsSoFar()
  expect(Array.isArray(shiftsBefore) && Array.isArray(shifts)).toBe(true)
  const late = Array.isArray(shifts) && Array.isArray(shiftsBefore) ? shifts.slice(shiftsBefore.length) : []
  expect(late.reduce((sum: number, one) => sum + Number(one), 0)).toBeLessThanOrEqual(0.02)
})

test('a form loads none of its chunks until the pointer reaches it, and then all of them', async () => {
  answerPart = readFile
  await open()
  await page.waitForTimeout(500)
  const before = partsAsked()
  // The one chunk that every page loads afterwards: it connects the tabs.
  expect(before).toHaveLength(1)
  await page.getByLabel('Description').hover()
  await expect.poll(() => partsAsked().length).toBeGreaterThanOrEqual(before.length + 3)
})

test('submitting before the chunks have loaded sends one request and shows its outcome', async () => {
  answerPart = readSlowly
  await open()
  await page.getByLabel('Name').fill('Evening-Desk')
  await page.getByLabel('Description').fill(DESCRIPTION)
  await page.getByLabel('Memory store').selectOption({ label: 'harbor-memory' })
  await page.getByLabel('Name').press('Enter')
  await page.getByLabel('Name').press('Enter')
  await page.locator('form[data-phase="completed"] [data-part="details"]').waitFor({ timeout: 15_000 })
  expect(creations()).toHaveLength(1)
})

test('after a deploy removed the chunks, the form says so, sends nothing and keeps its input across a reload', async () => {
  answerPart = () => Promise.resolve(new Response('Not found', { status: 404 }))
  await open()
  await page.getByLabel('Name').fill('Evening-Desk')
  await page.getByLabel('Description').fill(DESCRIPTION)
  await page.getByLabel('Memory store').selectOption({ label: 'harbor-memory' })
  await page.getByLabel('Name').press('Enter')
  await page.getByText('nothing was sent').waitFor()
  expect(creations()).toHaveLength(0)
  answerPart = readFile
  await page.reload()
  await page.getByRole('button', { name: 'Create configuration' }).waitFor()
  await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Evening-Desk')
  await page.getByLabel('Name').press('Enter')
  await page.locator('form[data-phase="completed"] [data-part="details"]').waitFor({ timeout: 15_000 })
  expect(creations()).toHaveLength(1)
})
