import {
  HydrationBoundary,
  QueryClient,
  QueryClientProvider,
  dehydrate,
  useSuspenseQuery,
} from '@tanstack/react-query'
import type { DehydratedState } from '@tanstack/react-query'
import { act } from '@testing-library/react'
import { StrictMode, Suspense } from 'react'
import type { ReactNode } from 'react'
import {
  OperationDetails,
  OperationProgress,
  OperationStatusBadge,
  OperationsProvider,
  OperationsTray,
  asyncOperationOptions,
  useAsyncOperation,
} from 'react-accepted'
import type { OperationsClient, OperationsClientOptions } from 'react-accepted/client'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { createEngine } from './createEngine.tsx'
import { pass } from './harness.tsx'

const REF = { api: 'default', operationId: '1' }
const serverZone = process.env['TZ']
const ends: (() => void)[] = []

afterEach(() => {
  for (const end of ends.splice(0)) act(end)
  process.env['TZ'] = serverZone
  if (serverZone === undefined) delete process.env['TZ']
})

/** The options that differ between the two clients, and the scope of both. */
interface Sides {
  readonly onServer?: Partial<OperationsClientOptions>
  readonly inBrowser?: Partial<OperationsClientOptions>
  readonly scope?: string
}

/** Renders a page on a server that reads an operation in its loader, and hydrates it one second later. */
async function open(
  answer: () => Response,
  children: (client: OperationsClient) => ReactNode,
  { onServer, inBrowser, scope }: Sides = {},
) {
  const engine = createEngine(answer)
  const errors: unknown[] = []
  const page = (state: DehydratedState) => {
    const client = engine.createClient(inBrowser)
    return (
      <StrictMode>
        <QueryClientProvider client={new QueryClient()}>
          <OperationsProvider client={client} scope={scope} storage={null}>
            <HydrationBoundary state={state}>{children(client)}</HydrationBoundary>
          </OperationsProvider>
        </QueryClientProvider>
      </StrictMode>
    )
  }

  process.env['TZ'] = 'UTC'
  const loader = new QueryClient()
  await loader.prefetchQuery(asyncOperationOptions(engine.createClient(onServer), REF, scope))
  const sent = JSON.stringify(dehydrate(loader))
  const html = renderToString(page(JSON.parse(sent)))
  loader.clear()

  await vi.advanceTimersByTimeAsync(1_000)
  process.env['TZ'] = 'Asia/Kolkata'
  const container = document.createElement('div')
  container.innerHTML = html
  document.body.append(container)
  await act(async () => {
    const onRecoverableError = (error: unknown) => errors.push(error)
    const root = hydrateRoot(container, page(JSON.parse(sent)), { onRecoverableError })
    ends.push(() => (root.unmount(), container.remove()))
  })
  return { ...engine, container, html, errors }
}

function answerOf(status: string) {
  const body = { status, createdAt: '2026-01-05T08:59:00Z', completedAt: '2026-01-05T09:00:00Z' }
  return Response.json(body, { headers: { 'retry-after': '5' } })
}

describe('an operation that a server read in its loader', () => {
  it.each([
    ['PENDING', () => answerOf('PENDING')],
    ['COMPLETED', () => answerOf('COMPLETED')],
    ['FAILED', () => answerOf('FAILED')],
    ['CANCELLED', () => answerOf('CANCELLED')],
    ['UNAVAILABLE', () => new Response(null, { status: 410 })],
  ])('is %s in the HTML, and stays so in the browser, which polls no sooner', async (status, answer) => {
    const seen: string[] = []
    function Probe() {
      const operation = useAsyncOperation(REF)
      seen.push(operation.status)
      return <output data-testid="probe">{operation.status}</output>
    }
    const page = await open(answer, () => <Probe />)
    expect(page.html).toContain(`>${status}<`)
    await pass(3_999)
    expect(new Set(seen)).toEqual(new Set([status]))
    expect(page.times()).toEqual([0])
    await pass(1)
    expect(page.times()).toEqual(status === 'PENDING' ? [0, 5_000] : [0])
    expect(page.errors).toEqual([])
  })

  it.each(['PENDING', 'COMPLETED', 'FAILED'])(
    'is shown by every component without a hydration mismatch, even in another time zone: %s',
    async (status) => {
      const page = await open(
        () => answerOf(status),
        () => (
          <>
            <OperationStatusBadge operation={REF} />
            <OperationProgress operation={REF} />
            <OperationDetails operation={REF} />
            <OperationsTray />
          </>
        ),
      )
      expect(page.errors).toEqual([])
      const started = page.container.querySelector('[data-part="started"] time')
      expect(started).toHaveAttribute('datetime', '2026-01-05T08:59:00.000Z')
      expect(started).toHaveTextContent('2:29:00')
    },
  )

  it.each([undefined, 'AC1/us1/mara'])(
    'is found by the browser even if the server reads it at another URL (scope %s)',
    async (scope) => {
      const page = await open(
        () => answerOf('PENDING'),
        () => <OperationStatusBadge operation={REF} />,
        {
          onServer: { baseUrl: 'http://10.0.0.7:3000/api/twilio', home: '/api/twilio/' },
          inBrowser: { baseUrl: '/api/twilio' },
          ...(scope && { scope }),
        },
      )
      expect(page.container).toHaveTextContent('In progress')
      await pass(3_999)
      expect(page.times()).toEqual([0])
      await pass(1)
      expect(page.times()).toEqual([0, 5_000])
      expect(page.errors).toEqual([])
    },
  )

  it('needs no fallback under Suspense', async () => {
    const fallback = vi.fn<() => null>(() => null)
    function Status({ client }: { client: OperationsClient }) {
      return <output>{useSuspenseQuery(asyncOperationOptions(client, REF)).data.status}</output>
    }
    function Fallback() {
      return fallback()
    }
    const page = await open(
      () => answerOf('PENDING'),
      (client) => (
        <Suspense fallback={<Fallback />}>
          <Status client={client} />
        </Suspense>
      ),
    )
    expect(page.html).toContain('PENDING')
    await pass(4_000)
    expect(page.times()).toEqual([0, 5_000])
    expect(fallback).not.toHaveBeenCalled()
    expect(page.errors).toEqual([])
  })
})
