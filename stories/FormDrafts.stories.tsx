import type { Meta, StoryObj } from '@storybook/react-vite'
import { CreateConfigurationForm } from 'react-accepted/twilio'
import { expect, fn, userEvent, waitFor } from 'storybook/test'

import { ROOT } from './leaveBehind.ts'
import { simulated, withSimulator } from './withSimulator.tsx'

const SOON = { timeout: 8_000 }
const LEFT = {
  displayName: 'Harbor Reception',
  description: 'Visitors of the harbor office',
  sms: { isOn: true, number: '+1 555 555 0142' },
}

/** Stores the draft that an earlier page of this tab left behind. */
const leftBehind = (draft: object) => async (context: { readonly globals: Record<string, unknown> }) => {
  const record = { at: Date.now() - 60_000, draft }
  sessionStorage.setItem(`${ROOT}draft/story`, JSON.stringify(record))
  return simulated({}, [])(context)
}

const meta = {
  title: 'Twilio/Drafts',
  component: CreateConfigurationForm,
  args: { draftKey: 'story', onDirtyChange: fn() },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 560 }}>
        <Story />
      </div>
    ),
    withSimulator,
  ],
} satisfies Meta<typeof CreateConfigurationForm>

export default meta
type Story = StoryObj<typeof meta>

/** After a reload, the whole draft is restored. */
export const Restored: Story = {
  loaders: [leftBehind({ values: LEFT })],
  play: async ({ canvas, args }) => {
    await expect(await canvas.findByText('Your draft was restored.', undefined, SOON)).toBeVisible()
    await expect(canvas.getByLabelText('Name')).toHaveValue('Harbor Reception')
    await expect(canvas.getByLabelText('Phone number')).toHaveValue('+1 555 555 0142')
    await waitFor(() => expect(args.onDirtyChange).toHaveBeenCalledWith(true))
  },
}

/** A callback URL that may hold a secret is not kept. */
export const RestoredInPart: Story = {
  loaders: [
    leftBehind({ values: { ...LEFT, statusCallbacks: [{ url: '', method: 'POST' }] }, isPart: true }),
  ],
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByText(/callback addresses that may hold a secret/, undefined, SOON),
    ).toBeVisible()
    await expect(canvas.getByLabelText('URL')).toHaveValue('')
    await expect(canvas.getByLabelText('URL')).toBeVisible()
  },
}

/** The draft is discarded, and the form starts empty. */
export const Discarded: Story = {
  loaders: [leftBehind({ values: LEFT })],
  play: async ({ canvas, args }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Discard draft' }, SOON))
    await expect(canvas.getByLabelText('Name')).toHaveValue('')
    await expect(canvas.getByLabelText('Name')).toHaveFocus()
    await expect(args.onDirtyChange).toHaveBeenLastCalledWith(false)
  },
}
