import { fireEvent, render, screen } from '@testing-library/react'
import { createRef } from 'react'
import { OperationDetails, OperationProgress, OperationStatusBadge } from 'react-accepted'
import { useCreateConfiguration } from 'react-accepted/twilio'
import type { ScriptRule } from 'react-accepted/twilio/simulator'
import { describe, expect, it } from 'vitest'

import { CONFIGURATION, accept, createHarness, pass } from '../../hooks/harness.tsx'

describe('a badge with a status, without a provider', () => {
  it.each([
    ['IDLE', 'Not started'],
    ['LOADING', 'Loading…'],
    ['PENDING', 'In progress'],
    ['COMPLETED', 'Completed'],
    ['FAILED', 'Failed'],
    ['CANCELLED', 'Cancelled'],
    ['UNAVAILABLE', 'Status unknown'],
  ] as const)('shows %s as "%s", with its own icon', (status, word) => {
    const { container } = render(<OperationStatusBadge status={status} />)
    const badge = container.querySelector('[data-part="badge"]')
    expect(badge).toHaveTextContent(word)
    expect(badge).toHaveAttribute('data-status', status)
    const icon = badge?.querySelector('[data-part="icon"]')
    expect(icon).toHaveAttribute('aria-hidden', 'true')
    expect(icon).toHaveAttribute('data-icon', status.toLowerCase())
  })

  it('says how much is done, but only while it is open', () => {
    const { container, rerender } = render(<OperationStatusBadge status="PENDING" progress={0} />)
    expect(container).toHaveTextContent('In progress0%')
    rerender(<OperationStatusBadge status="PENDING" progress={37} connection="offline" />)
    expect(container).toHaveTextContent('In progressOffline')
    rerender(<OperationStatusBadge status="FAILED" progress={37} />)
    expect(container).toHaveTextContent(/^Failed$/)
  })

  it('says that the operation takes longer, but only while it is open', () => {
    const { container, rerender } = render(<OperationStatusBadge status="PENDING" stuck />)
    expect(container).toHaveTextContent('Taking longer')
    expect(container.firstChild).toHaveAttribute('data-stuck', 'true')
    rerender(<OperationStatusBadge status="COMPLETED" stuck />)
    expect(container).toHaveTextContent(/^Completed$/)
    expect(container.firstChild).not.toHaveAttribute('data-stuck')
  })

  it('says why an open status cannot be read, and no longer does when the status is final', () => {
    const { container, rerender } = render(
      <OperationStatusBadge status="PENDING" connection="unauthorized" />,
    )
    expect(container).toHaveTextContent('In progressSign-in needed')
    expect(container.firstChild).toHaveAttribute('data-connection', 'unauthorized')
    rerender(<OperationStatusBadge status="FAILED" connection="unauthorized" />)
    expect(container).toHaveTextContent(/^Failed$/)
  })

  it('passes on its class, ref and attributes', () => {
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

  it.each([null, undefined])('renders nothing without an operation: %s', (none) => {
    const { Wrapper } = createHarness()
    const { container } = render(<OperationStatusBadge operation={none} />, { wrapper: Wrapper })
    expect(container).toBeEmptyDOMElement()
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

describe('messages and appearance of the application', () => {
  it('are taken from the provider', () => {
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

describe('a badge of a submission', () => {
  /** A button and its badge, as on a page. */
  async function open(script: readonly ScriptRule[] = [], isIntentAlone = false) {
    const harness: ReturnType<typeof createHarness> = createHarness({}, { fetch: answerLater })
    harness.simulator.script(...script)
    async function answerLater(...[input, init]: Parameters<typeof fetch>) {
      if (init?.method === 'POST') await new Promise((resolve) => void setTimeout(resolve, 500))
      return harness.simulator.fetch(input, init)
    }
    const { items } = await harness.client.memoryStores.list()
    const memoryStoreId = items[0] ?? ''
    const ref = createRef<HTMLSpanElement>()
    function Page() {
      const creation = useCreateConfiguration()
      return (
        <>
          <button type="button" onClick={() => void creation.submit({ ...CONFIGURATION, memoryStoreId })}>
            Create
          </button>
          <OperationStatusBadge ref={ref} id="it" submission={isIntentAlone ? creation.intent : creation} />
          <OperationProgress data-testid="progress" submission={creation} />
          <OperationDetails submission={creation} />
        </>
      )
    }
    const view = render(<Page />, { wrapper: harness.Wrapper })
    const press = () => fireEvent.click(screen.getByRole('button', { name: 'Create' }))
    const bar = () => view.container.querySelector('[data-part="track"]')
    const row = () => view.container.querySelector('[data-part="status"]')
    return { ...harness, ...view, ref, press, bar, row }
  }
  const onCreate = (fault: ScriptRule['fault'], times: ScriptRule['times'] = 'always'): ScriptRule => ({
    on: 'configurations.create',
    times,
    fault,
  })

  it.each([false, true])(
    'shows nothing, then sending, then its operation (intent alone: %s)',
    async (isIntentAlone) => {
      const { ref, press, bar, row } = await open([], isIntentAlone)
      expect([ref.current, bar(), row()]).toEqual([null, null, null])
      press()
      await pass(100)
      expect(ref.current).toHaveTextContent(/^Sending…$/)
      expect(ref.current).toHaveAttribute('id', 'it')
      expect(bar()).toBeVisible()
      expect(row()).toHaveTextContent('Sending…')
      await pass(1_000)
      expect(ref.current).toHaveTextContent(/^In progress$/)
      expect(ref.current).toHaveAttribute('id', 'it')
      expect(bar()).toBeVisible()
      await pass(20_000)
      expect(ref.current).toHaveTextContent(/^Completed$/)
      expect(bar()).toBeNull()
      expect(row()).toHaveTextContent('Completed')
    },
  )

  it.each<[string, ScriptRule['fault'], string]>([
    ['never confirmed', { kind: 'dropAfter' }, 'Not confirmed'],
    ['refused', { kind: 'status', status: 400 }, 'Not accepted'],
    ['stopped by a missing sign-in', { kind: 'status', status: 401 }, 'Not acceptedSign-in needed'],
    ['forbidden', { kind: 'status', status: 403 }, 'Not acceptedNo access'],
  ])('says that it was %s', async (_, fault, word) => {
    const { ref, press, bar, row } = await open([onCreate(fault)])
    press()
    await pass(300_000)
    expect(ref.current).toHaveTextContent(word)
    expect(row()).toHaveTextContent(word)
    expect(bar()).toBeNull()
  })
})
