import type { Meta, StoryObj } from '@storybook/react-vite'
import { EditConfigurationForm } from 'react-accepted/twilio'
import type { within } from 'storybook/test'
import { expect, fn, userEvent, waitFor } from 'storybook/test'

import { simulated, withSimulator, worldOf } from './withSimulator.tsx'

const ID = 'conv_configuration_01k9w39vfj8s0p4q6r2xhtcme5'
const SEED = {
  stores: [{ displayName: 'harbor-memory' }, { displayName: 'ferry-memory' }],
  configurations: [
    {
      id: ID,
      displayName: 'Harbor Support',
      description: 'Phone and text traffic of the harbor help desk',
      conversationGroupingType: 'GROUP_BY_PROFILE',
      channelSettings: {
        SMS: {
          statusTimeouts: { inactive: 10, closed: 60 },
          captureRules: [
            { from: '*', to: '+15555550142' },
            { from: '+15555550142', to: '*' },
          ],
        },
      },
    },
  ],
}

const meta = {
  title: 'Twilio/EditConfigurationForm',
  component: EditConfigurationForm,
  args: {
    configurationId: ID,
    onAccepted: fn(),
    onCompleted: fn(),
    onFailed: fn(),
    onUnconfirmed: fn(),
  },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 560 }}>
        <Story />
      </div>
    ),
    withSimulator,
  ],
  loaders: [simulated({ simulator: { seed: SEED } })],
} satisfies Meta<typeof EditConfigurationForm>

export default meta
type Story = StoryObj<typeof meta>
type Canvas = ReturnType<typeof within>

const SOON = { timeout: 8_000 }

async function describe(canvas: Canvas, text: string) {
  const description = await canvas.findByLabelText('Description', undefined, SOON)
  await userEvent.clear(description)
  await userEvent.type(description, text)
}

function saveButton(canvas: Canvas) {
  return canvas.getByRole('button', { name: 'Save changes' })
}

/** The form shows the stored values. Saving without a change sends nothing. */
export const Loaded: Story = {
  play: async ({ canvas, loaded }) => {
    await expect(await canvas.findByLabelText('Name', undefined, SOON)).toHaveValue('Harbor Support')
    await expect(await canvas.findByRole('option', { name: 'harbor-memory' }, SOON)).toBeInTheDocument()
    await userEvent.click(saveButton(canvas))
    await expect(await canvas.findByText('Nothing has been changed.', undefined, SOON)).toBeVisible()
    const sent = worldOf(loaded)
      .simulator.log()
      .filter(({ method }) => method !== 'GET')
    await expect(sent).toHaveLength(0)
  },
}

/** The operation was accepted and failed later. The form shows the reason and keeps the input. */
export const Failed: Story = {
  loaders: [
    simulated({
      simulator: { seed: SEED },
      script: [
        {
          on: 'configurations.patch',
          times: 1,
          fault: {
            kind: 'fail',
            error: {
              type: 'https://www.twilio.com/docs/api/errors/520042',
              title: 'Memory store not active',
              detail: 'The memory store harbor-memory is still being set up.',
            },
          },
        },
      ],
    }),
  ],
  play: async ({ canvas, args }) => {
    await describe(canvas, 'Texts only')
    await userEvent.click(saveButton(canvas))
    await expect(await canvas.findByText('Memory store not active', undefined, SOON)).toBeVisible()
    await expect(canvas.getByLabelText('Description')).toHaveValue('Texts only')
    await expect(args.onFailed).toHaveBeenCalledOnce()
  },
}

/** Someone else saved in the meantime. The form shows both values before it sends anything. */
export const ChangedMeanwhile: Story = {
  loaders: [simulated({ simulator: { seed: SEED, operationMs: 0 } })],
  play: async ({ canvas, loaded }) => {
    const { client } = worldOf(loaded)
    await describe(canvas, 'Texts only')
    await client.configurations.patch(ID, { description: 'Calls after ten in the evening' })
    await waitFor(async () => expect((await client.configurations.get(ID)).version).toBe(2), SOON)
    await userEvent.click(saveButton(canvas))
    await expect(
      await canvas.findByText('Someone else has changed this configuration', undefined, SOON),
    ).toBeVisible()
    await expect(canvas.getByText('Calls after ten in the evening')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Take theirs' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Keep mine and save' })).toBeVisible()
  },
}

/** A PUT may switch off a stored setting that a request cannot contain. The form names it beforehand. */
export const MayBeRemoved: Story = {
  args: { method: 'PUT' },
  loaders: [
    simulated({
      simulator: {
        seed: {
          ...SEED,
          configurations: SEED.configurations.map((one) => ({
            ...one,
            redactionConfigurationId: 'redaction_configuration_01k9w2m5r0f7c3yjx8q4dvth6n',
          })),
        },
      },
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Saving may remove these settings', undefined, SOON)).toBeVisible()
    await expect(canvas.getByText('Redaction')).toBeVisible()
    await expect(await canvas.findByRole('option', { name: 'harbor-memory' }, SOON)).toBeInTheDocument()
  },
}

/** The configuration does not exist. */
export const Gone: Story = {
  args: { configurationId: 'conv_configuration_01k9w39vfj8s0p4q6r2xhtcme9' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This configuration does not exist', undefined, SOON)).toBeVisible()
  },
}
