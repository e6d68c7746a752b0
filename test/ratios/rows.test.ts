import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { CDPSession, Page } from 'playwright'
import { chromium } from 'playwright'
import { expect, it } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { bundlePage } from '../pages/bundlePage.ts'

const KINDS = ['badges', 'spans'] as const
const RUNS = 5
/** A single mount is too short to measure. */
const MOUNTS = 3
const LIMIT = 2

it('a table of 1,000 badges costs at most twice as much as one of bare spans with a useQuery each', async () => {
  await using place = await openPage()
  const { page, session } = place
  const ratios: { mount: number; update: number }[] = []
  for (const kind of KINDS) await measure(kind, true)
  for (let run = 0; run < RUNS; run += 1) {
    const mount = { badges: 0, spans: 0 }
    const update = { badges: 0, spans: 0 }
    // Alternating, because the speed of a machine drifts.
    for (let time = 1; time <= MOUNTS; time += 1) {
      for (const kind of KINDS) {
        const work = await measure(kind, time === MOUNTS)
        mount[kind] += work.mount
        update[kind] += work.update
      }
    }
    ratios.push({ mount: mount.badges / mount.spans, update: update.badges / update.spans })
  }
  const medians = {
    mount: medianOf(ratios.map(({ mount }) => mount)),
    update: medianOf(ratios.map(({ update }) => update)),
  }
  console.info(`badges : spans, median of ${RUNS} runs: ${JSON.stringify(medians)}`)
  expect(medians.mount).toBeLessThanOrEqual(LIMIT)
  expect(medians.update).toBeLessThanOrEqual(LIMIT)

  /** The main thread's work in seconds: scripts, style, layout and paint, without idle time. */
  async function measure(kind: string, updates: boolean) {
    const before = await readWork(session)
    await page.evaluate((one) => Reflect.get(globalThis, 'mount')(one), kind)
    const mounted = await readWork(session)
    if (updates) await page.evaluate(() => Reflect.get(globalThis, 'update')())
    const updated = await readWork(session)
    await page.evaluate(() => Reflect.get(globalThis, 'leave')())
    await session.send('HeapProfiler.collectGarbage')
    return { mount: mounted - before, update: updated - mounted }
  }
}, 300_000)

async function readWork(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

interface Place extends AsyncDisposable {
  readonly page: Page
  readonly session: CDPSession
}

async function openPage(): Promise<Place> {
  const { script, sheet } = await bundlePage('test/ratios/rows/rowsPage.tsx')
  const html = `<!doctype html><title>Rows</title><link rel="icon" href="data:,"><style>${sheet}</style><body><script type="module" src="/page.js"></script>`
  const server = createServer((request, response) => {
    const { url = '' } = request
    const isScript = url === '/page.js'
    // Every operation has completed by the first poll.
    const operation = { operationId: url.split('/').at(-1), status: 'COMPLETED', statusUrl: url }
    const isPoll = url.startsWith('/v2/')
    const type = isPoll ? 'application/json' : isScript ? 'text/javascript' : 'text/html;charset=utf-8'
    response.setHeader('content-type', type)
    response.end(isPoll ? JSON.stringify(operation) : isScript ? script : html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const browser = await chromium.launch(await findChromium())
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${port}`)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    page,
    session,
    async [Symbol.asyncDispose]() {
      await browser.close()
      server.close()
    },
  }
}
