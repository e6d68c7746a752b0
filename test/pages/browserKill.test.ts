import { setTimeout as sleep } from 'node:timers/promises'

import type { BrowserContext } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { bundlePage } from './bundlePage.ts'
import type { ForeignServer, ForeignWorld } from './foreignServer.ts'
import { createForeignServer } from './foreignServer.ts'
import { createOwnChromium } from './ownChromium.ts'

/** Runs per delay; more with `KILL_RUNS=5`. */
const RUNS = Number(process.env['KILL_RUNS'] ?? 1)
/** From the arrival of the request until the browser is killed, in ms. */
const DELAYS = [0, 300, 1_000, 3_000]

let server: ForeignServer
beforeAll(async () => {
  server = await createForeignServer((await bundlePage('test/pages/historyPage.tsx')).script)
})
afterAll(() => server.close())

describe.each(Array.from({ length: RUNS }, (_, index) => index + 1))('run %i', (time) => {
  it.each(DELAYS)(
    'a browser killed %i ms after its request arrived still lists that request after a restart',
    async (ms) => {
      const world = server.open(`kill${time}x${ms}`)
      const own = await createOwnChromium()
      try {
        const page = await open(await own.start(), world)
        const arrived = world.hold()
        await page.fill('#thing [name=name]', 'A')
        await page.click('#thing button')
        await arrived
        await sleep(ms)
        await own.kill()
        world.heal()

        const next = await open(await own.start(), world)
        const found = await next
          .waitForSelector('li[data-label="A"]', { state: 'attached', timeout: 5_000 })
          .then(
            () => 'known',
            () => 'lost',
          )
        expect({ found, made: world.things.length }).toEqual({ found: 'known', made: 1 })
      } finally {
        world.heal()
        await own.dispose()
      }
    },
  )
})

async function open(context: BrowserContext, { url }: ForeignWorld) {
  // The killed browser may not have written its cookies to disk: sign in again.
  await context.addCookies([{ name: 'sid', value: 'mara.1', url: `${url}/x/` }])
  const page = await context.newPage()
  await page.goto(`${url}/x/`)
  await page.waitForSelector('#thing')
  return page
}
