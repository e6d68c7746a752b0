import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'

import { Host } from './looks/Host.tsx'
import { Tokens } from './looks/Tokens.tsx'
import { simulated, withSimulator } from './withSimulator.tsx'

const meta = {
  title: 'Looks',
  tags: ['!autodocs'],
  parameters: { layout: 'fullscreen' },
} satisfies Meta

export default meta
type Story = StoryObj<typeof meta>

/** Every custom property, with its value in the chosen theme. */
export const AllTokens: Story = {
  name: 'Tokens',
  render: () => <Tokens />,
  play: async ({ canvas }) => {
    await expect(canvas.getByText('--ra-accent')).toBeVisible()
    await expect(canvas.getByText('--ra-duration')).toBeVisible()
  },
}

/** Inside an application that uses the variables of shadcn/ui. It only maps tokens and overrides no rules. */
export const InAHost: Story = {
  loaders: [simulated()],
  decorators: [withSimulator],
  render: () => <Host />,
  play: async ({ canvas }) => {
    const row = await canvas.findByRole('rowheader', { name: /Harbor Support/ }, { timeout: 8_000 })
    await expect(row).toBeVisible()
    const create = canvas.getByRole('button', { name: 'Create memory store' })
    const invite = canvas.getByRole('button', { name: 'Invite' })
    await expect(getComputedStyle(create).backgroundColor).toBe(getComputedStyle(invite).backgroundColor)
    await expect(getComputedStyle(create).borderRadius).toBe(getComputedStyle(invite).borderRadius)
  },
}
