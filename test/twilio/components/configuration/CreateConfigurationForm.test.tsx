import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { checkIntents } from 'react-accepted/simulator'
import type { CreateConfigurationFormProps } from 'react-accepted/twilio'
import { CreateConfigurationForm } from 'react-accepted/twilio'
import { createConfigurationSchema } from 'react-accepted/twilio/client'
import type { ScriptRule, SimulatorOptions } from 'react-accepted/twilio/simulator'
import { describe, expect, it, vi } from 'vitest'

import { createHarness, pass } from '../../../hooks/harness.tsx'

async function openForm(
  props: CreateConfigurationFormProps = {},
  options: SimulatorOptions = {},
  { isStrict = false } = {},
) {
  const harness = createHarness(options)
  const view = render(<CreateConfigurationForm {...props} />, {
    wrapper: harness.Wrapper,
    reactStrictMode: isStrict,
  })
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  await pass(0)
  await pass(0)
  const posts = () => harness.simulator.log().filter(({ call }) => call === 'configurations.create')
  const part = (name: string) => view.container.querySelector(`[data-part="${name}"]`)
  async function fillIn() {
    await user.type(field('Name'), 'Harbor Desk')
    await user.type(field('Description'), 'Phones')
    await user.selectOptions(field('Memory store'), 'harbor-memory')
  }
  async function press(name: string) {
    await user.click(screen.getByRole('button', { name }))
    await pass(0)
  }
  async function send() {
    await fillIn()
    await press('Create configuration')
  }
  return { ...harness, ...view, user, posts, part, fillIn, press, send }
}

const field = (label: string) => screen.getByLabelText(label)
const create = (fault: ScriptRule['fault'], times: ScriptRule['times'] = 1): ScriptRule => ({
  on: 'configurations.create',
  times,
  fault,
})
const FAILURE = {
  type: 'https://www.twilio.com/docs/api/errors/520042',
  title: 'Not active',
  detail: 'Wait for it.',
}

it('sends what the form has validated without a second validation', async () => {
  const validate = vi.spyOn(createConfigurationSchema['~standard'], 'validate')
  const { send, posts } = await openForm()
  await send()
  expect(posts()).toHaveLength(1)
  expect(validate).not.toHaveBeenCalled()
  validate.mockRestore()
})

describe('an error that is found before anything is sent', () => {
  it('is shown at its field and in a summary that takes the focus and links to the field', async () => {
    const { press, part, posts, user } = await openForm({
      defaultValues: { sms: { isOn: true, closed: '0' } },
    })
    await press('Create configuration')
    expect(posts()).toHaveLength(0)
    expect(part('summary')).toHaveFocus()
    const links = within(screen.getByRole('form')).getAllByRole('link')
    expect(links.map(({ textContent }) => textContent)).toEqual([
      'Name',
      'Description',
      'Memory store',
      'SMS: Closed after',
      'SMS: Phone number',
    ])
    expect(field('Closed after')).toHaveAccessibleDescription(
      'Use a whole number of minutes, 1 or more. Twilio recommends 60.',
    )
    expect(field('Name')).toBeInvalid()
    await user.click(screen.getByRole('link', { name: 'SMS: Phone number' }))
    expect(field('Phone number')).toHaveFocus()
  })

  it('disappears as soon as it is corrected, without moving the focus', async () => {
    const { press, user } = await openForm()
    await press('Create configuration')
    await user.type(field('Name'), 'Harbor!')
    expect(field('Name')).toHaveFocus()
    expect(field('Name')).toHaveAccessibleDescription(/^Use only letters, digits/)
    await user.type(field('Name'), '{Backspace}')
    expect(field('Name')).toBeValid()
    expect(field('Name')).toHaveFocus()
  })

  it('is not raised for a channel that is off', async () => {
    const { send, posts } = await openForm({ defaultValues: { voice: { isOn: false, closed: 'junk' } } })
    await send()
    expect(posts()).toHaveLength(1)
  })
})

describe('an error from the server', () => {
  it.each(['classic', 'params', 'problem'] as const)(
    'is shown at its field until that field is edited (%s)',
    async (dialect) => {
      const { simulator, send, user, part } = await openForm({}, { dialect })
      simulator.script(
        create({ kind: 'status', status: 400, code: 20001, message: 'displayName: is reserved' }),
      )
      await send()
      expect(field('Name')).toHaveAccessibleDescription(/is reserved/)
      expect(part('summary')).toHaveFocus()
      await user.type(field('Description'), ' and texts')
      await user.click(field('Extract memories'))
      expect(field('Name')).toHaveAccessibleDescription(/is reserved/)
      await user.type(field('Name'), '2')
      expect(field('Name')).not.toHaveAccessibleDescription(/is reserved/)
      expect(field('Description')).toHaveValue('Phones and texts')
    },
  )

  it('is shown above the form if it names no field', async () => {
    const { simulator, send, part } = await openForm()
    simulator.script(create({ kind: 'status', status: 409, code: 20409, message: 'This name is taken.' }))
    await send()
    expect(part('summary')).toHaveTextContent('This name is taken.')
    expect(part('summary')).toHaveFocus()
    expect(field('Name')).toHaveValue('Harbor Desk')
  })
})

describe('an accepted submission', () => {
  it('is sent once for a double click, shown while it runs, and ends with the new ID', async () => {
    const onAccepted = vi.fn<() => void>()
    const onCompleted = vi.fn<() => void>()
    const { fillIn, user, posts, part } = await openForm({ onAccepted, onCompleted })
    await fillIn()
    await user.dblClick(screen.getByRole('button', { name: 'Create configuration' }))
    await pass(0)
    expect(screen.getByRole('progressbar')).toBeVisible()
    expect(field('Name')).toHaveAttribute('readonly')
    expect(field('Memory store')).toBeDisabled()
    expect(screen.getByRole('button', { name: 'Creating…' })).toHaveAttribute('aria-disabled', 'true')
    await pass(10_000)
    expect(posts()).toHaveLength(1)
    expect(part('created')).toHaveTextContent('Harbor Desk was created')
    expect(part('resource')).toHaveTextContent(/conv_configuration_/)
    expect(onAccepted).toHaveBeenCalledOnce()
    expect(onCompleted).toHaveBeenCalledOnce()
  })

  it('is reported once, even in StrictMode', async () => {
    const onAccepted = vi.fn<() => void>()
    const onCompleted = vi.fn<() => void>()
    const { send, posts, part } = await openForm({ onAccepted, onCompleted }, {}, { isStrict: true })
    await send()
    await pass(10_000)
    expect(part('created')).toBeVisible()
    expect(posts()).toHaveLength(1)
    expect(onAccepted).toHaveBeenCalledOnce()
    expect(onCompleted).toHaveBeenCalledOnce()
  })

  it('has the body that was filled in', async () => {
    const { send, posts } = await openForm({
      defaultValues: { voice: { isOn: true, number: '+1 555 555 0142' }, memoryExtractionEnabled: true },
    })
    await send()
    expect(JSON.parse(posts()[0]?.requestBody ?? '')).toMatchObject({
      displayName: 'Harbor Desk',
      memoryExtractionEnabled: true,
      channelSettings: {
        VOICE: { captureRules: [{ from: '*', to: '+15555550142' }, { from: '+15555550142' }] },
      },
    })
  })

  it('can be followed by another one, starting with an empty form', async () => {
    const { send, press } = await openForm()
    await send()
    await pass(10_000)
    await press('Create another')
    expect(field('Name')).toHaveValue('')
    expect(field('Name')).toHaveFocus()
    expect(screen.getByRole('button', { name: 'Create configuration' })).toBeVisible()
  })

  it('keeps everything if it fails later, says why, and is tried again with a new key', async () => {
    const onFailed = vi.fn<() => void>()
    const { simulator, send, press, posts, part } = await openForm({ onFailed })
    simulator.script(create({ kind: 'fail', error: FAILURE }))
    await send()
    await pass(10_000)
    expect(part('failure')).toHaveTextContent('Not active')
    expect(field('Name')).toHaveValue('Harbor Desk')
    expect(field('Memory store')).toHaveDisplayValue('harbor-memory')
    expect(field('Memory store')).toBeEnabled()
    expect(onFailed).toHaveBeenCalledOnce()
    await press('Try again as new')
    await pass(10_000)
    expect(part('created')).toBeVisible()
    const keys = posts().map(({ idempotencyKey }) => idempotencyKey)
    expect(new Set(keys).size).toBe(2)
    expect(checkIntents(simulator.log())).toEqual([])
  })

  it('shows its failure at the field that caused it', async () => {
    const { simulator, send, part } = await openForm()
    simulator.script(create({ kind: 'fail', error: { ...FAILURE, detail: 'displayName: is taken' } }))
    await send()
    await pass(10_000)
    expect(field('Name')).toHaveAccessibleDescription(/is taken/)
    expect(part('summary')).toHaveFocus()
  })
})

describe('a blocked submission', () => {
  it.each([
    [401, 'You need to sign in'],
    [429, 'Too many requests just now'],
  ])('says why and keeps the input after %i', async (status, title) => {
    const { simulator, send } = await openForm()
    simulator.script(create({ kind: 'status', status, retryAfter: 1 }, 'always'))
    await send()
    await pass(120_000)
    expect(screen.getByText(title).closest('[role="alert"]')).toBeVisible()
    expect(field('Name')).toHaveValue('Harbor Desk')
    expect(field('Name')).not.toHaveAttribute('readonly')
    expect(screen.getByRole('button', { name: 'Send again' })).toBeVisible()
  })

  it('makes the form read-only and says why after 403', async () => {
    const { simulator, send } = await openForm()
    simulator.script(create({ kind: 'status', status: 403 }))
    await send()
    expect(screen.getByText('You may not create configurations')).toBeVisible()
    expect(field('Name')).toHaveAttribute('readonly')
    expect(field('Name')).toHaveValue('Harbor Desk')
    expect(field('Extract memories')).toBeDisabled()
  })
})

describe('an unconfirmed submission', () => {
  it('says that it may have been created; sending it again uses the same key', async () => {
    const onUnconfirmed = vi.fn<() => void>()
    const { simulator, send, press, posts } = await openForm({ onUnconfirmed })
    simulator.script(create({ kind: 'dropAfter' }, 5))
    await send()
    await pass(300_000)
    expect(screen.getByText('Not confirmed: it may have been created')).toBeVisible()
    expect(onUnconfirmed).toHaveBeenCalledOnce()
    await press('Send again')
    await pass(10_000)
    expect(screen.getByText('Harbor Desk was created')).toBeVisible()
    expect(new Set(posts().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
  })

  it('shows the reason for a refused retry, and keeps the key', async () => {
    const { simulator, send, press, part, posts } = await openForm()
    const no = { kind: 'status', status: 409, code: 20409, message: 'Still at work.' } as const
    simulator.script(create({ kind: 'dropBefore' }), { ...create(no, 4), skip: 1 })
    await send()
    await pass(300_000)
    expect(part('unconfirmed')).toHaveTextContent('Not confirmed: it may have been created')
    expect(part('failure')).toHaveTextContent('Still at work.')
    await press('Send again')
    await pass(60_000)
    expect(screen.getByText('Harbor Desk was created')).toBeVisible()
    expect(new Set(posts().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
  })

  it('does not say that sending again is safe if it is not allowed', async () => {
    const { simulator, send, part } = await openForm()
    simulator.script(create({ kind: 'dropBefore' }), { ...create({ kind: 'status', status: 403 }), skip: 1 })
    await send()
    await pass(300_000)
    expect(part('unconfirmed')).toHaveTextContent('You may not send it again.')
    expect(part('unconfirmed')).not.toHaveTextContent('safe')
  })

  it('says that an edit made meanwhile was not sent, and continues with it', async () => {
    const { simulator, send, press, user, part } = await openForm()
    simulator.script(create({ kind: 'dropAfter' }, 5))
    await send()
    await pass(300_000)
    await user.type(field('Name'), ' 2')
    await press('Send again')
    expect(part('edited')).toHaveTextContent('Your earlier version was accepted')
    await pass(10_000)
    expect(screen.getByText('Harbor Desk was created')).toBeVisible()
    await press('Continue with my changes')
    expect(field('Name')).toHaveValue('Harbor Desk 2')
  })
})

describe('an unconfirmed submission, later on', () => {
  const NEVER_ANSWERED = create({ kind: 'dropAfter' }, 5)

  it('is sent again unchanged, even if the form is invalid by now', async () => {
    const { simulator, send, press, user, posts } = await openForm()
    simulator.script(NEVER_ANSWERED)
    await send()
    await pass(300_000)
    await user.clear(field('Name'))
    await press('Send again')
    await pass(10_000)
    expect(screen.getByText('Harbor Desk was created')).toBeVisible()
    expect(new Set(posts().map(({ requestBody }) => requestBody)).size).toBe(1)
    await press('Continue with my changes')
    expect(field('Name')).toHaveValue('')
    expect(field('Description')).toHaveValue('Phones')
  })

  it('can be discarded, keeps what was filled in, and is then sent with a new key', async () => {
    const { simulator, send, press, posts } = await openForm()
    simulator.script(create({ kind: 'dropBefore' }, 5))
    await send()
    await pass(300_000)
    await press('Discard')
    expect(screen.queryByText('Not confirmed: it may have been created')).toBeNull()
    expect(field('Name')).toHaveValue('Harbor Desk')
    expect(screen.getByRole('button', { name: 'Create configuration' })).toHaveFocus()
    await press('Create configuration')
    await pass(10_000)
    expect(screen.getByText('Harbor Desk was created')).toBeVisible()
    expect(new Set(posts().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2)
  })

  it.each([
    ['dropAfter', /^One with this name was found.*conv_configuration_/],
    ['dropBefore', /^Nothing with this name was found/],
  ] as const)(
    'says why it cannot be sent again, and what was found under its name (%s)',
    async (kind, found) => {
      const { simulator, send, press, posts, part } = await openForm()
      simulator.script(create({ kind }, 5))
      await send()
      await pass(300_000)
      const sent = posts().length
      vi.setSystemTime(Date.now() + 23 * 3_600_000)
      await press('Send again')
      expect(part('unconfirmed')).toHaveTextContent('It can no longer be sent again safely')
      expect(part('found')).toHaveTextContent(found)
      await press('Look for it')
      expect(posts()).toHaveLength(sent)
    },
  )
})

describe('memory stores', () => {
  it('are shown but cannot be chosen if they are not ready', async () => {
    const { client, queryClient } = await openForm()
    const creating = client.memoryStores.create({ displayName: 'new-memory' })
    await pass(4_000)
    await creating
    await queryClient.refetchQueries()
    await pass(0)
    const option = screen.queryByRole('option', { name: /new-memory/ })
    expect(option).toBeDisabled()
    expect(option).toHaveTextContent(/not ready yet/)
  })

  it('are requested again on demand if they could not be loaded', async () => {
    const harness = createHarness()
    harness.queryClient.setDefaultOptions({ queries: { retry: false } })
    harness.simulator.script({ on: 'stores.list', fault: { kind: 'status', status: 500 } })
    render(<CreateConfigurationForm />, { wrapper: harness.Wrapper })
    const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
    await pass(0)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(field('Memory store')).toHaveFocus()
    await pass(0)
    await pass(0)
    expect(screen.getByRole('option', { name: 'harbor-memory' })).toBeEnabled()
  })

  it('are chosen from the default values once the list has loaded', async () => {
    const harness = createHarness({
      seed: { stores: [{ id: 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5', displayName: 'mine' }] },
    })
    render(
      <CreateConfigurationForm defaultValues={{ memoryStoreId: 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5' }} />,
      {
        wrapper: harness.Wrapper,
      },
    )
    await pass(0)
    await pass(0)
    expect(field('Memory store')).toHaveDisplayValue('mine')
  })
})

describe('messages of the application', () => {
  it('are used in every part', async () => {
    const harness = createHarness(
      {},
      {},
      { messages: { configurations: { create: 'Anlegen', required: 'Bitte ausfüllen.' } } },
    )
    render(<CreateConfigurationForm />, { wrapper: harness.Wrapper })
    await pass(0)
    const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
    await user.click(screen.getByRole('button', { name: 'Anlegen' }))
    await pass(0)
    expect(field('Name')).toHaveAccessibleDescription(/Bitte ausfüllen\./)
  })
})
