import { setTimeout as sleep } from 'node:timers/promises'

import type { Browser, Page } from 'playwright'
import { chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { bundlePage } from './bundlePage.ts'
import type { ForeignServer, ForeignWorld } from './foreignServer.ts'
import { createForeignServer } from './foreignServer.ts'

/** A home, which keeps its operations apart, and the server that it polls. */
interface Home {
  readonly id: 'one' | 'two'
  readonly world: ForeignWorld
  readonly base: string
  readonly scope: string
}

/** The server asks for 1 s between two polls. A poll this many ms later is still on time. */
const LATE_MS = 500

let browser: Browser
let server: ForeignServer
let count = 0
beforeAll(async () => {
  server = await createForeignServer((await bundlePage('test/pages/homesPage.tsx')).script)
  browser = await chromium.launch(await findChromium())
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const openWorld = () => server.open(`homes${(count += 1)}`)

const PAIRS: Readonly<Record<string, () => readonly [Home, Home]>> = {
  'two applications, or two accounts, below one origin': () => {
    const world = openWorld()
    return [
      { id: 'one', world, base: 'shop', scope: 'mara' },
      { id: 'two', world, base: 'desk', scope: 'mara' },
    ]
  },
  'one path in two regions': () => [
    { id: 'one', world: openWorld(), base: 'shop', scope: 'mara' },
    { id: 'two', world: openWorld(), base: 'shop', scope: 'mara' },
  ],
  'two users of one API': () => {
    const world = openWorld()
    return [
      { id: 'one', world, base: 'shop', scope: 'mara' },
      { id: 'two', world, base: 'shop', scope: 'noor' },
    ]
  },
}

describe.concurrent.each(Object.entries(PAIRS))('%s, with equal operation IDs', (_, openPair) => {
  it.each([
    ['in one page', true],
    ['in two tabs', false],
  ])(
    '%s: each polls its own server, shows its own state and tells its own application',
    async (__, isOnePage) => {
      const homes = openPair()
      const context = await browser.newContext()
      try {
        const pages: Page[] = []
        const groups = isOnePage ? [homes] : homes.map((home) => [home])
        for (const group of groups) pages.push(await openPage(await context.newPage(), homes[0].world, group))
        for (const home of homes) {
          if (home.id === 'two') home.world.plan(['it fails in the end'], [])
          await (pages.at(home.id === 'one' ? 0 : -1) ?? pages[0])?.click(`#${home.id} button`)
          // Not at the same moment, so that each has its own deadlines.
          await sleep(400)
        }
        await sleep(4_000)
        const expected = {
          one: { told: 'one COMPLETED', shown: ['one op-1 COMPLETED'], bare: 'COMPLETED', late: [] },
          two: { told: 'two FAILED', shown: ['two op-1 FAILED'], bare: 'FAILED', late: [] },
        }
        expect(await readAll(pages, homes)).toEqual(expected)

        for (const page of pages) await page.reload()
        await sleep(1_500)
        const { one, two } = expected
        // `onSettled` is called once per browser.
        expect(await readAll(pages, homes)).toEqual({ one: { ...one, told: '' }, two: { ...two, told: '' } })
      } finally {
        await context.close()
      }
    },
  )
})

async function openPage(page: Page, world: ForeignWorld, homes: readonly Home[]): Promise<Page> {
  const panels = homes.map(({ id, scope, world: { url }, base }) => ({
    id,
    scope,
    session: `${scope}.1`,
    baseUrl: `${url}/${base}/api`,
  }))
  await page.goto(`${world.url}/page/?panels=${encodeURIComponent(JSON.stringify(panels))}`)
  await page.waitForSelector('button')
  return page
}

async function readAll(pages: readonly Page[], homes: readonly Home[]) {
  const read = async (home: Home) => {
    const panel = (pages.at(home.id === 'one' ? 0 : -1) ?? pages[0])?.locator(`#${home.id}`)
    return {
      told: await panel?.getAttribute('data-told'),
      shown: await panel?.locator('p').allTextContents(),
      bare: await panel?.locator('output').textContent(),
      late: findLate(home),
    }
  }
  const [one, two] = homes
  return { one: one && (await read(one)), two: two && (await read(two)) }
}

/** The gaps before polls of the operation that came too early or too late, in ms. */
function findLate({ world, base, scope, id }: Home): readonly (string | number)[] {
  const thing = world.things.find((one) => one.name === id)
  if (!thing) return ['not made']
  const own = world.polls.filter((one) => one.base === base && one.user === scope && one.at > thing.at)
  const times = [thing.at, ...own.map(({ at }) => at)]
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
  const isWrong = (ms: number) => ms < 990 || ms > 1_000 + LATE_MS
  // It ends in the third second, and each of the polls before may have been a little late.
  return own.length < 2 ? [`${own.length} polls`] : gaps.filter(isWrong)
}
