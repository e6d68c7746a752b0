import type { Meta, StoryObj } from '@storybook/react-vite'
import { OperationStatusBadge, OperationsTray } from 'react-accepted'
import { CreateConfigurationForm } from 'react-accepted/twilio'
import { expect } from 'storybook/test'

import { simulated, withSimulator, worldOf } from '../withSimulator.tsx'

import './badgeTable.css'
import { BadgeTable } from './BadgeTable.tsx'

const meta = {
  title: 'Tasks/Live',
  // Shown on the `.mdx` pages in this folder.
  tags: ['!dev', '!autodocs'],
  decorators: [withSimulator],
} satisfies Meta

export default meta
type Story = StoryObj<typeof meta>

const SOON = { timeout: 8_000 }

export const InATable: Story = {
  loaders: [
    simulated({
      submits: ['Harbor Reception', 'Ferry Bookings'],
      script: [{ on: 'configurations.create', times: 1, fault: { kind: 'takes', ms: 20_000 } }],
    }),
  ],
  render: (_, { loaded }) => <BadgeTable operations={worldOf(loaded).accepted} />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Completed', undefined, SOON)).toBeVisible()
  },
}

export const Themed: Story = {
  loaders: [simulated()],
  render: () => (
    <div className="task-themed">
      <OperationStatusBadge status="PENDING" /> <OperationStatusBadge status="COMPLETED" />{' '}
      <OperationStatusBadge status="FAILED" />
      <OperationsTray />
    </div>
  ),
}

export const Failing: Story = {
  loaders: [
    simulated({
      submits: ['Harbor Reception'],
      script: [
        {
          on: 'configurations.create',
          times: 1,
          fault: {
            kind: 'fail',
            error: {
              type: 'https://www.twilio.com/docs/api/errors/520042',
              title: 'Memory store not active',
              detail: 'The memory store is still being set up. Wait until it is ACTIVE.',
            },
          },
        },
      ],
    }),
  ],
  render: (_, { loaded }) => <BadgeTable operations={worldOf(loaded).accepted} />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Memory store not active', undefined, SOON)).toBeVisible()
  },
}

export const Resumed: Story = {
  loaders: [simulated({}, [{ displayName: 'Harbor Reception', minutesAgo: 12, hasRequest: true }])],
  render: () => <OperationsTray />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Harbor Reception', undefined, SOON)).toBeVisible()
  },
}

export const Translated: Story = {
  globals: { language: 'de' },
  loaders: [simulated()],
  render: () => <CreateConfigurationForm />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByLabelText('Name', undefined, SOON)).toBeVisible()
  },
}
