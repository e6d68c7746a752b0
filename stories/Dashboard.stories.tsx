import type { Meta, StoryObj } from '@storybook/react-vite'
import { QueryClient } from '@tanstack/react-query'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { expect, userEvent, within } from 'storybook/test'

import { conditionsOf } from './conditions.ts'
import { createWorld } from './createWorld.ts'
import { Dashboard } from './dashboard/Dashboard.tsx'
import { driveServer } from './driveServer.ts'
import { findApi } from './findApi.ts'
import { simulated, withSimulator, worldOf } from './withSimulator.tsx'

const meta = {
  title: 'Dashboard',
  component: Dashboard,
  args: { place: 'simulator' },
  parameters: { layout: 'fullscreen' },
  tags: ['!autodocs'],
  decorators: [withSimulator],
  // The next story starts on the first page.
  beforeEach: () => () => history.replaceState(null, '', '#'),
} satisfies Meta<typeof Dashboard>

export default meta
type Story = StoryObj<typeof meta>
type Canvas = ReturnType<typeof within>

const SOON = { timeout: 10_000 }

/**
 * The dashboard over real HTTP, through the server's own proxy to the simulator. On a static host and in tests,
 * the simulator runs in the page.
 */
export const OverHttp: Story = {
  name: 'Over HTTP',
  loaders: [
    async ({ globals }) => {
      const api = findApi()
      if (api === 'page') {
        const options = { simulator: { operationMs: 4_000, retryAfterSeconds: 2 } }
        return { world: await createWorld(options, conditionsOf(globals)) }
      }
      if (api === 'server') await driveServer(conditionsOf(globals))
      const client = createOrchestratorClient({ baseUrl: '/api/twilio' })
      return { world: { client, queryClient: new QueryClient(), scope: 'dashboard' } }
    },
  ],
}

async function create(canvas: Canvas) {
  await userEvent.click(canvas.getByRole('button', { name: 'New configuration' }))
  const panel = within(await canvas.findByRole('dialog', { name: 'New configuration' }))
  await userEvent.type(panel.getByLabelText('Name'), 'Harbor Reception')
  await userEvent.type(panel.getByLabelText('Description'), 'Visitors of the harbor office')
  await panel.findByRole('option', { name: 'harbor-memory' }, SOON)
  await userEvent.selectOptions(panel.getByLabelText('Memory store'), 'harbor-memory')
  await userEvent.click(panel.getByRole('button', { name: 'Create configuration' }))
  return panel
}

/** Submitted in the panel and still running. */
export const Creating: Story = {
  loaders: [simulated({ simulator: { operationMs: 600_000 } })],
  play: async ({ canvas }) => {
    const panel = await create(canvas)
    await expect(await panel.findByRole('progressbar', undefined, SOON)).toBeVisible()
  },
}

/** From the button to the new row in the table. */
export const Create: Story = {
  loaders: [simulated()],
  play: async ({ canvas }) => {
    const panel = await create(canvas)
    await expect(await panel.findByText('Harbor Reception was created', undefined, SOON)).toBeVisible()
    await userEvent.click(panel.getByRole('button', { name: 'Close' }))
    await expect(await canvas.findByRole('rowheader', { name: /Harbor Reception/ }, SOON)).toBeVisible()
  },
}

/** One operation is running, one has failed and one is done. */
export const Busy: Story = {
  loaders: [
    simulated({
      submits: ['Harbor Reception', 'Marina Night Desk', 'Pilot Station'],
      script: [
        {
          on: 'configurations.create',
          skip: 1,
          fault: {
            kind: 'fail',
            error: {
              type: 'https://www.twilio.com/docs/api/errors/520042',
              title: 'Memory store not active',
              detail: 'The memory store marina-memory is still being set up. Wait until it is ACTIVE.',
            },
          },
        },
        { on: 'configurations.create', skip: 2, fault: { kind: 'takes', ms: 600_000 } },
      ],
    }),
  ],
  render: (args, { loaded }) => <Dashboard {...args} accepted={worldOf(loaded).accepted} />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Failed', undefined, SOON)).toBeVisible()
    await expect(await canvas.findByText('Completed', undefined, SOON)).toBeVisible()
    await expect(canvas.getByText('In progress')).toBeVisible()
  },
}
