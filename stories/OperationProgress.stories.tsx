import type { Meta, StoryObj } from '@storybook/react-vite'
import { OperationProgress } from 'react-accepted'
import { expect, waitFor } from 'storybook/test'

import { withJobs } from './withJobs.tsx'
import { acceptedOf, simulated, withSimulator } from './withSimulator.tsx'

const meta = {
  title: 'Components/OperationProgress',
  component: OperationProgress,
  args: { operation: null },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 420 }}>
        <Story />
      </div>
    ),
    withSimulator,
  ],
  render: (args, { loaded }) => <OperationProgress {...args} operation={acceptedOf(loaded)} />,
} satisfies Meta<typeof OperationProgress>

export default meta
type Story = StoryObj<typeof meta>

/** The server does not say how much is done, so the bar only moves, and shows the elapsed time. */
export const Running: Story = {
  loaders: [simulated({ submits: ['Harbor Reception'], simulator: { operationMs: 600_000 } })],
  play: async ({ canvas }) => {
    const bar = canvas.getByRole('progressbar', { name: 'Harbor Reception: in progress' })
    await expect(bar).not.toHaveAttribute('aria-valuenow')
    await waitFor(() => expect(canvas.getByText(/^\d+s so far$/)).toBeVisible())
  },
}

/** The server says how much is done. */
export const Percentage: Story = {
  loaders: [simulated()],
  decorators: [withJobs({ percent: 64, step: 'Writing rows' })],
  render: () => <OperationProgress operation="export-1" label="Export" />,
  play: async ({ canvas }) => {
    const bar = canvas.getByRole('progressbar', { name: 'Export: in progress' })
    await waitFor(() => expect(bar).toHaveAttribute('aria-valuenow', '64'))
    await expect(canvas.getByText('64%')).toBeVisible()
  },
}

/** The bar disappears when the operation ends, but keeps its space if content follows, so nothing jumps. */
export const Ending: Story = {
  loaders: [simulated({ submits: ['Harbor Reception'] })],
  decorators: [
    (Story) => (
      <div>
        <Story />
        <p>What follows</p>
      </div>
    ),
  ],
  play: async ({ canvas }) => {
    const top = () => canvas.getByText('What follows').getBoundingClientRect().top
    const before = top()
    await waitFor(() => expect(canvas.queryByRole('progressbar')).toBeNull(), { timeout: 6_000 })
    await expect(top()).toBe(before)
  },
}

/** The operation is taking longer than usual. */
export const TakingLonger: Story = {
  loaders: [
    simulated({
      submits: ['Harbor Reception'],
      script: [{ on: 'configurations.create', fault: { kind: 'stuck' } }],
      pace: { stuckAfterMs: 500 },
    }),
  ],
  play: async ({ canvasElement }) => {
    const part = () => canvasElement.querySelector('[data-part="progress"]')
    await waitFor(() => expect(part()).toHaveAttribute('data-stuck'), { timeout: 6_000 })
  },
}

/** Polls fail, but the operation itself continues. */
export const Reconnecting: Story = {
  loaders: [
    simulated({
      submits: ['Harbor Reception'],
      script: [{ on: 'operations.get', times: 'always', fault: { kind: 'status', status: 503 } }],
    }),
  ],
  play: async ({ canvas, canvasElement }) => {
    const part = () => canvasElement.querySelector('[data-part="progress"]')
    await waitFor(() => expect(part()).toHaveAttribute('data-connection', 'retrying'), { timeout: 6_000 })
    await expect(canvas.getByRole('progressbar')).toBeVisible()
  },
}
