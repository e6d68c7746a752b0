import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'

import { simulated, withSimulator } from '../withSimulator.tsx'
import { Tour as TourView } from './Tour.tsx'

const meta = {
  title: 'Pages/Welcome',
  component: TourView,
  // Parts of the welcome page, hidden in the sidebar.
  tags: ['!dev', '!autodocs'],
  decorators: [withSimulator],
} satisfies Meta<typeof TourView>

export default meta
type Story = StoryObj<typeof meta>

const SOON = { timeout: 10_000 }

/** The live demo on the welcome page. */
export const Tour: Story = {
  loaders: [simulated({ simulator: { operationMs: 5_000, seed: 'empty' } })],
}

/** From the button to the final status. */
export const TriedOut: Story = {
  loaders: [simulated({ simulator: { seed: 'empty' } })],
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByLabelText('Name'), 'harbor-memory')
    await userEvent.click(canvas.getByRole('button', { name: 'Create memory store' }))
    await expect(await canvas.findByRole('listitem', undefined, SOON)).toHaveTextContent('harbor-memory')
    await expect(await canvas.findByText('Completed', undefined, SOON)).toBeVisible()
  },
}
