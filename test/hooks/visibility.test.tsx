import { act, render } from '@testing-library/react'
import { OperationStatusBadge } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import { createOperationsClient } from 'react-accepted/client'
import { afterEach, expect, it, vi } from 'vitest'

import { createHarness } from './harness.tsx'

afterEach(() => void vi.unstubAllGlobals())

/** An IntersectionObserver that the test controls. */
function stubIntersections() {
  const watched = new Set<Element>()
  let report: (entries: { target: Element; isIntersecting: boolean }[]) => void = () => undefined
  class Stub {
    constructor(callback: typeof report) {
      report = callback
    }
    observe(element: Element) {
      watched.add(element)
    }
    unobserve(element: Element) {
      watched.delete(element)
    }
  }
  vi.stubGlobal('IntersectionObserver', Stub)
  return {
    watched,
    scroll: (target: Element, isIntersecting: boolean) => report([{ target, isIntersecting }]),
  }
}

it('operations on screen are polled first if more are due than may be polled at once', async () => {
  const { watched, scroll } = stubIntersections()
  const { Wrapper } = createHarness()
  const asked: string[] = []
  const client = createOperationsClient({
    baseUrl: 'https://api.test',
    operationPath: '/jobs/{operationId}',
    maxConcurrentPolls: 1,
    fetch: async (url) => {
      asked.push(new Request(url).url.slice(-1))
      await new Promise((resolve) => setTimeout(resolve, 10))
      return Response.json({ status: 'PENDING' }, { headers: { 'retry-after': '60' } })
    },
  })
  const now = Date.now()
  const operations = ['1', '2', '3', '4'].map((operationId): AcceptedOperation => ({
    api: 'default',
    operationId,
    acceptedAt: now,
    nextPollAt: now + 1_000,
  }))
  const { OperationsProvider } = await import('react-accepted')
  const page = render(
    <Wrapper>
      <OperationsProvider client={client}>
        {operations.map((operation) => (
          <OperationStatusBadge key={operation.operationId} operation={operation} />
        ))}
      </OperationsProvider>
    </Wrapper>,
  )
  expect(watched.size).toBe(4)
  const [, second, third] = watched
  if (second) scroll(second, false)
  if (third) scroll(third, false)
  if (third) scroll(third, true)
  const isStill = [...watched].map((element) => element.hasAttribute('data-offscreen'))
  expect(isStill).toEqual([true, true, false, true])
  await act(() => vi.advanceTimersByTimeAsync(2_000))
  expect(asked).toEqual(['1', '3', '4', '2'])
  page.unmount()
  expect(watched.size).toBe(0)
})
