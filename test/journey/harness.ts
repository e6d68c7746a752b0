import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import { checkIntents, checkPolls } from 'react-accepted/simulator'
import type { LogEntry } from 'react-accepted/simulator'
import type { ScriptRule } from 'react-accepted/twilio/simulator'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'

/** A page on the dashboard, and the simulator behind the server's proxy. */
export interface Journey {
  readonly page: Page
  readonly url: string
  script: (rule: ScriptRule) => Promise<void>
  log: () => Promise<LogEntry[]>
}

/**
 * A real Chromium for a file, with a new page and empty storage for each test. A page that logs an error fails
 * its test.
 *
 * @param story shown first; `null` for a test that opens its own
 */
export function useJourney(story: string | null = 'dashboard--over-http'): () => Journey {
  const url = inject('storybookUrl')
  let browser: Browser
  /** Stays open, so that the pages it opens share its process, and with it the compiled scripts. */
  let opener: Page
  let journey: Journey
  let errors: string[] = []

  beforeAll(async () => {
    browser = await chromium.launch(await findChromium())
    // A spinner is drawn 60 times a second: half the cost of a journey, and not part of what it tests.
    opener = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
    await opener.goto(`${url}/index.json`)
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    await control('reset')
    const page = await openPage()
    errors = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message) => {
      // A refused or failed request is logged by the browser itself, not by the page.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        errors.push(message.text())
    })
    journey = { page, url, script: (rule) => control('script', rule), log }
    // Storybook's own accessibility check of each page runs elsewhere.
    if (story !== null)
      await page.goto(`${url}/iframe.html?id=${story}&viewMode=story&globals=a11y.manual:!true`)
  })
  afterEach(async () => {
    const pages = opener.context().pages()
    await Promise.all(pages.filter((page) => page !== opener).map((page) => page.close()))
    expect(errors).toEqual([])
  })

  async function openPage(): Promise<Page> {
    const session = await opener.context().newCDPSession(opener)
    await session.send('Storage.clearDataForOrigin', { origin: url, storageTypes: 'all' })
    await session.detach()
    const [page] = await Promise.all([
      opener.context().waitForEvent('page'),
      opener.evaluate(() => void window.open('about:blank')),
    ])
    return page
  }

  async function control(name: string, body: unknown = {}) {
    const init = {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }
    const answer = await fetch(`${url}/__simulator/${name}`, init)
    expect(answer.ok).toBe(true)
  }
  async function log(): Promise<LogEntry[]> {
    const answer = await fetch(`${url}/__simulator/log`)
    const body: unknown = await answer.json()
    return Array.isArray(body) ? body : []
  }
  return () => journey
}

/** Checks the simulator's log: no poll before its deadline, one key per intent, nothing created twice. */
export async function expectGoodManners({ log }: Journey) {
  const entries = await log()
  expect(entries.length).toBeGreaterThan(0)
  expect(checkPolls(entries)).toEqual([])
  expect(checkIntents(entries)).toEqual([])
}

/** Opens the panel, fills the four required fields and submits. */
export async function create({ page }: Journey, name: string) {
  await page.getByRole('button', { name: 'New configuration' }).click()
  const panel = page.getByRole('dialog', { name: 'New configuration' })
  await panel.getByLabel('Name').fill(name)
  await panel.getByLabel('Description').fill('Visitors of the harbor office')
  await panel.getByLabel('Memory store').selectOption({ label: 'harbor-memory' })
  await panel.getByRole('button', { name: 'Create configuration' }).click()
  return panel
}
