import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { Profiler } from 'react'
import { OperationDetails, OperationProgress, OperationsProvider, OperationStatusBadge } from 'react-accepted'
import { jobDialect } from 'react-accepted/client'
import { de } from 'react-accepted/locales'
import { describe, expect, it, vi } from 'vitest'

import { acceptedNow, createEngine } from '../../hooks/createEngine.tsx'
import { accept, createHarness, pass } from '../../hooks/harness.tsx'

/** An API whose jobs say how far they are; the last answer is repeated. */
function createJobs(...jobs: readonly object[]) {
  const dialect = jobDialect({ progress: 'percent', message: 'step' })
  return createEngine(
    (_, poll) => Response.json(jobs[Math.min(poll, jobs.length) - 1], { headers: { 'retry-after': '2' } }),
    { dialect },
  )
}

describe('the percentage', () => {
  const bar = () => screen.getByRole('progressbar')

  it('follows what the server says, and never goes back', async () => {
    const { Wrapper } = createJobs(
      { status: 'running', percent: 12.9 },
      { status: 'running', percent: 60 },
      { status: 'running', percent: 40 },
      { status: 'running', percent: 100 },
      { status: 'done' },
    )
    render(<OperationProgress operation={acceptedNow('a')} />, { wrapper: Wrapper })
    expect(bar()).not.toHaveAttribute('aria-valuenow')
    const seen: (string | null)[] = []
    for (let poll = 0; poll < 4; poll += 1) {
      await pass(2_000)
      expect(bar()).toHaveAttribute('aria-valuemax', '100')
      expect(bar()).toHaveAttribute('aria-valuetext', `${bar().getAttribute('aria-valuenow')}%`)
      expect(bar().querySelector('rect')).toHaveAttribute('width', bar().getAttribute('aria-valuetext'))
      seen.push(bar().getAttribute('aria-valuenow'))
    }
    expect(seen).toEqual(['12', '60', '60', '100'])
    await pass(2_000)
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  it('is written under the bar, in the badge and in the details, with what the server is doing', async () => {
    const { Wrapper } = createJobs({ status: 'running', percent: 37, step: 'Copying <b>files</b>' })
    const { container } = render(
      <>
        <OperationProgress operation={acceptedNow('a')} />
        <OperationStatusBadge operation={acceptedNow('a')} />
        <OperationDetails operation={acceptedNow('a')} />
      </>,
      { wrapper: Wrapper },
    )
    await pass(2_000)
    const text = (part: string) => container.querySelector(`[data-part="${part}"]`)?.textContent
    expect(text('progress')).toBe('2s so far37%')
    expect(text('badge')).toBe('In progress37%')
    expect(text('progress-row')).toBe('Progress37%Copying <b>files</b>')
  })

  it('is formatted in the language of the page', async () => {
    const { client, queryClient } = createJobs({ status: 'running', percent: 37 })
    render(
      <QueryClientProvider client={queryClient}>
        <OperationsProvider client={client} messages={de}>
          <OperationProgress operation={acceptedNow('a')} />
        </OperationsProvider>
      </QueryClientProvider>,
    )
    await pass(2_000)
    expect(bar()).toHaveAttribute('aria-valuetext', '37\u00a0%')
  })

  it('gives way to why the status cannot be read', async () => {
    const { Wrapper } = createEngine(
      (_, poll) =>
        poll === 1
          ? Response.json({ status: 'running', percent: 37 }, { headers: { 'retry-after': '2' } })
          : new Response('', { status: 503 }),
      { dialect: jobDialect({ progress: 'percent' }) },
    )
    const { container } = render(<OperationStatusBadge operation={acceptedNow('a')} />, { wrapper: Wrapper })
    await pass(5_000)
    expect(container).toHaveTextContent('In progressChecking again…')
  })

  it('renders nothing again if only a fraction has changed', async () => {
    const { Wrapper } = createJobs({ status: 'running', percent: 37.1 }, { status: 'running', percent: 37.8 })
    const onRender = vi.fn<() => void>()
    render(
      <Profiler id="badge" onRender={onRender}>
        <OperationStatusBadge operation={acceptedNow('a')} />
      </Profiler>,
      { wrapper: Wrapper },
    )
    await pass(3_000)
    onRender.mockClear()
    await pass(10_000)
    expect(onRender).not.toHaveBeenCalled()
  })
})

describe('the bar', () => {
  it('shows no percentage if the server says none', async () => {
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
