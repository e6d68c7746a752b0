import type { Meta, StoryObj } from '@storybook/react-vite'
import { CreateConfigurationForm } from 'react-accepted/twilio'
import { expect, userEvent } from 'storybook/test'

import { simulated, withSimulator } from './withSimulator.tsx'

const meta = {
  title: 'Twilio/Forms of your own',
  component: CreateConfigurationForm,
  args: { draftKey: null },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 560 }}>
        <Story />
      </div>
    ),
    withSimulator,
  ],
  loaders: [simulated()],
} satisfies Meta<typeof CreateConfigurationForm>

export default meta
type Story = StoryObj<typeof meta>

const fixed = {
  memoryStoreId: 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5',
  conversationGroupingType: 'GROUP_BY_PROFILE',
} as const

/** Fixed values are always sent, and the form has no fields for them. */
export const Fixed: Story = {
  args: { fixed: { ...fixed, memoryExtractionEnabled: true } },
  play: async ({ canvas }) => {
    await expect(canvas.queryByText('Memory')).toBeNull()
    await expect(canvas.queryByText('Group conversations by')).toBeNull()
  },
}

/** Some parts are left out, and the others are reordered. */
export const HiddenAndReordered: Story = {
  args: {
    fixed,
    defaultValues: { description: 'Made by the desk page' },
    children: ({ channelSettings, displayName, footer }) => (
      <>
        {channelSettings}
        {displayName}
        {footer}
      </>
    ),
  },
  play: async ({ canvas }) => {
    await expect(canvas.queryByLabelText('Description')).toBeNull()
    await expect(canvas.getByLabelText('Name')).toBeVisible()
  },
}

/** The application's own control replaces a field, and its own button replaces the footer. */
export const ReplacedFieldAndFooter: Story = {
  args: {
    fixed,
    children: ({ displayName, field, phase, isLocked }) => {
      const { error, ...control } = field('description')
      return (
        <>
          {displayName}
          <label className="ra-field">
            <span className="ra-label">Purpose</span>
            <select {...control} className="ra-input" disabled={isLocked} aria-invalid={error !== undefined}>
              <option value="">Choose</option>
              <option value="Visitors of the harbor office">Visitors</option>
              <option value="Suppliers of the harbor office">Suppliers</option>
            </select>
            {error !== undefined && <span className="ra-error">{error}</span>}
          </label>
          <button type="submit" className="ra-button" data-variant="primary">
            {phase === 'editing' ? 'Order a desk' : 'On its way'}
          </button>
        </>
      )
    },
  },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Order a desk' }))
    await expect(await canvas.findByText('2 fields need attention')).toBeVisible()
    await expect(canvas.getByLabelText(/Purpose/)).toBeInvalid()
  },
}

/** A list of numbers is pasted at once. Entries that are not valid numbers stay in the box. */
export const ListOfNumbers: Story = {
  args: { defaultValues: { displayName: 'Harbor', sms: { isOn: true, capturesNumber: false } } },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByText('More capture rules'))
    await userEvent.click(canvas.getByRole('button', { name: 'Paste a list of numbers' }))
    await userEvent.paste('+1 (555) 555-0142\n0049 30 123456; 030 123456')
    await userEvent.click(canvas.getByRole('button', { name: 'Add as rules' }))
    await expect(canvas.getByText('2 rules were added.')).toBeVisible()
    await expect(canvas.getByLabelText('Numbers')).toHaveValue('030 123456')
  },
}
