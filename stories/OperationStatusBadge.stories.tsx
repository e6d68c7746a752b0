import type { Meta, StoryObj } from '@storybook/react-vite'
import { OperationStatusBadge } from 'react-accepted'
import { expect, waitFor } from 'storybook/test'

import { acceptedOf, simulated, withSimulator } from './withSimulator.tsx'

const meta = {
  title: 'Components/OperationStatusBadge',
  component: OperationStatusBadge,
  args: { status: 'PENDING' },
  // The props are a union: these descriptions say which ones exclude each other.
  argTypes: {
    operation: {
      description: 'The operation to watch; `null` renders nothing. Not together with `status`.',
    },
    status: { description: 'The status to show. Needs no provider. Not together with `operation`.' },
    stuck: {
      description: 'With `status`: shows that a PENDING operation is taking longer than usual.',
      table: { defaultValue: { summary: 'false' } },
    },
    connection: {
      description: 'With `status`: why it cannot be read right now. Shown only for PENDING and LOADING.',
      table: { defaultValue: { summary: "'ok'" } },
    },
  },
} satisfies Meta<typeof OperationStatusBadge>

export default meta
type Story = StoryObj<typeof meta>

const STATUSES = ['IDLE', 'LOADING', 'PENDING', 'COMPLETED', 'FAILED', 'CANCELLED', 'UNAVAILABLE'] as const
const CONNECTIONS = ['retrying', 'unauthorized', 'forbidden', 'offline', 'paused'] as const

/** Every status, without any provider. */
export const AllStatuses: Story = {
  render: () => (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
      {STATUSES.map((status) => (
        <OperationStatusBadge key={status} status={status} />
      ))}
      <OperationStatusBadge status="PENDING" stuck />
    </div>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Completed')).toBeVisible()
    await expect(canvas.getByText('Failed')).toBeVisible()
    await expect(canvas.getByText('Status unknown')).toBeVisible()
    await expect(canvas.getByText('Taking longer')).toBeVisible()
  },
}

/** A small hint shows why the status cannot be read right now. It never turns a status into a failure. */
export const Connections: Story = {
  render: () => (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
      {CONNECTIONS.map((connection) => (
        <OperationStatusBadge key={connection} status="PENDING" connection={connection} />
      ))}
      <OperationStatusBadge status="COMPLETED" connection="retrying" />
    </div>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getAllByText('Checking again…')).toHaveLength(1)
    await expect(canvas.getByText('Sign-in needed')).toBeVisible()
  },
}

/** Follows an operation until it ends. */
export const Watching: Story = {
  loaders: [simulated({ submits: ['Harbor Reception'] })],
  decorators: [withSimulator],
  render: (_, { loaded }) => <OperationStatusBadge operation={acceptedOf(loaded)} />,
  play: async ({ canvas }) => {
    await expect(canvas.getByText('In progress')).toBeVisible()
    await waitFor(() => expect(canvas.getByText('Completed')).toBeVisible(), { timeout: 6_000 })
  },
}

/** Right to left, in a narrow container. */
export const RightToLeft: Story = {
  render: () => (
    <div dir="rtl" style={{ display: 'grid', gap: 12, inlineSize: 180 }}>
      <OperationStatusBadge status="PENDING" connection="retrying" />
      <OperationStatusBadge status="FAILED" />
    </div>
  ),
}
