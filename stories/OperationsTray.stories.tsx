import type { Meta, StoryObj } from '@storybook/react-vite'
import { useEffect } from 'react'
import { OperationsTray, useOperations } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import type { ScriptRule } from 'react-accepted/twilio/simulator'
import { expect, userEvent, waitFor } from 'storybook/test'

import type { LeftIntent } from './leaveBehind.ts'
import { simulated, withSimulator, worldOf } from './withSimulator.tsx'

const meta = {
  title: 'Components/OperationsTray',
  component: OperationsTray,
  args: { supportUrl: 'https://www.twilio.com/help/contact' },
  decorators: [withSimulator],
  render: (args, { loaded }) => (
    <>
      <Watching accepted={worldOf(loaded).accepted} />
      <OperationsTray {...args} />
    </>
  ),
} satisfies Meta<typeof OperationsTray>

export default meta
type Story = StoryObj<typeof meta>

function Watching({ accepted }: { readonly accepted: readonly AcceptedOperation[] }) {
  const { watch } = useOperations()
  useEffect(() => {
    for (const one of accepted) watch(one)
  }, [accepted, watch])
  return null
}

const SOON = { timeout: 8_000 }
const LONG = { operationMs: 600_000 }

function creates(fault: ScriptRule['fault'], skip = 0): ScriptRule {
  return { on: 'configurations.create', skip, fault }
}

const NOT_ACTIVE: ScriptRule['fault'] = {
  kind: 'fail',
  error: {
    type: 'https://www.twilio.com/docs/api/errors/520042',
    title: 'Memory store not active',
    detail: 'The memory store harbor-memory is still being set up. Wait until it is ACTIVE.',
  },
}

export const Empty: Story = {
  loaders: [simulated()],
  play: async ({ canvas }) => {
    await expect(canvas.getByText('No operations')).toBeVisible()
  },
}

export const Running: Story = {
  loaders: [simulated({ submits: ['Harbor Reception'], simulator: LONG })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('1 running')).toBeVisible()
    await expect(canvas.getByText('Create configuration')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: /^Check now/ }))
    await expect(await canvas.findByText(/^Next check in/)).toBeVisible()
  },
}

/** Running, completed and failed operations, newest first. */
export const Several: Story = {
  args: { getResourceHref: ({ id }) => `#/configurations/${id}` },
  loaders: [
    simulated({
      submits: ['Harbor Reception', 'Ferry Bookings', 'Lighthouse Night Desk', 'Lost and Found'],
      script: [creates(NOT_ACTIVE, 1), creates({ kind: 'stuck' }, 2)],
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Memory store not active', undefined, SOON)).toBeVisible()
    await waitFor(() => expect(canvas.getAllByRole('link', { name: /^Open / })).toHaveLength(2), SOON)
    await expect(canvas.getByText('1 running')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Clear finished' })).toBeVisible()
  },
}

/** Without `getResourceHref`, the ID of a new resource can be copied. */
export const Completed: Story = {
  loaders: [simulated({ submits: ['Harbor Reception'] })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Copy Configuration ID' }, SOON)).toBeVisible()
    await expect(canvas.getByRole('button', { name: /^Dismiss/ })).toBeVisible()
  },
}

export const Failed: Story = {
  loaders: [simulated({ submits: ['Harbor Reception'], script: [creates(NOT_ACTIVE)] })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Memory store not active', undefined, SOON)).toBeVisible()
  },
}

export const TakingLonger: Story = {
  loaders: [
    simulated({
      submits: ['Harbor Reception'],
      script: [creates({ kind: 'stuck' })],
      pace: { stuckAfterMs: 500 },
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This is taking longer than usual', undefined, SOON)).toBeVisible()
  },
}

/** The operation stays in the list with its last known status. */
export const Stopped: Story = {
  loaders: [simulated({ submits: ['Harbor Reception', 'Ferry Bookings'], simulator: LONG })],
  play: async ({ canvas }) => {
    const [stop] = await canvas.findAllByRole('button', { name: /^Stop watching/ })
    if (stop) await userEvent.click(stop)
    await expect(await canvas.findByRole('button', { name: /^Watch again/ })).toBeVisible()
    await expect(canvas.getByText('1 running')).toBeVisible()
  },
}

export const StatusUnknown: Story = {
  loaders: [
    simulated({
      submits: ['Harbor Reception'],
      script: [{ on: 'operations.get', times: 'always', fault: { kind: 'status', status: 410 } }],
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('The status cannot be read', undefined, SOON)).toBeVisible()
    await expect(canvas.getByRole('button', { name: /^Dismiss/ })).toBeVisible()
  },
}

const LEFT: LeftIntent = { displayName: 'Harbor Reception', minutesAgo: 12, hasRequest: true }

/** Sent by an earlier page that never got a response. */
export const NotConfirmed: Story = {
  loaders: [simulated({}, [LEFT])],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('1 not confirmed')).toBeVisible()
    await expect(canvas.getByRole('button', { name: /^Send again/ })).toBeVisible()
    await expect(canvas.getByRole('button', { name: /^Discard/ })).toBeVisible()
  },
}

/** Sending again uses the same key, so nothing is created twice. */
export const SentAgain: Story = {
  loaders: [simulated({ simulator: LONG }, [LEFT])],
  play: async ({ canvas, loaded }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /^Send again/ }))
    await expect(await canvas.findByText('1 running', undefined, SOON)).toBeVisible()
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-part', 'row'))
    const sent = worldOf(loaded)
      .simulator.log()
      .filter(({ method }) => method === 'POST')
    await expect(sent).toHaveLength(1)
  },
}

/** Neither can be sent again: one could be created twice, and of the other only the name is left. */
export const CannotBeSentAgain: Story = {
  loaders: [
    simulated({}, [
      { ...LEFT, hasRequest: false },
      { displayName: 'harbor-archive', kind: 'memoryStore.create', minutesAgo: 3, hasRequest: false },
    ]),
  ],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /^Look for it/ }))
    await expect(await canvas.findByText('Nothing with this name was found.', undefined, SOON)).toBeVisible()
    await expect(canvas.queryByRole('button', { name: /^Send again/ })).toBeNull()
  },
}

/** The tray looks for both by name. One was created after the request; the other may be an older one. */
export const FoundByName: Story = {
  loaders: [
    simulated({}, [
      { displayName: 'Harbor Support', minutesAgo: 61, hasRequest: false },
      { displayName: 'Ferry Bookings', minutesAgo: 5, hasRequest: false },
    ]),
  ],
  play: async ({ canvas }) => {
    for (const name of ['Harbor Support', 'Ferry Bookings'])
      await userEvent.click(await canvas.findByRole('button', { name: `Look for it ${name}` }))
    await expect(await canvas.findByText(/most likely yours/, undefined, SOON)).toBeVisible()
    await expect(await canvas.findByText(/may be an older one/, undefined, SOON)).toBeVisible()
  },
}
