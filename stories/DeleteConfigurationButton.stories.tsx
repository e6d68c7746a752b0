import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { DeleteConfigurationButton, useConfigurations } from 'react-accepted/twilio'
import type { DeleteConfigurationButtonProps } from 'react-accepted/twilio'
import type { ScriptRule } from 'react-accepted/twilio/simulator'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'

import { simulated, withSimulator, worldOf } from './withSimulator.tsx'

/** The button for the configuration that was first in the account when the story started. */
function First(props: Omit<DeleteConfigurationButtonProps, 'configurationId'>) {
  const [now] = useConfigurations().configurations
  const [first, setFirst] = useState(now)
  if (!first && now) setFirst(now)
  return first ? (
    <DeleteConfigurationButton {...props} configurationId={first.id} displayName={first.displayName} />
  ) : null
}

const meta = {
  title: 'Twilio/DeleteConfigurationButton',
  component: DeleteConfigurationButton,
  render: (props) => <First {...props} />,
  args: {
    configurationId: 'of the first',
    onAccepted: fn(),
    onCompleted: fn(),
    onFailed: fn(),
    onUnconfirmed: fn(),
  },
  decorators: [withSimulator],
  loaders: [simulated()],
} satisfies Meta<typeof DeleteConfigurationButton>

export default meta
type Story = StoryObj<typeof meta>
type Canvas = ReturnType<typeof within>

const SOON = { timeout: 8_000 }

function deletes(fault: ScriptRule['fault'], times: ScriptRule['times'] = 1): ScriptRule {
  return { on: 'configurations.delete', times, fault }
}

async function ask(canvas: Canvas) {
  await userEvent.click(await canvas.findByRole('button', { name: 'Delete Harbor Support' }, SOON))
  return within(await canvas.findByRole('dialog'))
}

async function confirm(canvas: Canvas) {
  const dialog = await ask(canvas)
  await userEvent.click(dialog.getByRole('checkbox'))
  await userEvent.click(dialog.getByRole('button', { name: 'Delete' }))
  return dialog
}

export const Button: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Delete Harbor Support' }, SOON)).toBeVisible()
  },
}

/** The dialog lists what is deleted and what is kept. The focus starts on Cancel. */
export const Question: Story = {
  play: async ({ canvas }) => {
    const dialog = await ask(canvas)
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    await expect(dialog.getByText('This cannot be undone.')).toBeVisible()
  },
}

/** Nothing is deleted, and the focus returns to the button. */
export const Cancelled: Story = {
  play: async ({ canvas, loaded }) => {
    const dialog = await ask(canvas)
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }))
    await expect(canvas.getByRole('button', { name: 'Delete Harbor Support' })).toHaveFocus()
    const sent = worldOf(loaded)
      .simulator.log()
      .filter(({ method }) => method === 'DELETE')
    await expect(sent).toHaveLength(0)
  },
}

/** Nothing is deleted until the box is ticked. */
export const Reminded: Story = {
  play: async ({ canvas }) => {
    const dialog = await ask(canvas)
    await userEvent.click(dialog.getByRole('button', { name: 'Delete' }))
    await expect(dialog.getByRole('checkbox')).toHaveAccessibleDescription('Tick this first.')
  },
}

export const Running: Story = {
  loaders: [simulated({ simulator: { operationMs: 600_000 } })],
  play: async ({ canvas }) => {
    const dialog = await confirm(canvas)
    await expect(await dialog.findByRole('progressbar', undefined, SOON)).toBeVisible()
  },
}

/** The dialog closes automatically, and the button shows the result. */
export const Deleted: Story = {
  play: async ({ canvas, args }) => {
    await confirm(canvas)
    await waitFor(() => expect(args.onCompleted).toHaveBeenCalledOnce(), SOON)
    await waitFor(() => expect(canvas.queryByRole('dialog')).toBeNull(), SOON)
    await expect(canvas.getByRole('button', { name: 'Deleted Harbor Support' })).toHaveFocus()
  },
}

export const Failed: Story = {
  loaders: [
    simulated({
      script: [
        deletes({
          kind: 'fail',
          error: {
            type: 'https://www.twilio.com/docs/errors/20409',
            title: 'Configuration in use',
            detail: 'Harbor Support is being changed by someone else.',
          },
        }),
      ],
    }),
  ],
  play: async ({ canvas }) => {
    const dialog = await confirm(canvas)
    await expect(await dialog.findByText('Configuration in use', undefined, SOON)).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Try again as new' })).toBeVisible()
  },
}

export const Refused: Story = {
  loaders: [
    simulated({ script: [deletes({ kind: 'status', status: 409, code: 20409, message: 'It is in use.' })] }),
  ],
  play: async ({ canvas }) => {
    const dialog = await confirm(canvas)
    await expect(await dialog.findByText('It is in use.', undefined, SOON)).toBeVisible()
  },
}

/** Another user deleted it first. */
export const Gone: Story = {
  loaders: [simulated({ script: [deletes({ kind: 'status', status: 404, code: 20404 })] })],
  play: async ({ canvas }) => {
    const dialog = await confirm(canvas)
    await expect(await dialog.findByText('It no longer exists', undefined, SOON)).toBeVisible()
  },
}

export const SignInNeeded: Story = {
  loaders: [simulated({ script: [deletes({ kind: 'status', status: 401 }, 'always')] })],
  play: async ({ canvas }) => {
    const dialog = await confirm(canvas)
    await expect(await dialog.findByText('You need to sign in', undefined, SOON)).toBeVisible()
  },
}

export const Forbidden: Story = {
  loaders: [simulated({ script: [deletes({ kind: 'status', status: 403 }, 'always')] })],
  play: async ({ canvas }) => {
    const dialog = await confirm(canvas)
    await expect(await dialog.findByText('You may not delete this', undefined, SOON)).toBeVisible()
  },
}

export const TooManyRequests: Story = {
  loaders: [simulated({ script: [deletes({ kind: 'status', status: 429, retryAfter: 60 })] })],
  play: async ({ canvas }) => {
    const dialog = await confirm(canvas)
    await expect(await dialog.findByText('Too many requests just now', undefined, SOON)).toBeVisible()
  },
}

/** The response was unclear. The request is sent again only if the user chooses to, with the same key. */
export const Unconfirmed: Story = {
  loaders: [simulated({ script: [deletes({ kind: 'status', status: 503, retryAfter: 60, effect: true })] })],
  play: async ({ canvas, loaded }) => {
    const dialog = await confirm(canvas)
    await expect(
      await dialog.findByText('Not confirmed: it may have been deleted', undefined, SOON),
    ).toBeVisible()
    const sent = worldOf(loaded)
      .simulator.log()
      .filter(({ method }) => method === 'DELETE')
    await expect(sent).toHaveLength(1)
    await expect(dialog.getByRole('button', { name: 'Send again' })).toBeVisible()
  },
}

/** The operation continues after the dialog is closed, and the button shows its state. */
export const States: Story = {
  loaders: [simulated({ simulator: { operationMs: 600_000 } })],
  play: async ({ canvas }) => {
    const dialog = await confirm(canvas)
    await dialog.findByRole('progressbar', undefined, SOON)
    await userEvent.click(dialog.getByRole('button', { name: 'Close' }))
    await expect(canvas.getByRole('button', { name: 'Deleting… Harbor Support' })).toHaveFocus()
  },
}
