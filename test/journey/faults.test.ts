import { setTimeout as sleep } from 'node:timers/promises'

import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import type { AsyncOperation } from 'react-accepted'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { describeView } from '../faults/describeView.ts'
import type { FaultRow } from '../faults/faultRow.ts'
import { NOW, OPERATION_ID, OPERATION_PATH } from '../faults/faultRow.ts'
import { FAULTS } from '../faults/faults.ts'
import type { FaultServer } from '../faults/playFaults.ts'
import { playFaults } from '../faults/playFaults.ts'
import { shareOfToday } from '../shareOfToday.ts'

/** The page polls at exactly this interval, in ms. */
const POLL_MS = 20
/** After this time without a poll, none follows automatically, in ms. */
const QUIET_MS = 4 * POLL_MS
const LONGEST_RUN_MS = 20_000

/** All with `ALL_ROWS=1`. In Node all are played. */
const rows = shareOfToday(FAULTS, process.env['ALL_ROWS'] === '1')

let browser: Browser
let page: Page
let sent = 0
let errors: string[] = []
let server: FaultServer | undefined

beforeAll(async () => {
  browser = await chromium.launch(await findChromium())
  page = await browser.newPage({ reducedMotion: 'reduce' })
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    // The browser itself logs failed loads, and responses that CORS does not let the page read.
    if (message.type() === 'error' && !/^(Failed to load|Access to fetch)/.test(message.text()))
      errors.push(message.text())
  })
  page.on('request', (request) => {
    if (request.url() === `${server?.baseUrl}${OPERATION_PATH}`) sent += 1
  })
  page.on('requestfailed', () => void server?.onSent(sent))
  await page.goto(
    `${inject('storybookUrl')}/iframe.html?id=journey-faults--watch&viewMode=story&globals=a11y.manual:!true`,
  )
})
afterAll(() => browser.close())

describe('over HTTP, in Chromium, a user sees what the table says when the server', () => {
  it.each(rows.map((row) => [row.does, row] as const))('%s', async (_, row) => {
    const { sees, polls, asked } = row.chromium ?? row
    const refused = countRefused(row)
    expect(await runInPage(row)).toEqual({
      sees,
      polls,
      ...(asked !== undefined && { asked }),
      early: 0,
      strays: 0,
      arrived: polls - refused,
      errors: [],
    })
  })
})

function countRefused({ answers }: FaultRow): number {
  return answers.filter(({ how }) => how === 'refuse').length
}

/** Plays one row in the page, acts as the user if the row says so, and waits until nothing more happens. */
async function runInPage(row: FaultRow) {
  const expected = row.chromium ?? row
  const refused = countRefused(row)
  sent = 0
  errors = []
  server = await playFaults(row)
  try {
    await page.evaluate((setup) => (location.hash = encodeURIComponent(JSON.stringify(setup))), {
      baseUrl: server.baseUrl,
      operationId: OPERATION_ID,
      now: NOW,
      pollMs: POLL_MS,
      acceptedAgoMs: row.acceptedAgoMs ?? 0,
      requestTimeoutMs: row.requestTimeoutMs ?? 10_000,
    })
    const endsAt = Date.now() + LONGEST_RUN_MS
    let views = await readViews()
    while (toSeen(views) !== expected.sees && Date.now() < endsAt) {
      if (!isAskedByItself(views)) await act(row)
      await sleep(15)
      views = await readViews()
    }
    await act(row)
    await sleep(QUIET_MS)
    views = await readViews()
    const askedMs =
      views.findLast(({ view }) => view.pollError?.retryAfterMs !== undefined)?.view.pollError
        ?.retryAfterMs ?? views.at(-1)?.retryAfterMs
    return {
      sees: toSeen(views),
      // How many requests are refused also depends on how soon the server is open again.
      polls: refused > 0 ? server.polls() + Math.min(refused, sent - server.polls()) : sent,
      // The page's clock moved on a little before the response was read.
      ...(askedMs !== undefined && { asked: Math.ceil(askedMs / 1_000) }),
      // A deadline counts from the response, which came after the server saw the request.
      early: server.pollsWithin(POLL_MS - 1),
      strays: server.strays(),
      arrived: server.polls(),
      errors,
    }
  } finally {
    await server.close()
  }
}

interface SeenView {
  readonly view: AsyncOperation
  readonly retryAfterMs: number | undefined
}

async function readViews(): Promise<SeenView[]> {
  const items = await page
    .getByRole('list', { name: server?.baseUrl ?? '', exact: true })
    .locator('li')
    .evaluateAll((all) =>
      all.map((item) => [item.textContent, item instanceof HTMLElement && item.dataset['retryAfterMs']]),
    )
  return items.map(([json, ms]) => ({
    view: JSON.parse(String(json)) as AsyncOperation,
    retryAfterMs: ms ? Number(ms) : undefined,
  }))
}

function toSeen(views: readonly SeenView[]): string {
  return views
    .map(({ view }) => describeView(view))
    .filter((view, index, all) => view !== all[index - 1])
    .join(' → ')
}

function isAskedByItself(views: readonly SeenView[]): boolean {
  const { view } = views.at(-1) ?? {}
  return view?.status === 'PENDING' && view.connection !== 'unauthorized'
}

/** The action of the user, if any. */
async function act({ person }: FaultRow) {
  if (person === 'asks') await page.getByRole('button', { name: 'Look again' }).click()
  else if (person === 'returns') {
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
  }
}
