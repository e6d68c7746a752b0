import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { MemoryStoreSelect } from 'react-accepted/twilio'
import type { MemoryStoreSelectProps } from 'react-accepted/twilio'
import { expect, fn, userEvent, waitFor } from 'storybook/test'

import { simulated, withSimulator } from './withSimulator.tsx'

function Chooser({ value, onValueChange, ...rest }: MemoryStoreSelectProps) {
  const [chosen, setChosen] = useState(value)
  return (
    <MemoryStoreSelect
      {...rest}
      value={chosen}
      onValueChange={(id) => {
        setChosen(id)
        onValueChange(id)
      }}
    />
  )
}

const NEW_STORE = (
  <button type="button" className="ra-button" data-size="small">
    New memory store
  </button>
)

const meta = {
  title: 'Twilio/MemoryStoreSelect',
  component: MemoryStoreSelect,
  render: (props) => <Chooser {...props} />,
  args: { value: '', onValueChange: fn() },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 420 }}>
        <Story />
      </div>
    ),
    withSimulator,
  ],
  loaders: [simulated()],
} satisfies Meta<typeof MemoryStoreSelect>

export default meta
type Story = StoryObj<typeof meta>

const SOON = { timeout: 8_000 }

export const Filled: Story = {
  play: async ({ canvas, args }) => {
    await canvas.findByRole('option', { name: 'ferry-memory' }, SOON)
    await userEvent.selectOptions(canvas.getByLabelText('Memory store'), 'ferry-memory')
    await expect(args.onValueChange).toHaveBeenCalledWith(expect.stringMatching(/^mem_store_/))
  },
}

export const Loading: Story = {
  loaders: [
    simulated({ script: [{ on: 'stores.list', times: 'always', fault: { kind: 'slow', ms: 600_000 } }] }),
  ],
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Loading memory stores…')).toBeVisible()
  },
}

export const Empty: Story = {
  args: { createAction: NEW_STORE },
  loaders: [simulated({ simulator: { seed: 'empty' } })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/There are no memory stores yet/, undefined, SOON)).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'New memory store' })).toBeVisible()
  },
}

export const Failed: Story = {
  loaders: [
    simulated({ script: [{ on: 'stores.list', times: 'always', fault: { kind: 'status', status: 500 } }] }),
  ],
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByText('The memory stores could not be loaded.', undefined, SOON),
    ).toBeVisible()
  },
}

/** A store that is not ready is listed, but cannot be chosen. */
export const NotReady: Story = {
  args: { error: 'Choose a memory store.', createAction: NEW_STORE },
  loaders: [
    simulated({
      simulator: {
        seed: { stores: [{ displayName: 'harbor-memory' }, { displayName: 'broken', status: 'FAILED' }] },
      },
    }),
  ],
  play: async ({ canvas }) => {
    await waitFor(
      () => expect(canvas.getByRole('option', { name: 'broken (setup failed)' })).toBeDisabled(),
      SOON,
    )
  },
}

export const Disabled: Story = {
  args: { disabled: true },
  play: async ({ canvas }) => {
    await expect(canvas.getByLabelText('Memory store')).toBeDisabled()
  },
}
