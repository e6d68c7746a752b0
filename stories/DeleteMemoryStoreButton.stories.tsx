import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { DeleteConversationButton, DeleteMemoryStoreButton, useMemoryStores } from 'react-accepted/twilio'
import type { DeleteMemoryStoreButtonProps } from 'react-accepted/twilio'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'

import { simulated, withSimulator, worldOf } from './withSimulator.tsx'

/** The button for the store that most configurations use. */
function Harbor(props: Omit<DeleteMemoryStoreButtonProps, 'memoryStoreId'>) {
  const now = useMemoryStores().memoryStores.find(({ displayName }) => displayName === 'harbor-memory')
  const [store, setStore] = useState(now)
  if (!store && now) setStore(now)
  return store ? (
    <DeleteMemoryStoreButton {...props} memoryStoreId={store.id} displayName={store.displayName} />
  ) : null
}

const meta = {
  title: 'Twilio/DeleteMemoryStoreButton',
  component: DeleteMemoryStoreButton,
  render: (props) => <Harbor {...props} />,
  args: {
    memoryStoreId: 'of harbor-memory',
    onAccepted: fn(),
    onCompleted: fn(),
    onFailed: fn(),
    onUnconfirmed: fn(),
  },
  decorators: [withSimulator],
  loaders: [simulated()],
} satisfies Meta<typeof DeleteMemoryStoreButton>

export default meta
type Story = StoryObj<typeof meta>
type Canvas = ReturnType<typeof within>

const SOON = { timeout: 8_000 }

async function confirm(canvas: Canvas, name = 'Delete harbor-memory') {
  await userEvent.click(await canvas.findByRole('button', { name }, SOON))
  const dialog = within(await canvas.findByRole('dialog'))
  await userEvent.click(dialog.getByRole('checkbox'))
  await userEvent.click(dialog.getByRole('button', { name: 'Delete' }))
  return dialog
}

/** The dialog lists what is deleted with the store, and which configurations use it now. */
export const Question: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Delete harbor-memory' }, SOON))
    const dialog = within(await canvas.findByRole('dialog'))
    await expect(await dialog.findByText(/^Configurations that use it now: Harbor Support/)).toBeVisible()
  },
}

export const Deleted: Story = {
  play: async ({ canvas, args }) => {
    await confirm(canvas)
    await waitFor(() => expect(args.onCompleted).toHaveBeenCalledOnce(), SOON)
    await waitFor(() => expect(canvas.queryByRole('dialog')).toBeNull(), SOON)
  },
}

/** The endpoint takes no key, so nothing is sent again. The dialog checks whether the store still exists. */
export const Unconfirmed: Story = {
  loaders: [simulated({ script: [{ on: 'stores.delete', fault: { kind: 'status', status: 503 } }] })],
  play: async ({ canvas, loaded }) => {
    const dialog = await confirm(canvas)
    await expect(await dialog.findByText(/^It still exists\./, undefined, SOON)).toBeVisible()
    await expect(dialog.queryByRole('button', { name: 'Send again' })).toBeNull()
    const sent = worldOf(loaded)
      .simulator.log()
      .filter(({ method }) => method === 'DELETE')
    await expect(sent).toHaveLength(1)
  },
}

/** A conversation is deleted with everything attached to it. */
export const Conversation: Story = {
  render: () => (
    <DeleteConversationButton
      conversationId="conv_conversation_01k9w5t6d3r8n0vyh2m4qc7xjb"
      displayName="Lost umbrella"
    />
  ),
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Delete Lost umbrella' }, SOON))
    const dialog = within(await canvas.findByRole('dialog'))
    await expect(dialog.getByText(/^Everything attached to it is deleted with it/)).toBeVisible()
  },
}
