import type { Meta, StoryObj } from '@storybook/react-vite'
import { CreateConfigurationForm } from 'react-accepted/twilio'
import type { ScriptRule } from 'react-accepted/twilio/simulator'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'

import { simulated, withSimulator, worldOf } from './withSimulator.tsx'

const meta = {
  title: 'Twilio/CreateConfigurationForm',
  component: CreateConfigurationForm,
  args: { onAccepted: fn(), onCompleted: fn(), onFailed: fn(), onUnconfirmed: fn() },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 560 }}>
        <Story />
      </div>
    ),
    withSimulator,
  ],
  loaders: [simulated()],
} satisfies Meta<typeof CreateConfigurationForm>

export default meta
type Story = StoryObj<typeof meta>
type Canvas = ReturnType<typeof within>

const SOON = { timeout: 8_000 }

async function fillIn(canvas: Canvas) {
  await userEvent.type(canvas.getByLabelText('Name'), 'Harbor Reception')
  await userEvent.type(canvas.getByLabelText('Description'), 'Visitors of the harbor office')
  await canvas.findByRole('option', { name: 'harbor-memory' }, SOON)
  await userEvent.selectOptions(canvas.getByLabelText('Memory store'), 'harbor-memory')
}

function submitButton(canvas: Canvas) {
  return canvas.getByRole('button', { name: 'Create configuration' })
}

function creates(fault: ScriptRule['fault'], times: ScriptRule['times'] = 1): ScriptRule {
  return { on: 'configurations.create', times, fault }
}

export const Empty: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('form', { name: 'Create configuration' })).toBeVisible()
    await expect(await canvas.findByRole('option', { name: 'harbor-memory' }, SOON)).toBeInTheDocument()
  },
}

/** Every part of the form is open. */
export const WithChannels: Story = {
  args: {
    defaultValues: {
      displayName: 'Harbor Reception',
      description: 'Visitors of the harbor office',
      sms: { isOn: true, number: '+15555550142' },
      voice: { isOn: true },
    },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByLabelText('Closed after')).toHaveLength(2)
  },
}

/** After an invalid submit, the focus moves to a summary that links to each field. */
export const Invalid: Story = {
  args: { defaultValues: { sms: { isOn: true, closed: 'soon' } } },
  play: async ({ canvas }) => {
    await userEvent.click(submitButton(canvas))
    await expect(await canvas.findByText('5 fields need attention')).toBeVisible()
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-part', 'summary'))
    await expect(canvas.getByLabelText('Name')).toHaveAccessibleDescription(/Fill in this field/)
    await userEvent.click(canvas.getByRole('link', { name: 'Name' }))
    await expect(canvas.getByLabelText('Name')).toHaveFocus()
  },
}

export const Created: Story = {
  play: async ({ canvas, args, loaded }) => {
    await fillIn(canvas)
    await userEvent.dblClick(submitButton(canvas))
    await expect(await canvas.findByRole('progressbar', undefined, SOON)).toBeVisible()
    await expect(await canvas.findByText('Harbor Reception was created', undefined, SOON)).toBeVisible()
    await expect(canvas.getByText(/^conv_configuration_/)).toBeVisible()
    await expect(args.onAccepted).toHaveBeenCalledOnce()
    await expect(args.onCompleted).toHaveBeenCalledOnce()
    const sent = worldOf(loaded)
      .simulator.log()
      .filter(({ method }) => method === 'POST')
    await expect(sent).toHaveLength(1)
  },
}

/** While the operation runs, the form shows the submitted values, with the status below. */
export const Running: Story = {
  loaders: [simulated({ simulator: { operationMs: 600_000 } })],
  play: async ({ canvas }) => {
    await fillIn(canvas)
    await userEvent.click(submitButton(canvas))
    await expect(await canvas.findByRole('progressbar', undefined, SOON)).toBeVisible()
    await expect(canvas.getByLabelText('Name')).toHaveAttribute('readonly')
    await expect(canvas.getByRole('button', { name: 'Creating…' })).toHaveAttribute('aria-disabled', 'true')
  },
}

/** The server refuses a field. Its message stays at the field until the field is edited. */
export const RefusedField: Story = {
  loaders: [
    simulated({
      script: [
        creates({ kind: 'status', status: 400, code: 20001, message: 'displayName: is reserved for Twilio' }),
      ],
    }),
  ],
  play: async ({ canvas }) => {
    await fillIn(canvas)
    await userEvent.click(submitButton(canvas))
    const name = canvas.getByLabelText('Name')
    await waitFor(() => expect(name).toHaveAccessibleDescription(/is reserved for Twilio/), SOON)
    await userEvent.type(canvas.getByLabelText('Description'), '.')
    await expect(name).toHaveAccessibleDescription(/is reserved for Twilio/)
    await expect(name).toHaveValue('Harbor Reception')
  },
}

const FAILURE: ScriptRule = creates({
  kind: 'fail',
  error: {
    type: 'https://www.twilio.com/docs/api/errors/520042',
    title: 'Memory store not active',
    detail: 'The memory store harbor-memory is still being set up.',
  },
})

/** The operation was accepted and failed later. The form shows the reason and keeps the input. */
export const FailedLater: Story = {
  loaders: [simulated({ script: [FAILURE] })],
  play: async ({ canvas, args }) => {
    await fillIn(canvas)
    await userEvent.click(submitButton(canvas))
    await expect(await canvas.findByText('Memory store not active', undefined, SOON)).toBeVisible()
    await expect(canvas.getByLabelText('Name')).toHaveValue('Harbor Reception')
    await expect(canvas.getByLabelText('Memory store')).toBeEnabled()
    await expect(args.onFailed).toHaveBeenCalledOnce()
  },
}

/** After a failure, the same input is sent with a new key. The old one would return the failed operation. */
export const TriedAgain: Story = {
  loaders: [simulated({ script: [FAILURE] })],
  play: async ({ canvas, loaded }) => {
    await fillIn(canvas)
    await userEvent.click(submitButton(canvas))
    await userEvent.click(await canvas.findByRole('button', { name: 'Try again as new' }, SOON))
    await expect(await canvas.findByText('Harbor Reception was created', undefined, SOON)).toBeVisible()
    const keys = worldOf(loaded)
      .simulator.log()
      .flatMap(({ idempotencyKey }) => idempotencyKey ?? [])
    await expect(new Set(keys).size).toBe(2)
  },
}

/** The response was unclear, so it may have been created. Every retry uses the same key. */
export const Unconfirmed: Story = {
  loaders: [
    // The second attempt never finishes, so that screenshots do not depend on timing.
    simulated({
      script: [
        creates({ kind: 'status', status: 500 }),
        { ...creates({ kind: 'slow', ms: 600_000 }, 'always'), skip: 1 },
      ],
    }),
  ],
  play: async ({ canvas }) => {
    await fillIn(canvas)
    await userEvent.click(submitButton(canvas))
    await expect(await canvas.findByRole('button', { name: /attempt 2/ }, SOON)).toBeVisible()
  },
}

const FILLED_IN = { displayName: 'Harbor Reception', description: 'Visitors of the harbor office' }

/** An earlier page never got a clear response. Sending it again uses its key, so nothing is created twice. */
export const NotConfirmed: Story = {
  args: { defaultValues: FILLED_IN },
  loaders: [
    simulated({ simulator: { operationMs: 600_000 } }, [
      { displayName: 'Harbor Reception', minutesAgo: 12, hasRequest: true },
    ]),
  ],
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByText('Not confirmed: it may have been created', undefined, SOON),
    ).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Send again' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Discard' })).toBeVisible()
  },
}

/** It is too late to send it again, so the form looks for a configuration with its name. */
export const NotConfirmedTooLate: Story = {
  args: { defaultValues: FILLED_IN },
  loaders: [simulated({}, [{ displayName: 'Harbor Support', minutesAgo: 61, hasRequest: false }])],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Look for it' }, SOON))
    await expect(await canvas.findByText(/most likely yours/, undefined, SOON)).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Discard' })).toBeVisible()
  },
}

/** The unconfirmed submission is discarded. The input stays, and submitting it uses a new key. */
export const Discarded: Story = {
  args: { defaultValues: FILLED_IN },
  loaders: [simulated({}, [{ displayName: 'Harbor Reception', minutesAgo: 12, hasRequest: false }])],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Discard' }, SOON))
    await waitFor(() => expect(submitButton(canvas)).toHaveFocus())
    await expect(canvas.getByLabelText('Name')).toHaveValue('Harbor Reception')
  },
}

export const SignInNeeded: Story = {
  loaders: [simulated({ script: [creates({ kind: 'status', status: 401 }, 'always')] })],
  play: async ({ canvas }) => {
    await fillIn(canvas)
    await userEvent.click(submitButton(canvas))
    await expect(await canvas.findByText('You need to sign in', undefined, SOON)).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Send again' })).toBeVisible()
    await expect(canvas.getByLabelText('Name')).toHaveValue('Harbor Reception')
  },
}

/** Without permission, the form is read-only and shows the reason. */
export const Forbidden: Story = {
  loaders: [simulated({ script: [creates({ kind: 'status', status: 403 }, 'always')] })],
  play: async ({ canvas }) => {
    await fillIn(canvas)
    await userEvent.click(submitButton(canvas))
    await expect(await canvas.findByText('You may not create configurations', undefined, SOON)).toBeVisible()
    await expect(canvas.getByLabelText('Name')).toHaveAttribute('readonly')
  },
}

export const NoMemoryStores: Story = {
  loaders: [simulated({ simulator: { seed: 'empty' } })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/There are no memory stores yet/, undefined, SOON)).toBeVisible()
  },
}

export const MemoryStoresFailed: Story = {
  loaders: [simulated({ script: [{ on: 'stores.list', times: 1, fault: { kind: 'status', status: 500 } }] })],
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByText('The memory stores could not be loaded.', undefined, SOON),
    ).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await expect(await canvas.findByRole('option', { name: 'harbor-memory' }, SOON)).toBeInTheDocument()
  },
}

const EVERYTHING = {
  displayName: 'Harbor Reception',
  description: 'Visitors of the harbor office',
  channelSettings: {
    SMS: {
      statusTimeouts: { inactive: 10, closed: 60 },
      captureRules: [
        { from: '*', to: '+15555550142' },
        { from: '+15555550142', to: '*' },
        { from: '+15555550143', to: '+15555550142' },
      ],
    },
    VOICE: {
      statusTimeouts: { inactive: 5, closed: 15 },
      captureRules: [
        { from: '*', to: 'client:reception', metadata: { callType: 'CLIENT' } },
        { from: 'client:reception', to: '*', metadata: { callType: 'CLIENT' } },
      ],
    },
    CHAT: { statusTimeouts: { inactive: 15, closed: 60 } },
  },
  statusCallbacks: [{ url: 'https://hooks.harbor.example/conversations', method: 'POST' }],
  intelligenceConfigurationIds: ['intelligence_configuration_0142'],
  conversationsV1Bridge: { serviceId: 'IS0af90af90af90af90af90af90af90af9' },
}

/** The default values are the body of a request. Every section that has a value is open. */
export const Everything: Story = {
  args: { defaultValues: EVERYTHING },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('option', { name: 'harbor-memory' }, SOON)).toBeInTheDocument()
    await expect(canvas.getByRole('group', { name: 'Callback 1' })).toBeVisible()
    await expect(canvas.getByLabelText('Service ID')).toBeVisible()
    await expect(canvas.getByLabelText('Type of call')).toHaveValue('CLIENT')
  },
}

/** A collapsed section opens if it contains an error. */
export const WrongDetails: Story = {
  args: {
    defaultValues: {
      ...EVERYTHING,
      memoryStoreId: 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5',
      statusCallbacks: [{ url: 'http://hooks.harbor.example' }, { url: '' }],
      intelligenceConfigurationIds: [''],
      conversationsV1Bridge: { serviceId: 'IS1' },
      whatsapp: {
        isOn: true,
        capturesNumber: false,
        rules: [{ from: '*', to: '', isTwoWay: true, metadata: {} }],
      },
    },
  },
  play: async ({ canvas }) => {
    await userEvent.click(submitButton(canvas))
    await expect(await canvas.findByText('5 fields need attention')).toBeVisible()
    await userEvent.click(canvas.getByRole('link', { name: 'WhatsApp: Rule 1: To' }))
    await expect(document.activeElement).toHaveAccessibleName('To')
  },
}
