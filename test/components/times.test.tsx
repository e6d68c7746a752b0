import { act, render, screen } from '@testing-library/react'
import { OperationDetails, OperationsTray, useOperations } from 'react-accepted'
import { describe, expect, it } from 'vitest'

import { acceptedNow, createEngine, HOUR, says, START } from '../hooks/engineKit.tsx'
import { pass } from '../hooks/harness.tsx'

/** A server that tells no dates, and a page that shows one operation in the tray and by itself. */
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

describe('the times of an operation whose server tells none', () => {
  it.each(['COMPLETED', 'FAILED', 'CANCELLED'])('are those we saw, and say so: %s', async (status) => {
    const { part } = await open((poll) => says(poll < 4 ? 'PENDING' : status, 10))
    await pass(32_000)
    expect(part('duration')).toHaveTextContent(/about 32s$/)
    expect(part('age')).toHaveTextContent('about now')
    await pass(7_000)
    expect(part('age')).toHaveTextContent('about 7s ago')
    expect(part('duration')).toHaveTextContent(/about 32s$/)
    expect(part('age')).toHaveAttribute('datetime', new Date(START + 32_000).toISOString())
  })

  it('are not known where it was found ended', async () => {
    const { part } = await open(() => says('COMPLETED'), false)
    await pass(10_000)
    expect(part('status')).toHaveTextContent('Completed')
    expect(part('duration')).toBeNull()
  })

  it('survive being written down and read again', async () => {
    const { client, createClient } = await open(() => says('COMPLETED'))
    await pass(5_000)
    const seen = client.peek({ api: 'default', operationId: '1' })
    expect(seen?.endSeenAt).toBe(START + 2_000)
    const key = Object.keys(sessionStorage).find((one) => one.includes('operation/default 1'))
    const stored: unknown = JSON.parse(sessionStorage.getItem(key ?? '') ?? '{}')
    expect(stored).toMatchObject({ settled: { endSeenAt: START + 2_000 } })
    expect(createClient().peek('1')).toBeUndefined()
  })
})

describe('the times of an operation whose server tells them', () => {
  it('are the server’s, and need no such word', async () => {
    const dates = { createdAt: '2026-01-05T08:59:00Z', completedAt: '2026-01-05T08:59:05Z' }
    const { part } = await open(() => Response.json({ status: 'COMPLETED', ...dates }))
    await pass(HOUR)
    expect(part('duration')).toHaveTextContent(/^Took5s$/)
    expect(part('age')).not.toHaveTextContent('about')
  })
})
