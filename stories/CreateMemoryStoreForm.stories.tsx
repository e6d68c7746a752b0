import type { Meta, StoryObj } from '@storybook/react-vite'
import { CreateMemoryStoreForm } from 'react-accepted/twilio'
import type { ScriptRule } from 'react-accepted/twilio/simulator'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'

import { simulated, withSimulator, worldOf } from './withSimulator.tsx'

const meta = {
  title: 'Twilio/CreateMemoryStoreForm',
  component: CreateMemoryStoreForm,
  args: { onAccepted: fn(), onActive: fn(), onCompleted: fn(), onFailed: fn(), onUnconfirmed: fn() },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 560 }}>
        <Story />
      </div>
    ),
    withSimulator,
  ],
  loaders: [simulated()],
} satisfies Meta<typeof CreateMemoryStoreForm>

export default meta
type Story = StoryObj<typeof meta>
type Canvas = ReturnType<typeof within>

const SOON = { timeout: 8_000 }

function creates(fault: ScriptRule['fault'], times: ScriptRule['times'] = 1): ScriptRule {
  return { on: 'stores.create', times, fault }
}

async function send(canvas: Canvas) {
  await userEvent.type(canvas.getByLabelText('Name'), 'harbor-archive')
  await userEvent.type(canvas.getByLabelText('Description (optional)'), 'Closed cases')
  await userEvent.click(canvas.getByRole('button', { name: 'Create memory store' }))
}

export const Empty: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('form', { name: 'Create memory store' })).toBeVisible()
  },
}

export const Invalid: Story = {
  args: { defaultValues: { displayName: 'harbor archive' } },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Create memory store' }))
    await expect(await canvas.findByText('One field needs attention')).toBeVisible()
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-part', 'summary'))
  },
}

/** The error appears as soon as the name is typed. */
export const NameTaken: Story = {
  args: { defaultValues: { displayName: 'harbor-memory' } },
  play: async ({ canvas }) => {
    await waitFor(
      () =>
        expect(canvas.getByLabelText('Name')).toHaveAccessibleDescription(
          /There is already a memory store called harbor-memory/,
        ),
      SOON,
    )
  },
}

export const AccountFull: Story = {
  loaders: [
    simulated({
      simulator: {
        seed: { stores: Array.from({ length: 15 }, (_, index) => ({ displayName: `store-${index + 1}` })) },
      },
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This account has 15 memory stores', undefined, SOON)).toBeVisible()
  },
}

export const Running: Story = {
  loaders: [simulated({ simulator: { operationMs: 600_000 } })],
  play: async ({ canvas }) => {
    await send(canvas)
    await expect(await canvas.findByRole('progressbar', undefined, SOON)).toBeVisible()
    await expect(canvas.getByLabelText('Name')).toHaveAttribute('readonly')
  },
}

/** The store was created, but is not ready yet. */
export const SettingUp: Story = {
  loaders: [simulated({ simulator: { provisioningMs: 600_000 } })],
  play: async ({ canvas, args }) => {
    await send(canvas)
    await expect(await canvas.findByText('harbor-archive is being set up', undefined, SOON)).toBeVisible()
    await expect(args.onCompleted).toHaveBeenCalledOnce()
    await expect(args.onActive).not.toHaveBeenCalled()
  },
}

export const Ready: Story = {
  loaders: [simulated({ simulator: { provisioningMs: 500 } })],
  play: async ({ canvas, args }) => {
    await send(canvas)
    await expect(await canvas.findByText('harbor-archive is ready', undefined, SOON)).toBeVisible()
    await expect(args.onActive).toHaveBeenCalledOnce()
  },
}

/** The store was created, but its setup failed. The way out is to delete it. */
export const SettingUpFailed: Story = {
  loaders: [simulated({ script: [creates({ kind: 'provisioning', ms: 100, outcome: 'FAILED' })] })],
  play: async ({ canvas }) => {
    await send(canvas)
    await expect(await canvas.findByText('harbor-archive could not be set up', undefined, SOON)).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Delete harbor-archive' })).toBeVisible()
  },
}

/** Another user took the name first, so the operation failed. */
export const FailedLater: Story = {
  loaders: [
    simulated({
      script: [
        creates({
          kind: 'fail',
          error: {
            type: 'https://www.twilio.com/docs/api/errors/520045',
            title: 'Display name already used',
            code: 520_045,
            detail: 'displayName: another store in this account is called harbor-archive',
          },
        }),
      ],
    }),
  ],
  play: async ({ canvas, args }) => {
    await send(canvas)
    await waitFor(() => expect(args.onFailed).toHaveBeenCalledOnce(), SOON)
    await waitFor(() =>
      expect(canvas.getByLabelText('Name')).toHaveAccessibleDescription(/another store in this account/),
    )
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-part', 'summary'))
    await expect(canvas.getByRole('button', { name: 'Try again as new' })).toBeVisible()
  },
}

export const Refused: Story = {
  loaders: [
    simulated({
      script: [creates({ kind: 'status', status: 400, code: 520044, message: 'Too many stores.' })],
    }),
  ],
  play: async ({ canvas }) => {
    await send(canvas)
    await expect(await canvas.findByText('Too many stores.', undefined, SOON)).toBeVisible()
  },
}

/** The response was unclear. Nothing is sent again; the form looks for the store by its name. */
export const Unconfirmed: Story = {
  loaders: [simulated({ script: [creates({ kind: 'status', status: 503, effect: true })] })],
  play: async ({ canvas, loaded }) => {
    await send(canvas)
    await expect(await canvas.findByText('Nothing with this name was found.', undefined, SOON)).toBeVisible()
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    await userEvent.click(canvas.getByRole('button', { name: 'Look again' }))
    await expect(await canvas.findByText(/most likely yours/, undefined, SOON)).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Continue with this one' })).toBeVisible()
    const sent = worldOf(loaded)
      .simulator.log()
      .filter(({ method }) => method === 'POST')
    await expect(sent).toHaveLength(1)
  },
}

export const NothingFound: Story = {
  loaders: [simulated({ script: [creates({ kind: 'status', status: 503 })] })],
  play: async ({ canvas }) => {
    await send(canvas)
    await expect(await canvas.findByText('Nothing with this name was found.', undefined, SOON)).toBeVisible()
  },
}

export const SignInNeeded: Story = {
  loaders: [simulated({ script: [creates({ kind: 'status', status: 401 })] })],
  play: async ({ canvas }) => {
    await send(canvas)
    await expect(await canvas.findByText('You need to sign in', undefined, SOON)).toBeVisible()
  },
}

export const Forbidden: Story = {
  loaders: [simulated({ script: [creates({ kind: 'status', status: 403 })] })],
  play: async ({ canvas }) => {
    await send(canvas)
    await expect(await canvas.findByText('You may not create memory stores', undefined, SOON)).toBeVisible()
    await expect(canvas.getByLabelText('Name')).toHaveAttribute('readonly')
  },
}
