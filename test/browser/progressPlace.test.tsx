import 'react-accepted/styles.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { OperationProgress, OperationsProvider } from 'react-accepted'
import { createOperationsClient, jobDialect } from 'react-accepted/client'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, it } from 'vitest'

afterEach(() => document.body.replaceChildren())

/** Measures a page with gaps between its parts and the bar of an operation in this status. */
async function measure(status: string, follows: ReactNode) {
  const main = document.body.appendChild(document.createElement('main'))
  main.style.cssText = 'display: grid; gap: 16px; inline-size: 400px'
  const root = createRoot(main)
  const client = createOperationsClient({
    baseUrl: 'https://api.test',
    operationPath: '/jobs/{operationId}',
    fetch: () => Promise.resolve(Response.json({ status }, { headers: { 'retry-after': '600' } })),
  })
  root.render(
    <QueryClientProvider client={new QueryClient()}>
      <OperationsProvider client={client} storage={null}>
        <p className="first">What it is about</p>
        <OperationProgress operation="job-1" />
        {follows}
      </OperationsProvider>
    </QueryClientProvider>,
  )
  await expect.poll(() => main.querySelector('.ra-progress')?.getAttribute('data-status')).toBe(status)
  const bottom = (selector: string) => main.querySelector(selector)?.getBoundingClientRect().bottom
  const found = {
    page: main.getBoundingClientRect().bottom,
    first: bottom('.first'),
    follows: bottom('.follows'),
  }
  root.unmount()
  main.remove()
  return found
}

it('the bar leaves no gap after the end if nothing follows it', async () => {
  const ended = await measure('COMPLETED', null)
  const running = await measure('PENDING', null)
  expect(running.page).toBeGreaterThan(ended.page)
  const margin = (await measure('COMPLETED', <p className="follows">Next</p>)).page
  expect(ended.page).toBeLessThan(margin)
  expect(ended.page - (ended.first ?? 0)).toBeLessThanOrEqual(16)
})

it.each(['COMPLETED', 'FAILED', 'CANCELLED'])(
  'the bar does not move what follows it when the operation is %s',
  async (status) => {
    const follows = <p className="follows">Next</p>
    const running = await measure('PENDING', follows)
    expect((await measure(status, follows)).follows).toBe(running.follows)
  },
)

it.each([
  ['ltr', 0, 256],
  ['rtl', 144, 400],
])('in %s the bar is filled from its start', async (dir, start, end) => {
  const main = document.body.appendChild(document.createElement('main'))
  main.dir = dir
  main.style.cssText = 'position: absolute; inset: 0 auto auto 0; inline-size: 400px'
  const client = createOperationsClient({
    baseUrl: 'https://api.test',
    operationPath: '/jobs/{operationId}',
    dialect: jobDialect({ progress: 'percent' }),
    fetch: () => Promise.resolve(Response.json({ status: 'running', percent: 64 })),
  })
  const root = createRoot(main)
  root.render(
    <QueryClientProvider client={new QueryClient()}>
      <OperationsProvider client={client} storage={null}>
        <OperationProgress operation="job-1" />
      </OperationsProvider>
    </QueryClientProvider>,
  )
  const bar = () => main.querySelector('rect')?.getBoundingClientRect()
  await expect.poll(() => Math.round(bar()?.width ?? 0)).toBe(256)
  expect([bar()?.left, bar()?.right].map((place) => Math.round(place ?? -1))).toEqual([start, end])
  root.unmount()
})
