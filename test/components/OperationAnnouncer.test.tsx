import { render, screen, within } from '@testing-library/react'
import { OperationAnnouncer } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import { describe, expect, it } from 'vitest'

import { accept, createHarness, pass } from '../hooks/harness.tsx'

const polite = () => screen.getAllByRole('status').map(({ textContent }) => textContent)
const urgent = () => screen.getAllByRole('alert').map(({ textContent }) => textContent)

function Page({ operation, times = 1 }: { operation: AcceptedOperation | null; times?: number }) {
  return Array.from({ length: times }, (_, index) => <OperationAnnouncer key={index} operation={operation} />)
}

describe('what is said aloud', () => {
  it('is each change, politely', async () => {
    const { client, Wrapper } = createHarness()
    const { rerender } = render(<Page operation={null} />, { wrapper: Wrapper })
    expect(polite()).toEqual([''])
    rerender(<Page operation={await accept(client)} />)
    expect(polite()).toEqual(['Evening Desk: in progress.'])
    await pass(10_000)
    expect(polite()).toEqual(['Evening Desk: completed.'])
    expect(urgent()).toEqual([''])
  })

  it('is at once when it failed', async () => {
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

  it('is not what was there when the page opened', async () => {
    const { client, Wrapper } = createHarness()
    render(<Page operation={await accept(client)} />, { wrapper: Wrapper })
    await pass(0)
    expect(polite()).toEqual([''])
  })

  it('is said once, however many announcers there are', async () => {
    const { client, Wrapper } = createHarness()
    render(<Page operation={await accept(client)} times={3} />, { wrapper: Wrapper })
    await pass(10_000)
    expect(polite().filter(Boolean)).toEqual(['Evening Desk: completed.'])
  })

  it.each<[string, (hidden: Element) => void]>([
    ['inert', (hidden) => hidden.toggleAttribute('inert', true)],
    ['aria-hidden', (hidden) => hidden.setAttribute('aria-hidden', 'true')],
  ])('is said by one that is heard: what is %s leaves it to others', async (_, hide) => {
    const { client, Wrapper } = createHarness()
    const operation = await accept(client)
    render(
      <>
        <div data-testid="hidden">
          <OperationAnnouncer operation={operation} />
        </div>
        <main>
          <OperationAnnouncer operation={operation} />
        </main>
      </>,
      { wrapper: Wrapper },
    )
    hide(screen.getByTestId('hidden'))
    await pass(10_000)
    expect(within(screen.getByRole('main')).getByRole('status')).toHaveTextContent('Evening Desk: completed.')
  })
})
