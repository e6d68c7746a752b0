import { spawn } from 'node:child_process'
import { once } from 'node:events'

import { chromium } from 'playwright'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'

// Absolute times, so only on an idle machine: `npm run test:long` runs them alone.

const RUNS = 3

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch(await findChromium())
})
afterAll(() => browser.close())

test('npm start shows the dashboard within 5 seconds, after the first run', async () => {
  await startOnce()
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) times.push(await startOnce())
  console.log(`start: ${toSeconds(times)}`)
  expect(Math.max(...times)).toBeLessThan(5_000)
})

test('a phone paints the first page of the built Storybook within 1.5 seconds', async () => {
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) times.push(await paintOnPhone(inject('storybookUrl')))
  console.log(`first paint on a phone: ${toSeconds(times)}`)
  expect(Math.max(...times)).toBeLessThan(1_500)
})

const PORT = 6_123
const STARTED_MS = 60_000

/** In ms, from the command to the rows of the table. */
async function startOnce(): Promise<number> {
  const page = await browser.newPage()
  const startedAt = performance.now()
  const npm = spawn('npm', ['start', '--', '--port', String(PORT), '--strictPort'], {
    stdio: 'ignore',
    // A group of its own, because npm does not pass on every signal.
    detached: true,
    env: { ...process.env, VITEST: '', NODE_ENV: '' },
  })
  const closed = once(npm, 'close')
  try {
    const url = `http://localhost:${PORT}/`
    await Promise.race([untilServed(url), closed.then(() => Promise.reject(new Error('npm start ended')))])
    await page.goto(url, { waitUntil: 'commit' })
    await page.getByRole('rowheader', { name: /Harbor Support/ }).waitFor({ timeout: 60_000 })
    return performance.now() - startedAt
  } finally {
    if (npm.pid && npm.exitCode === null) process.kill(-npm.pid, 'SIGKILL')
    await closed
    await page.close()
  }
}

async function untilServed(url: string): Promise<void> {
  const isServed = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
  const startedAt = performance.now()
  while (!(await isServed())) {
    if (performance.now() - startedAt > STARTED_MS) throw new Error(`Nothing answers at ${url}`)
    await new Promise((settle) => setTimeout(settle, 20))
  }
}

/** In ms. Lighthouse's phone: a quarter of the CPU, and slow 4G as browsers emulate it. */
async function paintOnPhone(url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 562.5,
    downloadThroughput: 180_000,
    uploadThroughput: 84_375,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.goto(url, { waitUntil: 'commit' })
  const ms = await page.evaluate(
    () =>
      new Promise<number>((settle) => {
        new PerformanceObserver((list) => {
          const [paint] = list.getEntriesByName('first-contentful-paint')
          if (paint) settle(paint.startTime)
        }).observe({ type: 'paint', buffered: true })
      }),
  )
  await context.close()
  return ms
}

function toSeconds(times: readonly number[]): string {
  return times.map((ms) => `${(ms / 1000).toFixed(2)} s`).join(', ')
}
