import type { Meta, StoryObj } from '@storybook/react-vite'
import { useEffect } from 'react'
import { useOperations } from 'react-accepted'
import { ConfigurationsTable, DeleteConfigurationButton } from 'react-accepted/twilio'
import { expect, userEvent, waitFor, within } from 'storybook/test'

import type { World } from './createWorld.ts'
import { simulated, withSimulator, worldOf } from './withSimulator.tsx'

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

/** Loads one page at a time. */
export const ManyPages: Story = {
  args: { pageSize: 2 },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Load more' }, SOON))
    await expect(await canvas.findByRole('rowheader', { name: /Lighthouse/ }, SOON)).toBeVisible()
    await expect(canvas.queryByRole('button', { name: 'Load more' })).toBeNull()
  },
}

export const FirstPage: Story = {
  args: { pageSize: 2 },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Load more' }, SOON)).toBeVisible()
  },
}

/** Space is reserved for the rows while they load. */
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
      await canvas.findByText('The configurations could not be loaded', undefined, SOON),
    ).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await expect(await canvas.findByRole('rowheader', { name: /Harbor Support/ }, SOON)).toBeVisible()
  },
}

export const CannotBeRead: Story = {
  loaders: [
    simulated({
      script: [{ on: 'configurations.list', times: 'always', fault: { kind: 'status', status: 500 } }],
    }),
  ],
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByText('The configurations could not be loaded', undefined, SOON),
    ).toBeVisible()
  },
}

/** Some of the fields, a column of the application's own, and names that link to a page. */
export const OwnColumns: Story = {
  args: {
    columns: [
      'channelSettings',
      {
        id: 'rules',
        header: 'Intelligence',
        render: ({ intelligenceConfigurationIds }) => intelligenceConfigurationIds?.length ?? 0,
      },
      'updatedAt',
    ],
    getConfigurationHref: ({ id }) => `#${id}`,
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('link', { name: 'Ferry Bookings' }, SOON)).toBeVisible()
    await expect(canvas.getByRole('columnheader', { name: 'Intelligence' })).toBeVisible()
    await expect(canvas.queryByRole('columnheader', { name: 'ID' })).toBeNull()
  },
}

/** Each row has its own actions. */
export const WithActions: Story = {
  args: {
    renderActions: ({ id, displayName }) => (
      <DeleteConfigurationButton configurationId={id} displayName={displayName} data-size="small" />
    ),
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('columnheader', { name: 'Actions' }, SOON)).toBeVisible()
    await expect(await canvas.findByRole('button', { name: 'Delete Ferry Bookings' }, SOON)).toBeVisible()
  },
}

/** After a deletion, the focus moves to the row that took its place. */
export const RowDeleted: Story = {
  args: WithActions.args ?? {},
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Delete Harbor Support' }, SOON))
    await userEvent.click(canvas.getByRole('checkbox'))
    await userEvent.click(canvas.getByRole('button', { name: 'Delete' }))
    await waitFor(() => expect(canvas.queryByRole('rowheader', { name: /Harbor Support/ })).toBeNull(), SOON)
    await waitFor(() => expect(canvas.getByRole('row', { name: /Ferry Bookings/ })).toHaveFocus())
  },
}

/** A running operation is shown in the row that it changes. A new configuration has its own row. */
export const UnderWay: Story = {
  args: WithActions.args ?? {},
  loaders: [simulated({ simulator: { operationMs: 600_000 }, submits: ['Harbor Reception'] })],
  decorators: [
    (Story, { loaded }) => (
      <>
        <Changes world={worldOf(loaded)} />
        <Story />
      </>
    ),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('row', { name: /Harbor Reception.*Creating…/ }, SOON)).toBeVisible()
    await expect(await canvas.findByRole('row', { name: /Harbor Support.*Updating…/ }, SOON)).toBeVisible()
    await expect(await canvas.findByRole('row', { name: /Ferry Bookings.*Deleting…/ }, SOON)).toBeVisible()
  },
}

/** Starts a change and a deletion, and watches them and the submitted operations. */
function Changes({ world: { client, accepted } }: { readonly world: World }) {
  const { watch } = useOperations()
  useEffect(() => {
    async function begin() {
      const [first, second] = (await client.configurations.list()).items
      watch(await client.configurations.patch(first?.id ?? '', { description: 'New words' }))
      watch(await client.configurations.delete(second?.id ?? ''))
    }
    for (const one of accepted) watch(one)
    void begin()
  }, [client, accepted, watch])
  return null
}

/** The browser searches by name, after it has loaded the remaining pages. */
export const Searched: Story = {
  args: { pageSize: 1 },
  play: async ({ canvas }) => {
    await userEvent.type(await canvas.findByRole('searchbox', { name: 'Search by name' }, SOON), 'light')
    await expect(await canvas.findByText('1 configuration found', undefined, SOON)).toBeVisible()
    await expect(canvas.getAllByRole('rowheader')).toHaveLength(1)
  },
}

export const NothingFound: Story = {
  play: async ({ canvas }) => {
    await userEvent.type(await canvas.findByRole('searchbox', { name: 'Search by name' }, SOON), 'zebra')
    await expect(await canvas.findByText(/^No configuration has “zebra”/, undefined, SOON)).toBeVisible()
  },
}

/** The user selects what is shown, and deletes it together. */
export const Selected: Story = {
  args: { deletable: true },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: 'Select Ferry Bookings' }, SOON))
    await expect(canvas.getByText('1 of 3 selected')).toBeVisible()
    await expect(canvas.getByRole('checkbox', { name: 'Select all' })).toBePartiallyChecked()
  },
}

/** Only what is loaded can be selected. A button loads and selects the rest. */
export const SelectedPage: Story = {
  args: { deletable: true, pageSize: 2 },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: 'Select Ferry Bookings' }, SOON))
    await userEvent.click(canvas.getByRole('checkbox', { name: 'Select all' }))
    await expect(await canvas.findByRole('button', { name: 'Load and select the rest' })).toBeVisible()
  },
}

const askToDeleteAll: NonNullable<Story['play']> = async ({ canvas }) => {
  await canvas.findByRole('checkbox', { name: 'Select Ferry Bookings' }, SOON)
  await userEvent.click(canvas.getByRole('checkbox', { name: 'Select all' }))
  await userEvent.click(canvas.getByRole('button', { name: 'Delete…' }))
  await expect(
    await canvas.findByRole('dialog', { name: 'Delete these 3 configurations?' }, SOON),
  ).toBeVisible()
}

/** A dialog names what is deleted, and asks what to do if one cannot be deleted. */
export const BulkDeleteAsked: Story = {
  args: { deletable: true },
  play: askToDeleteAll,
}

/** Several configurations are deleted, a few at a time. The summary names those that were not, and why. */
export const BulkDelete: Story = {
  args: { deletable: true },
  loaders: [
    simulated({
      script: [
        {
          on: 'configurations.delete',
          skip: 1,
          fault: { kind: 'status', status: 409, message: 'A conversation is using it.' },
        },
      ],
    }),
  ],
  play: async (context) => {
    const { canvas } = context
    await askToDeleteAll(context)
    await userEvent.click(canvas.getByRole('checkbox', { name: 'Yes, delete them for good' }))
    await userEvent.click(canvas.getByRole('button', { name: 'Delete' }))
    await expect(await canvas.findByText('2 in progress', undefined, SOON)).toBeVisible()
    const outcome = within(await canvas.findByRole('region', undefined, SOON))
    await expect(await outcome.findByText('2 of 3 deleted', undefined, SOON)).toBeVisible()
    await expect(canvas.getByText('A conversation is using it.')).toBeVisible()
    await waitFor(() => expect(canvas.getAllByRole('rowheader')).toHaveLength(1), SOON)
  },
}

/** While they are deleted. */
export const BulkDeleteUnderWay: Story = {
  args: { deletable: true },
  loaders: [simulated({ simulator: { operationMs: 600_000 } })],
  play: async (context) => {
    const { canvas } = context
    await askToDeleteAll(context)
    await userEvent.click(canvas.getByRole('checkbox', { name: 'Yes, delete them for good' }))
    await userEvent.click(canvas.getByRole('button', { name: 'Delete' }))
    await expect(await canvas.findByText('3 in progress', undefined, SOON)).toBeVisible()
  },
}

/** If there is no room for columns, each row becomes a card. */
export const Narrow: Story = {
  args: WithActions.args ?? {},
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 328 }}>
        <Story />
      </div>
    ),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('rowheader', { name: /Harbor Support/ }, SOON)).toBeVisible()
  },
}

/** A card has its checkbox beside the name. */
export const NarrowSelected: Story = {
  args: { deletable: true },
  decorators: Narrow.decorators ?? [],
  play: Selected.play ?? (() => undefined),
}
