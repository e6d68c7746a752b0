import type { Meta, StoryObj } from '@storybook/react-vite'
import { QueryClient } from '@tanstack/react-query'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { expect, userEvent, within } from 'storybook/test'

import { Changes } from './changes/Changes.tsx'
import { createWorld } from './createWorld.ts'
import { findApi } from './findApi.ts'
import { simulated, withSimulator } from './withSimulator.tsx'

const meta = {
  title: 'Changes',
  component: Changes,
  parameters: { layout: 'fullscreen' },
  tags: ['!autodocs'],
  decorators: [withSimulator],
} satisfies Meta<typeof Changes>

export default meta
type Story = StoryObj<typeof meta>

/** Over real HTTP if the server has the proxy. Otherwise the simulator runs in the page. */
export const OverHttp: Story = {
  name: 'Over HTTP',
  loaders: [
    async () => ({
      world:
        findApi() === 'page'
          ? await createWorld({})
          : { client: createOrchestratorClient({ baseUrl: '/api/twilio' }), queryClient: new QueryClient() },
    }),
  ],
}

/** A PUT, from the request to the final status. */
export const Replace: Story = {
  loaders: [simulated()],
  play: async ({ canvas }) => {
    await canvas.findByRole('rowheader', { name: /Harbor Support/ }, { timeout: 10_000 })
    await userEvent.click(canvas.getByRole('button', { name: 'Replace the first' }))
    const row = within(canvas.getByRole('listitem', { name: 'Replace the first' }))
    await expect(await row.findByText('Completed', undefined, { timeout: 10_000 })).toBeVisible()
    await expect(
      await canvas.findByRole('rowheader', { name: /Harbor Reception/ }, { timeout: 10_000 }),
    ).toBeVisible()
  },
}
