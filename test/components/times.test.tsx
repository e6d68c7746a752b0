import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import { OperationDetails, OperationsProvider, OperationsTray, useOperations } from 'react-accepted'
import { beforeEach, describe, expect, it } from 'vitest'

import { HOUR, START, acceptedNow, createEngine, says } from '../hooks/createEngine.tsx'
import { pass } from '../hooks/harness.tsx'

beforeEach(() => sessionStorage.clear())

/** A server that sends no dates, and a page that shows one operation in the tray and on its own. */
async function open(answer: (poll: number) => Response, isTracked = true) {
  const engine = createEngine((_, poll) => answer(poll))
  const accepted = acceptedNow('1')
  function Page() {
    const { watch, operations } = useOperations()
    return (
      <>
        <button type="button" onClick={() => watch(accepted)}>
          {operations.length}
        </button>
        <OperationsTray data-testid="tray" />
        <OperationDetails data-testid="details" operation={isTracked ? accepted : '1'} />
      </>
    )
  }
  const view = render(<Page />, { wrapper: engine.Wrapper })
  if (isTracked) await act(async () => screen.getByRole('button', { name: '0' }).click())
  const part = (name: string) => view.container.querySelector(`[data-part="${name}"]`)
  return { ...engine, ...view, part }
}

describe('the times of an operation whose server sends none', () => {
  it.each(['COMPLETED', 'FAILED', 'CANCELLED'])('are observed and marked as such: %s', async (status) => {
    const { part } = await open((poll) => says(poll < 4 ? 'PENDING' : status, 10))
    await pass(32_000)
    expect(part('duration')).toHaveTextContent(/about 32s$/)
    expect(part('age')).toHaveTextContent('about now')
    await pass(7_000)
    expect(part('age')).toHaveTextContent('about 7s ago')
    expect(part('duration')).toHaveTextContent(/about 32s$/)
    expect(part('age')).toHaveAttribute('datetime', new Date(START + 32_000).toISOString())
  })

  it('are not known if the operation had already ended when it was found', async () => {
    const { part } = await open(() => says('COMPLETED'), false)
    await pass(10_000)
    expect(part('status')).toHaveTextContent('Completed')
    expect(part('duration')).toBeNull()
  })

  it('survive a reload', async () => {
    const { polls, createClient, unmount } = await open(() => says('COMPLETED'))
    await pass(5_000)
    unmount()
    const { container } = render(
      <QueryClientProvider client={new QueryClient()}>
        <OperationsProvider client={createClient()}>
          <OperationsTray />
        </OperationsProvider>
      </QueryClientProvider>,
    )
    // Nearly 14 s after the end: the row counts in whole seconds from its own first render.
    await pass(10_900)
    expect(container.querySelector('[data-part="age"]')).toHaveTextContent('about 13s ago')
    expect(polls).toHaveLength(1)
  })
})

describe('the times of an operation whose server sends them', () => {
  it('are the server’s, and are not marked', async () => {
    const dates = { createdAt: '2026-01-05T08:59:00Z', completedAt: '2026-01-05T08:59:05Z' }
    const { part } = await open(() => Response.json({ status: 'COMPLETED', ...dates }))
    await pass(HOUR)
    expect(part('duration')).toHaveTextContent(/^Took5s$/)
    expect(part('age')).not.toHaveTextContent('about')
  })
})
