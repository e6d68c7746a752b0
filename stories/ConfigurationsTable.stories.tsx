import type { Meta, StoryObj } from '@storybook/react-vite'
import { ConfigurationsTable } from 'react-accepted'
import { expect, userEvent, waitFor } from 'storybook/test'

import { simulated, withSimulator } from './withSimulator.tsx'

const meta = {
  title: 'Twilio/ConfigurationsTable',
  component: ConfigurationsTable,
  decorators: [withSimulator],
  loaders: [simulated()],
} satisfies Meta<typeof ConfigurationsTable>

export default meta
type Story = StoryObj<typeof meta>

const SOON = { timeout: 8_000 }

export const Filled: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('rowheader', { name: /Harbor Support/ }, SOON)).toBeVisible()
    await expect(canvas.getByRole('table', { name: 'Configurations' })).toBeVisible()
    await waitFor(() => expect(canvas.getAllByText('harbor-memory')).toHaveLength(3), SOON)
  },
}

/** Page by page. */
export const ManyPages: Story = {
  args: { pageSize: 2 },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Load more' }, SOON))
    await expect(await canvas.findByRole('rowheader', { name: /Lighthouse/ }, SOON)).toBeVisible()
    await expect(canvas.queryByRole('button', { name: 'Load more' })).toBeNull()
  },
}

/** The rows keep their place while they are on their way. */
export const Loading: Story = {
  loaders: [
    simulated({
      script: [{ on: 'configurations.list', times: 'always', fault: { kind: 'slow', ms: 600_000 } }],
    }),
  ],
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('table', { name: 'Configurations' })).toHaveAttribute('aria-busy', 'true')
  },
}

export const Empty: Story = {
  args: {
    emptyAction: (
      <button type="button" className="ra-button" data-variant="primary">
        Create configuration
      </button>
    ),
  },
  loaders: [simulated({ simulator: { seed: 'empty' } })],
  play: async ({ canvas }) => {
    await waitFor(
      () => expect(canvas.getByText('Create the first one to start capturing conversations.')).toBeVisible(),
      SOON,
    )
  },
}

export const Failed: Story = {
  loaders: [
    simulated({ script: [{ on: 'configurations.list', times: 1, fault: { kind: 'status', status: 500 } }] }),
  ],
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByText('The configurations could not be read', undefined, SOON),
    ).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await expect(await canvas.findByRole('rowheader', { name: /Harbor Support/ }, SOON)).toBeVisible()
  },
}

/** Too narrow for columns: each row is a card. */
export const Narrow: Story = {
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 328 }}>
        <Story />
      </div>
    ),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('rowheader', { name: /Harbor Support/ }, SOON)).toBeVisible()
  },
}
