import { render, screen } from '@testing-library/react'
import { OperationAnnouncer } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import { describe, expect, it, vi } from 'vitest'

import { accept, createHarness, pass } from '../../hooks/harness.tsx'

const polite = () => screen.getAllByRole('status').map(({ textContent }) => textContent)
const urgent = () => screen.getAllByRole('alert').map(({ textContent }) => textContent)

function Page({ operation, times = 1 }: { operation: AcceptedOperation | null; times?: number }) {
  return Array.from({ length: times }, (_, index) => <OperationAnnouncer key={index} operation={operation} />)
}

describe('the announcer', () => {
  it('announces each change politely', async () => {
    const { client, Wrapper } = createHarness()
    const { rerender } = render(<Page operation={null} />, { wrapper: Wrapper })
    expect(polite()).toEqual([''])
    rerender(<Page operation={await accept(client)} />)
    await pass(500)
    expect(polite()).toEqual(['Evening Desk: in progress.'])
    await pass(10_000)
    expect(polite()).toEqual(['Evening Desk: completed.'])
    expect(urgent()).toEqual([''])
  })

  it('announces a failure assertively', async () => {
    const { client, simulator, Wrapper } = createHarness()
    simulator.script({
      on: 'configurations.create',
      fault: {
        kind: 'fail',
        error: { type: 'about:blank', title: 'No', detail: 'The store is not active.' },
      },
    })
    render(<Page operation={await accept(client)} />, { wrapper: Wrapper })
    await pass(10_000)
    expect(urgent()).toEqual(['Evening Desk failed: The store is not active.'])
    expect(polite()).toEqual([''])
  })

  it('does not announce what was there when the page opened', async () => {
    const { client, Wrapper } = createHarness()
    render(<Page operation={await accept(client)} />, { wrapper: Wrapper })
    await pass(0)
    expect(polite()).toEqual([''])
  })

  it('announces a change once, however many announcers there are', async () => {
    const { client, Wrapper } = createHarness()
    render(<Page operation={await accept(client)} times={3} />, { wrapper: Wrapper })
    await pass(10_000)
    expect(polite().filter(Boolean)).toEqual(['Evening Desk: completed.'])
  })

  it('does not announce another operation that has already ended', async () => {
    const { client, Wrapper } = createHarness()
    const ended = await accept(client)
    const view = render(<Page operation={ended} />, { wrapper: Wrapper })
    await pass(10_000)
    expect(polite()).toEqual(['Evening Desk: completed.'])
    const running = await accept(client, { displayName: 'Harbor Support' })
    view.rerender(<Page operation={running} />)
    await pass(500)
    expect(polite()).toEqual(['Harbor Support: in progress.'])
    view.rerender(<Page operation={ended} />)
    await pass(10_000)
    expect(polite()).toEqual(['Harbor Support: in progress.'])
    expect(urgent()).toEqual([''])
  })

  it('does not announce an operation that ended while no page watched it', async () => {
    const { client, createClient, Wrapper } = createHarness()
    const other = createClient()
    const ended = await accept(other)
    await vi.advanceTimersByTimeAsync(20_000)
    const { rerender } = render(<Page operation={null} />, { wrapper: Wrapper })
    rerender(<Page operation={ended} />)
    await pass(10_000)
    expect(client.peek(ended)?.operation?.status).toBe('COMPLETED')
    expect(polite()).toEqual([''])
  })

  it('announces everything that happens at the same time', async () => {
    const { client, Wrapper } = createHarness()
    const operations = [await accept(client), await accept(client, { displayName: 'Harbor Support' })]
    render(
      operations.map((operation) => <Page key={operation.operationId} operation={operation} />),
      { wrapper: Wrapper },
    )
    await pass(10_000)
    expect(polite()).toEqual(['Evening Desk: completed. Harbor Support: completed.'])
  })

  it('leaves nothing behind when the provider unmounts', async () => {
    const { client, Wrapper } = createHarness()
    const { unmount } = render(<Page operation={await accept(client)} />, { wrapper: Wrapper })
    await pass(0)
    expect(polite()).toEqual([''])
    unmount()
    await pass(0)
    expect(document.querySelector('output, [role]')).toBeNull()
  })
})
