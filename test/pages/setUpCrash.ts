import type { Browser, BrowserContext } from 'playwright'
import { chromium } from 'playwright'
import { afterAll, beforeAll } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import type { Person } from './crashPerson.ts'
import { createPerson } from './crashPerson.ts'
import type { CrashServer, World } from './crashServer.ts'
import { createCrashServer } from './crashServer.ts'

/** A Chromium and a server for the tests of one file. Each test opens its own world. */
export function setUpCrash() {
  let browser: Browser
  let server: CrashServer
  let places = 0

  beforeAll(async () => {
    server = await createCrashServer()
    browser = await chromium.launch(await findChromium())
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  /** Runs `work` with its own stores and API. */
  async function inPlace<T>(work: (context: BrowserContext, world: World) => Promise<T>): Promise<T> {
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    places += 1
    try {
      return await work(context, server.open(`place${places}`))
    } finally {
      await context.close()
    }
  }

  return {
    inPlace,
    /** The same, with the page open. */
    atPage: <T>(work: (person: Person, world: World) => Promise<T>, query = '') =>
      inPlace(async (context, world) => work(await createPerson(context, world, query), world)),
  }
}
