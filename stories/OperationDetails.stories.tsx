import type { Meta, StoryObj } from '@storybook/react-vite'
import { OperationDetails } from 'react-accepted'
import type { SubmittedOperation } from 'react-accepted'
import { SubmissionError } from 'react-accepted/client'
import type { ScriptRule } from 'react-accepted/twilio/simulator'
import { expect, userEvent, waitFor } from 'storybook/test'

import { JOB, withJobs } from './withJobs.tsx'
import { acceptedOf, simulated, withSimulator, worldOf } from './withSimulator.tsx'

const meta = {
  title: 'Components/OperationDetails',
  component: OperationDetails,
  args: { operation: null, supportUrl: 'https://www.twilio.com/help/contact' },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 560 }}>
        <Story />
      </div>
    ),
    withSimulator,
  ],
  render: (args, { loaded }) => <OperationDetails {...args} operation={acceptedOf(loaded)} />,
} satisfies Meta<typeof OperationDetails>

export default meta
type Story = StoryObj<typeof meta>

const SOON = { timeout: 8_000 }

function polls(fault: ScriptRule['fault']): ScriptRule {
  return { on: 'operations.get', times: 'always', fault }
}

/** A submission whose response was lost. */
function lost(key: string | undefined): SubmittedOperation {
  const error = new SubmissionError('unclear', { kind: 'network', message: 'Failed to fetch' }, 6, key)
  return {
    intent: { state: 'unconfirmed', error, canSendAgain: key !== undefined },
    sendAgain: () => Promise.resolve(),
    reset: () => undefined,
  }
}

export const Pending: Story = {
  loaders: [simulated({ submits: ['Harbor Reception'], simulator: { operationMs: 600_000 } })],
  play: async ({ canvas }) => {
    await expect(canvas.getByText('In progress')).toBeVisible()
    await expect(canvas.getByText('Create configuration')).toBeVisible()
    await expect(canvas.getByText(/^proc_job_/)).toBeVisible()
  },
}

/** No answer came back. With a key, it can be sent again. */
export const NotConfirmed: Story = {
  loaders: [simulated()],
  render: () => <OperationDetails submission={lost('01a22e43')} />,
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Not confirmed')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Send again' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Discard' })).toBeVisible()
  },
}

/** Without a key, sending it again could create it twice. */
export const NotConfirmedWithoutKey: Story = {
  ...NotConfirmed,
  render: () => <OperationDetails submission={lost(undefined)} />,
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/could create it twice/)).toBeVisible()
    await expect(canvas.queryByRole('button', { name: 'Send again' })).toBeNull()
  },
}

/** The server says how much is done, and can cancel it. */
export const Cancellable: Story = {
  loaders: [simulated()],
  decorators: [withJobs({ percent: 64, step: 'Writing rows' })],
  render: () => <OperationDetails operation="export-1" />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('64%', undefined, SOON)).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Cancel operation' })).toBeVisible()
  },
}

/** The server has agreed to cancel it. It may still complete. */
export const Cancelling: Story = {
  ...Cancellable,
  decorators: [withJobs({ percent: 64, step: 'Writing rows' })],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Cancel operation' }, SOON))
    await expect(await canvas.findByText('Cancelling…', undefined, SOON)).toBeVisible()
  },
}

/** The server has refused to cancel it. */
export const NotCancelled: Story = {
  ...Cancellable,
  decorators: [withJobs({ percent: 98, step: 'Closing the file', refusal: 'The file is being closed.' })],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Cancel operation' }, SOON))
    await expect(await canvas.findByText('The file is being closed.', undefined, SOON)).toBeVisible()
  },
}

/** What it returned, as its endpoint's schema has accepted it. */
export const Result: Story = {
  loaders: [simulated()],
  decorators: [
    withJobs({ status: 'done', output: { rows: 1_204, months: ['July', 'August', 'September'] } }),
  ],
  render: () => <OperationDetails operation={JOB} />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/"rows": 1204/, undefined, SOON)).toBeVisible()
  },
}

/** The result is on another host, so it is a link. */
export const ResultElsewhere: Story = {
  ...Result,
  decorators: [withJobs({ status: 'done', download: 'https://files.example/q3.csv?signature=1' })],
  play: async ({ canvas }) => {
    const link = await canvas.findByRole('link', { name: 'Open the result' }, SOON)
    await expect(link).toHaveAttribute('rel', 'noreferrer')
  },
}

/** The result is not what the endpoint's schema expects. */
export const InvalidResult: Story = {
  ...Result,
  decorators: [withJobs({ status: 'done', output: { rows: 'many' } })],
  play: async ({ canvas }) => {
    const text = 'The server returned a result that this page cannot show.'
    await expect(await canvas.findByText(text, undefined, SOON)).toBeVisible()
  },
}

export const Completed: Story = {
  loaders: [simulated({ submits: ['Harbor Reception'] })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Configuration ID', undefined, SOON)).toBeVisible()
    await expect(canvas.getByText(/^conv_configuration_/)).toBeVisible()
    await expect(canvas.getByText('Took')).toBeVisible()
  },
}

/** The API does not name the new ID, and the list does not show it yet. */
export const LookingForTheId: Story = {
  loaders: [
    simulated({
      submits: ['Harbor Reception'],
      simulator: { related: 'none', resourceVisibleAfterMs: 600_000 },
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Looking for the new ID…', undefined, SOON)).toBeVisible()
  },
}

export const Failed: Story = {
  loaders: [
    simulated({
      submits: ['Harbor Reception'],
      script: [
        {
          on: 'configurations.create',
          fault: {
            kind: 'fail',
            error: {
              type: 'https://www.twilio.com/docs/api/errors/520042',
              title: 'Memory store not active',
              detail: 'The memory store harbor-memory is still being set up. Wait until it is ACTIVE.',
            },
          },
        },
      ],
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Memory store not active', undefined, SOON)).toBeVisible()
    await expect(canvas.getByText('Error 520042')).toBeVisible()
    await expect(canvas.getByRole('link', { name: 'What this error means' })).toHaveAttribute(
      'rel',
      'noreferrer',
    )
  },
}

export const TakingLonger: Story = {
  loaders: [
    simulated({
      submits: ['Harbor Reception'],
      script: [{ on: 'configurations.create', fault: { kind: 'stuck' } }],
      pace: { stuckAfterMs: 500 },
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This is taking longer than usual', undefined, SOON)).toBeVisible()
    await expect(canvas.getByRole('link', { name: 'Contact Support' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Copy details for Support' })).toBeEnabled()
  },
}

export const Cancelled: Story = {
  loaders: [
    simulated({
      submits: ['Harbor Reception'],
      script: [{ on: 'configurations.create', fault: { kind: 'cancel' } }],
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/cancelled before it finished/, undefined, SOON)).toBeVisible()
  },
}

/** The server no longer has the operation. This is not shown as a failure, and one more check recovers it. */
export const Unavailable: Story = {
  loaders: [
    simulated({
      submits: ['Harbor Reception'],
      script: [{ on: 'operations.get', times: 1, fault: { kind: 'status', status: 410 } }],
    }),
  ],
  play: async ({ canvas, loaded }) => {
    await expect(await canvas.findByText('The status cannot be read', undefined, SOON)).toBeVisible()
    await expect(canvas.queryByText('Failed')).toBeNull()
    worldOf(loaded).simulator.advance(5_000)
    // A manual check must also wait for the server's deadline.
    await waitFor(
      async () => {
        const button = canvas.queryByRole('button', { name: 'Check now' })
        if (button) await userEvent.click(button)
        await expect(canvas.getByText('Completed')).toBeVisible()
      },
      { ...SOON, interval: 500 },
    )
  },
}

/** Automatic polling has reached its time limit. The operation may still run, and the user can check it. */
export const Paused: Story = {
  loaders: [
    simulated({
      submits: ['Harbor Reception'],
      simulator: { operationMs: 600_000 },
      pace: { maxWatchMs: 500 },
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Check now' }, SOON)).toBeEnabled()
    await expect(canvas.getByText('In progress')).toBeVisible()
    // In the badge, and beside the button.
    await expect(canvas.getAllByText('Paused')).toHaveLength(2)
  },
}

export const StatusUnknown: Story = {
  loaders: [simulated({ submits: ['Harbor Reception'], script: [polls({ kind: 'status', status: 410 })] })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('The status cannot be read', undefined, SOON)).toBeVisible()
  },
}

export const SignInNeeded: Story = {
  loaders: [simulated({ submits: ['Harbor Reception'], script: [polls({ kind: 'status', status: 401 })] })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/You need to sign in to see/, undefined, SOON)).toBeVisible()
    await expect(canvas.getByText('In progress')).toBeVisible()
  },
}

export const Reconnecting: Story = {
  loaders: [simulated({ submits: ['Harbor Reception'], script: [polls({ kind: 'status', status: 503 })] })],
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByText(/It will be checked again automatically/, undefined, SOON),
    ).toBeVisible()
  },
}
