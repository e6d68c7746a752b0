import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { OperationDetails } from 'react-accepted'
import type { ScriptRule, SimulatorOptions } from 'react-accepted/twilio/simulator'
import { describe, expect, it, vi } from 'vitest'

import { accept, createHarness, pass } from '../../hooks/harness.tsx'

async function show(
  script: readonly ScriptRule[] = [],
  options: SimulatorOptions = {},
  clientOptions: Parameters<typeof createHarness>[1] = {},
) {
  const harness = createHarness(options, clientOptions)
  harness.simulator.script(...script)
  const accepted = await accept(harness.client)
  const view = render(<OperationDetails operation={accepted} supportUrl="https://help.example/" />, {
    wrapper: harness.Wrapper,
  })
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  const part = (name: string) => view.container.querySelector(`[data-part="${name}"]`)
  return { ...harness, ...view, accepted, user, part }
}

const onCreate = (fault: ScriptRule['fault']): ScriptRule => ({ on: 'configurations.create', fault })
const onPoll = (fault: ScriptRule['fault']): ScriptRule => ({ on: 'operations.get', times: 'always', fault })

describe('the panel', () => {
  it('lists names and values, and each part has a name for styling', async () => {
    const { accepted, part } = await show()
    expect(part('status')).toHaveTextContent('StatusIn progress')
    expect(part('name')).toHaveTextContent('NameEvening Desk')
    expect(part('action')).toHaveTextContent('ActionCreate configuration')
    expect(part('operation-id')).toHaveTextContent(accepted.operationId)
    expect(part('running')).toHaveTextContent('Running for0s')
    expect(part('started')?.querySelector('time')).toHaveAttribute('datetime', '2026-01-05T09:00:00.000Z')
    expect(screen.getByRole('region', { name: 'Operation details' })).toBeVisible()
  })

  it('shows the new ID and how long the operation took', async () => {
    const { part } = await show()
    await pass(10_000)
    expect(part('duration')).toHaveTextContent('Took4s')
    expect(part('resource')).toHaveTextContent(/^Configuration IDconv_configuration_/)
    expect(part('running')).toBeNull()
  })

  it('renders nothing without an operation', () => {
    const { Wrapper } = createHarness()
    const { container } = render(<OperationDetails operation={null} />, { wrapper: Wrapper })
    expect(container).toBeEmptyDOMElement()
  })
})

describe('a new ID that the API does not return', () => {
  it('is looked for, and may not be found', async () => {
    const { part } = await show([], { related: 'none', resourceVisibleAfterMs: 3_600_000 })
    await pass(6_000)
    expect(part('resource')).toHaveTextContent('Looking for the new ID…')
    await pass(600_000)
    expect(part('resource')).toHaveTextContent('has not turned up')
  })

  it('is not guessed if several resources match', async () => {
    const { client, part } = await show([], { related: 'none' })
    await accept(client)
    await pass(120_000)
    expect(part('resource')).toHaveTextContent('2 new resources match')
    expect(part('candidates')?.querySelectorAll('li')).toHaveLength(2)
  })
})

describe('FAILED', () => {
  it('shows the reason, the code and a link that sends no referrer', async () => {
    const { part } = await show([
      onCreate({
        kind: 'fail',
        error: {
          type: 'https://www.twilio.com/docs/api/errors/520042',
          title: 'Not active',
          detail: 'Wait for it.',
        },
      }),
    ])
    await pass(10_000)
    expect(part('failure')).toHaveTextContent('Not active')
    expect(part('failure-detail')).toHaveTextContent('Wait for it.')
    expect(part('failure-code')).toHaveTextContent('Error 520042')
    expect(screen.getByRole('link')).toHaveAttribute('href', 'https://www.twilio.com/docs/api/errors/520042')
    expect(screen.getByRole('link')).toHaveAttribute('rel', 'noreferrer')
  })

  it.each(['about:blank', 'javascript:alert(1)', 'not a link'])('does not link to %s', async (type) => {
    await show([onCreate({ kind: 'fail', error: { type, title: 'Not active', detail: 'Wait.' } })])
    await pass(10_000)
    expect(screen.getByText('Not active')).toBeVisible()
    expect(screen.queryByRole('link')).toBeNull()
  })
})

describe('an operation that takes longer', () => {
  it('says so and offers what Support needs', async () => {
    const { part, user, accepted } = await show([onCreate({ kind: 'stuck' })])
    await pass(400_000)
    expect(part('stuck')).toHaveTextContent('This is taking longer than usual')
    expect(screen.getByRole('link', { name: 'Contact Support' })).toHaveAttribute(
      'href',
      'https://help.example/',
    )
    const writeText = vi.spyOn(navigator.clipboard, 'writeText')
    await user.click(screen.getByRole('button', { name: 'Copy details for Support' }))
    expect(writeText).toHaveBeenCalledWith(expect.stringContaining(accepted.operationId))
    expect(within(screen.getByRole('region')).getByText('Copied')).toBeVisible()
  })
})

describe('the order', () => {
  /** The parts in DOM order, which is the order for sighted users and for screen readers. */
  const order = (container: Element) =>
    [...container.querySelectorAll<HTMLElement>('[data-part="details"] [data-part]')].flatMap(({ dataset }) =>
      [
        'status',
        'failure',
        'cancelled',
        'unavailable',
        'connection',
        'stuck',
        'advice',
        'operation-id',
      ].includes(dataset['part'] ?? '')
        ? [dataset['part']]
        : [],
    )

  it.each<[string, ScriptRule[], string, number]>([
    ['failed', [onCreate({ kind: 'fail' })], 'failure', 10_000],
    ['was cancelled', [onCreate({ kind: 'cancel' })], 'cancelled', 10_000],
    ['cannot be read', [onPoll({ kind: 'status', status: 410 })], 'unavailable', 10_000],
    ['needs a sign-in', [onPoll({ kind: 'status', status: 401 })], 'connection', 10_000],
    ['takes longer', [onCreate({ kind: 'stuck' })], 'stuck', 700_000],
  ])(
    'of an operation that %s is status, reason, what to do, and then the rest',
    async (_, script, reason, afterMs) => {
      const { container, rerender, accepted } = await show(script)
      rerender(
        <OperationDetails operation={accepted}>
          <p data-part="advice">Change it.</p>
        </OperationDetails>,
      )
      await pass(afterMs)
      expect(order(container)).toEqual(['status', reason, 'advice', 'operation-id'])
    },
  )
})

describe('a status that cannot be read', () => {
  it('is explained, is not called a failure, and is checked again on request', async () => {
    const { part, user } = await show([{ on: 'operations.get', fault: { kind: 'status', status: 410 } }])
    await pass(3_000)
    expect(part('status')).toHaveTextContent('Status unknown')
    expect(part('unavailable')).toHaveTextContent('It may well have completed')
    expect(part('failure')).toBeNull()
    await pass(10_000)
    await user.click(screen.getByRole('button', { name: 'Check now' }))
    await pass(5_000)
    expect(part('status')).toHaveTextContent('Completed')
  })

  it('is shown as in progress and paused after the longest watch, and is checked again on request', async () => {
    const { part, user } = await show([], { operationMs: 150_000 }, { maxWatchMs: 60_000 })
    await pass(120_000)
    expect(part('status')).toHaveTextContent('In progressPaused')
    expect(part('unavailable')).toBeNull()
    expect(part('connection')).toHaveTextContent('Not being checked right now')
    await pass(60_000)
    expect(part('status')).toHaveTextContent('In progress')
    await user.click(screen.getByRole('button', { name: 'Check now' }))
    await pass(0)
    expect(part('status')).toHaveTextContent('Completed')
  })

  it.each([
    [401, 'Sign-in needed'],
    [503, 'Checking again…'],
  ])('is still in progress after a %i, with the hint "%s"', async (status, hint) => {
    const { part } = await show([onPoll({ kind: 'status', status })])
    await pass(3_000)
    expect(part('status')).toHaveTextContent(`In progress${hint}`)
    expect(part('connection')).toHaveTextContent(hint)
  })
})

describe('copying', () => {
  it('confirms success and reports failure', async () => {
    const { user } = await show()
    const writeText = vi.spyOn(navigator.clipboard, 'writeText')
    const button = screen.getByRole('button', { name: 'Copy Operation ID' })
    await user.click(button)
    expect(screen.getByText('Copied')).toBeVisible()
    await pass(2_000)
    expect(screen.queryByText('Copied')).toBeNull()
    writeText.mockRejectedValueOnce(new Error('denied'))
    await user.click(button)
    expect(screen.getByText('Could not copy')).toBeVisible()
  })
})
