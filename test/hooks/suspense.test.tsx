import { useSuspenseQuery } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { StrictMode, Suspense } from 'react'
import { asyncOperationOptions } from 'react-accepted'
import type { OperationRef, OperationsClient } from 'react-accepted/client'
import { describe, expect, it } from 'vitest'

import { acceptedNow, createEngine, says } from './createEngine.tsx'
import { pass } from './harness.tsx'

function Status({ client, of }: { client: OperationsClient; of: OperationRef }) {
  return <output>{useSuspenseQuery(asyncOperationOptions(client, of)).data.status}</output>
}

function createPage() {
  const engine = createEngine(async (_, poll) => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    return says(poll < 3 ? 'PENDING' : 'COMPLETED', 5)
  })
  const page = (of: OperationRef) => (
    <Suspense fallback={<p>One moment</p>}>
      <Status client={engine.client} of={of} />
    </Suspense>
  )
  return { ...engine, page }
}

describe('useSuspenseQuery with asyncOperationOptions', () => {
  it('shows the fallback until the first response, then PENDING, then COMPLETED, and polls only when due', async () => {
    const { page, Wrapper, times } = createPage()
    render(page('1'), { wrapper: Wrapper })
    await pass(299)
    expect(screen.getByText('One moment')).toBeVisible()
    await pass(1)
    expect(screen.getByRole('status')).toHaveTextContent('PENDING')
    await pass(10_599)
    expect(screen.getByRole('status')).toHaveTextContent('PENDING')
    await pass(1)
    expect(screen.getByRole('status')).toHaveTextContent('COMPLETED')
    await pass(600_000)
    expect(times()).toEqual([0, 5_300, 10_600])
  })

  it('needs no fallback for an operation just accepted, and waits for its deadline', async () => {
    const { page, Wrapper, times } = createPage()
    render(page(acceptedNow('1')), { wrapper: Wrapper })
    expect(screen.getByRole('status')).toHaveTextContent('PENDING')
    await pass(20_000)
    expect(screen.getByRole('status')).toHaveTextContent('COMPLETED')
    expect(times()).toEqual([2_000, 7_300, 12_600])
  })

  it('sends one request under StrictMode, even if two components wait for the same operation', async () => {
    const { page, Wrapper, times } = createPage()
    render(
      <StrictMode>
        <Wrapper>
          {page('1')}
          {page('1')}
        </Wrapper>
      </StrictMode>,
    )
    await pass(5_000)
    expect(screen.getAllByRole('status')).toHaveLength(2)
    expect(times()).toEqual([0])
  })
})
