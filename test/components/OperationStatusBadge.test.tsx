import { render, screen } from '@testing-library/react'
import { createRef } from 'react'
import { OperationStatusBadge } from 'react-accepted'
import { describe, expect, it } from 'vitest'

import { accept, createHarness, pass } from '../hooks/harness.tsx'

describe('a badge that is given its status, without any provider', () => {
  it.each([
    ['IDLE', 'Not started'],
    ['LOADING', 'Loading…'],
    ['PENDING', 'In progress'],
    ['COMPLETED', 'Completed'],
    ['FAILED', 'Failed'],
    ['CANCELLED', 'Cancelled'],
    ['UNAVAILABLE', 'Status unknown'],
  ] as const)('says %s as "%s", with a shape of its own', (status, word) => {
    const { container } = render(<OperationStatusBadge status={status} />)
    const badge = container.querySelector('[data-part="badge"]')
    expect(badge).toHaveTextContent(word)
    expect(badge).toHaveAttribute('data-status', status)
    const icon = badge?.querySelector('[data-part="icon"]')
    expect(icon).toHaveAttribute('aria-hidden', 'true')
    expect(icon).toHaveAttribute('data-icon', status.toLowerCase())
  })

  it('says that it takes longer, only while it is open', () => {
    const { container, rerender } = render(<OperationStatusBadge status="PENDING" isStuck />)
    expect(container).toHaveTextContent('Taking longer')
    expect(container.firstChild).toHaveAttribute('data-stuck', 'true')
    rerender(<OperationStatusBadge status="COMPLETED" isStuck />)
    expect(container).toHaveTextContent(/^Completed$/)
    expect(container.firstChild).not.toHaveAttribute('data-stuck')
  })

  it('says what stands in the way of reading an open status, and nothing of it once it is final', () => {
    const { container, rerender } = render(
      <OperationStatusBadge status="PENDING" connection="unauthorized" />,
    )
    expect(container).toHaveTextContent('In progressSign-in needed')
    expect(container.firstChild).toHaveAttribute('data-connection', 'unauthorized')
    rerender(<OperationStatusBadge status="FAILED" connection="unauthorized" />)
    expect(container).toHaveTextContent(/^Failed$/)
  })

  it('passes on class, ref and attributes', () => {
    const ref = createRef<HTMLSpanElement>()
    render(<OperationStatusBadge status="FAILED" ref={ref} className="mine" id="it" />)
    expect(ref.current).toHaveClass('ra-badge', 'mine')
    expect(ref.current).toHaveAttribute('id', 'it')
  })
})

describe('a badge that watches', () => {
  it('follows an operation to its end', async () => {
    const { client, Wrapper } = createHarness()
    const accepted = await accept(client)
    render(<OperationStatusBadge operation={accepted} />, { wrapper: Wrapper })
    expect(screen.getByText('In progress')).toBeVisible()
    await pass(10_000)
    expect(screen.getByText('Completed')).toBeVisible()
  })

  it('shows no operation as not started', () => {
    const { Wrapper } = createHarness()
    render(<OperationStatusBadge operation={null} />, { wrapper: Wrapper })
    expect(screen.getByText('Not started')).toBeVisible()
  })

  it('never shows an unreadable status as a failure', async () => {
    const { client, simulator, Wrapper } = createHarness()
    const accepted = await accept(client)
    simulator.script({ on: 'operations.get', times: 'always', fault: { kind: 'status', status: 410 } })
    render(<OperationStatusBadge operation={accepted} />, { wrapper: Wrapper })
    await pass(10_000)
    expect(screen.getByText('Status unknown')).toBeVisible()
  })
})

describe('words and looks of the application', () => {
  it('takes both from the provider', () => {
    const { Wrapper } = createHarness(
      {},
      {},
      { messages: { statusFailed: 'Fehlgeschlagen' }, appearance: { theme: 'dark', density: 'compact' } },
    )
    const { container } = render(<OperationStatusBadge status="FAILED" />, { wrapper: Wrapper })
    expect(container).toHaveTextContent('Fehlgeschlagen')
    expect(container.firstChild).toHaveAttribute('data-ra-theme', 'dark')
    expect(container.firstChild).toHaveAttribute('data-ra-density', 'compact')
  })
})
