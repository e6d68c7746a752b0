import { render, screen } from '@testing-library/react'
import { OperationProgress } from 'react-accepted'
import { describe, expect, it, vi } from 'vitest'

import { accept, createHarness, pass } from '../../hooks/harness.tsx'

describe('the bar', () => {
  it('shows no percentage', async () => {
    const { client, Wrapper } = createHarness()
    render(<OperationProgress operation={await accept(client)} />, { wrapper: Wrapper })
    const bar = screen.getByRole('progressbar', { name: 'Evening Desk: in progress' })
    expect(bar).not.toHaveAttribute('aria-valuenow')
    expect(bar).not.toHaveAttribute('aria-valuetext')
    expect(bar).toHaveAttribute('data-state', 'indeterminate')
  })

  it('disappears when the operation ends, but its container stays', async () => {
    const { client, Wrapper } = createHarness()
    const { container } = render(<OperationProgress operation={await accept(client)} />, { wrapper: Wrapper })
    await pass(10_000)
    expect(screen.queryByRole('progressbar')).toBeNull()
    expect(container.querySelector('[data-part="progress"]')).toHaveAttribute('data-status', 'COMPLETED')
  })

  it('accepts another label', async () => {
    const { client, Wrapper } = createHarness()
    render(<OperationProgress operation={await accept(client)} label="Import" />, { wrapper: Wrapper })
    expect(screen.getByRole('progressbar')).toHaveAccessibleName('Import: in progress')
  })
})

describe('the elapsed time', () => {
  it('ticks without a render of the bar around it', async () => {
    const progressLabel = vi.fn<() => string>(() => 'Running')
    const { client, Wrapper } = createHarness(
      { operationMs: 600_000, retryAfterSeconds: 300 },
      {},
      { messages: { progressLabel } },
    )
    render(<OperationProgress operation={await accept(client)} />, { wrapper: Wrapper })
    progressLabel.mockClear()
    await pass(65_000)
    expect(screen.getByText('1m 5s so far')).toBeVisible()
    expect(progressLabel).not.toHaveBeenCalled()
  })

  it('can be left out', async () => {
    const { client, Wrapper } = createHarness()
    render(<OperationProgress operation={await accept(client)} showElapsed={false} />, { wrapper: Wrapper })
    expect(screen.queryByText(/so far/)).toBeNull()
  })

  it('leaves no timer behind', async () => {
    const { client, Wrapper } = createHarness({ operationMs: 600_000, retryAfterSeconds: 300 })
    const { unmount } = render(<OperationProgress operation={await accept(client)} />, { wrapper: Wrapper })
    const clear = vi.spyOn(globalThis, 'clearInterval')
    unmount()
    expect(clear).toHaveBeenCalled()
  })
})
