import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useEffect } from 'react'
import { useOperations } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import { ConfigurationsTable, DeleteConfigurationButton } from 'react-accepted/twilio'
import type { ConfigurationsTableProps } from 'react-accepted/twilio'
import type { ScriptRule, SimulatorOptions } from 'react-accepted/twilio/simulator'
import { describe, expect, it, vi } from 'vitest'

import { provideDialogs } from '../../../components/elements/provideDialogs.ts'
import { accept, createHarness, pass } from '../../../hooks/harness.tsx'

function openTable(
  props: ConfigurationsTableProps = {},
  options: SimulatorOptions = {},
  script: ScriptRule[] = [],
) {
  const harness = createHarness(options)
  harness.queryClient.setDefaultOptions({ queries: { retry: false } })
  harness.simulator.script(...script)
  const view = render(<ConfigurationsTable {...props} />, { wrapper: harness.Wrapper })
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  return { ...harness, ...view, user }
}

const names = () => screen.getAllByRole('rowheader').map((cell) => cell.firstElementChild?.textContent)

describe('the table', () => {
  it('has a caption, and a header for each row and column', async () => {
    openTable()
    await pass(0)
    await pass(0)
    const table = screen.getByRole('table', { name: 'Configurations' })
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['Name', 'ID', 'Grouped by', 'Memory store', 'Channels', 'Updated'])
    const row = screen.getByRole('row', { name: /Harbor Support/ })
    expect(row).toHaveTextContent('Customer profile')
    expect(row).toHaveTextContent('harbor-memory')
    expect(row).toHaveTextContent('SMS')
    expect(within(row).getByRole('button', { name: 'Copy ID' })).toBeVisible()
  })

  it('shows skeleton rows while it is loading', async () => {
    const { container } = openTable({ skeletonRows: 3 })
    expect(container.querySelectorAll('[data-part="skeleton"]')).toHaveLength(3)
    expect(screen.getByRole('table')).toHaveAttribute('aria-busy', 'true')
    expect(screen.getByText('Loading configurations…')).toBeInTheDocument()
    await pass(0)
    expect(container.querySelector('[data-part="skeleton"]')).toBeNull()
  })

  it('loads more rows page by page', async () => {
    const { user } = openTable({ pageSize: 2 })
    await pass(0)
    expect(names()).toHaveLength(2)
    await user.click(screen.getByRole('button', { name: 'Load more' }))
    await pass(0)
    expect(names()).toHaveLength(3)
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull()
  })

  it('says that there are no configurations yet, and offers an action', async () => {
    openTable({ emptyAction: <button type="button">New</button> }, { seed: 'empty' })
    await pass(0)
    expect(screen.getByRole('status')).toHaveTextContent('No configurations yet')
    expect(screen.getByRole('button', { name: 'New' })).toBeVisible()
  })

  it('says why it could not be loaded, and tries again on request', async () => {
    const { user } = openTable({}, {}, [
      { on: 'configurations.list', fault: { kind: 'status', status: 503, message: 'Down for repairs.' } },
    ])
    await pass(0)
    expect(screen.getByRole('alert')).toHaveTextContent('Down for repairs.')
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await pass(0)
    expect(names()).toHaveLength(3)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('shows groupings and channels that it does not know in the words of the API', async () => {
    openTable(
      {},
      {
        seed: {
          stores: [{ displayName: 's' }],
          configurations: [
            { displayName: 'New', conversationGroupingType: 'GROUP_BY_MOON', channelSettings: { FAX: {} } },
          ],
        },
      },
    )
    await pass(0)
    expect(screen.getByRole('row', { name: /New/ })).toHaveTextContent('GROUP_BY_MOON')
    expect(screen.getByRole('row', { name: /New/ })).toHaveTextContent('FAX')
  })

  it('refetches when an operation that changes it completes', async () => {
    const { client, rerender } = openTable()
    await pass(0)
    expect(names()).toHaveLength(3)
    const accepted = await accept(client)
    rerender(
      <>
        <Watch accepted={accepted} />
        <ConfigurationsTable />
      </>,
    )
    await pass(10_000)
    expect(names()).toContain('Evening Desk')
  })
})

describe('search', () => {
  const search = () => screen.getByRole('searchbox', { name: 'Search by name' })

  it('narrows the rows to names that contain the text, in any case, and counts them', async () => {
    const { user } = openTable()
    await pass(0)
    await user.type(search(), 'HARBOR')
    expect(names()).toEqual(['Harbor Support'])
    expect(screen.getByText('1 configuration found')).toBeVisible()
    await user.clear(search())
    expect(names()).toHaveLength(3)
  })

  it('says that nothing matches, and keeps the focus when it is cleared', async () => {
    const { user } = openTable()
    await pass(0)
    await user.type(search(), 'zzz')
    expect(screen.queryAllByRole('rowheader')).toEqual([])
    expect(screen.getByText('No configuration has “zzz” in its name')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Clear search' }))
    expect(search()).toHaveFocus()
    expect(names()).toHaveLength(3)
  })

  it('loads all other pages, one after the other, and shows its progress', async () => {
    const configurations = Array.from({ length: 7 }, (_, index) => ({ displayName: `Desk ${index}` }))
    const { user, simulator } = openTable(
      { pageSize: 2 },
      { clock: 'system', seed: { stores: [{ displayName: 's' }], configurations } },
    )
    simulator.script({ on: 'configurations.list', times: 'always', fault: { kind: 'slow', ms: 1_000 } })
    await pass(1_000)
    await user.type(search(), 'desk 6')
    expect(screen.getByText('0 found so far…')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull()
    expect(screen.queryByText(/^No configuration has/)).toBeNull()
    await pass(5_000)
    expect(names()).toEqual(['Desk 6'])
    expect(screen.getByText('1 configuration found')).toBeVisible()
    expect(simulator.log().filter(({ call }) => call === 'configurations.list')).toHaveLength(4)
  })

  it('says if not all configurations could be searched', async () => {
    const { user, simulator } = openTable({ pageSize: 2 })
    await pass(0)
    simulator.script({ on: 'configurations.list', fault: { kind: 'status', status: 500 } })
    await user.type(search(), 'light')
    await pass(0)
    expect(
      screen.getByText('Searched the 2 configurations that could be loaded. There are more.'),
    ).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await pass(0)
    await pass(0)
    expect(names()).toEqual(['Lighthouse Night Desk'])
  })

  it('can be left out', async () => {
    openTable({ searchable: false })
    await pass(0)
    expect(screen.queryByRole('searchbox')).toBeNull()
  })
})

describe('a running operation', () => {
  it('is shown in the row that it changes until it is done, even if it is a deletion', async () => {
    const { client, rerender } = openTable()
    await pass(0)
    const [first, second] = (await client.configurations.list()).items
    const changing = await client.configurations.patch(first?.id ?? '', { description: 'New' })
    const deleting = await client.configurations.delete(second?.id ?? '')
    rerender(
      <>
        <Watch accepted={changing} />
        <Watch accepted={deleting} />
        <ConfigurationsTable />
      </>,
    )
    expect(screen.getByRole('row', { name: /Harbor Support/ })).toHaveTextContent('Updating…')
    expect(screen.getByRole('row', { name: /Ferry Bookings/ })).toHaveTextContent('Deleting…')
    await pass(10_000)
    expect(names()).toEqual(['Harbor Support', 'Lighthouse Night Desk'])
    expect(screen.getByRole('row', { name: /Harbor Support/ })).toHaveTextContent('New')
    expect(screen.getByRole('row', { name: /Harbor Support/ })).not.toHaveTextContent('Updating…')
  })

  it('has a row of its own while it creates a configuration, until the list has that configuration', async () => {
    const { client, rerender, simulator, container } = openTable({}, { clock: 'system' })
    await pass(0)
    const accepted = await accept(client)
    rerender(
      <>
        <Watch accepted={accepted} />
        <ConfigurationsTable />
      </>,
    )
    const row = screen.getByRole('row', { name: /Evening Desk/ })
    expect(row).toHaveTextContent('Creating…')
    expect(row).toHaveAttribute('data-part', 'creation')
    expect(names()[0]).toBe('Evening Desk')
    // The list responds late: the row stays until then.
    simulator.script({ on: 'configurations.list', fault: { kind: 'slow', ms: 3_000 } })
    await pass(5_000)
    expect(screen.getAllByRole('row', { name: /Evening Desk/ })).toHaveLength(1)
    await pass(5_000)
    expect(screen.getAllByRole('row', { name: /Evening Desk/ })).toHaveLength(1)
    expect(container.querySelector('[data-part="creation"]')).toBeNull()
  })

  it('is shown instead of the empty state', async () => {
    const { client, rerender } = openTable({}, { seed: { stores: [{ displayName: 's' }] } })
    await pass(0)
    const accepted = await accept(client)
    rerender(
      <>
        <Watch accepted={accepted} />
        <ConfigurationsTable />
      </>,
    )
    expect(names()).toEqual(['Evening Desk'])
    expect(screen.queryByText('No configurations yet')).toBeNull()
  })
})

describe('columns', () => {
  const headers = () => screen.getAllByRole('columnheader').map(({ textContent }) => textContent)

  it('are chosen and added, in the order of the application', async () => {
    openTable({
      columns: [
        'updatedAt',
        { id: 'owner', header: 'Owner', render: ({ displayName }) => <b>{`Team of ${displayName}`}</b> },
        'id',
      ],
      renderActions: () => null,
    })
    expect(headers()).toEqual(['Name', 'Updated', 'Owner', 'ID', 'Actions'])
    await pass(0)
    const row = screen.getByRole('row', { name: /Harbor Support/ })
    const cells = within(row).getAllByRole('cell')
    expect(cells.map((cell) => cell.dataset['column'])).toEqual(['updatedAt', 'owner', 'id', undefined])
    expect(cells.map((cell) => cell.dataset['label'])).toEqual(['Updated', 'Owner', 'ID', 'Actions'])
    expect(cells[1]).toHaveTextContent('Team of Harbor Support')
    expect(row).not.toHaveTextContent('Customer profile')
  })

  it('span the row of a configuration that is being created', async () => {
    const { client, rerender } = openTable({}, { seed: { stores: [{ displayName: 's' }] } })
    await pass(0)
    const accepted = await accept(client)
    rerender(
      <>
        <Watch accepted={accepted} />
        <ConfigurationsTable columns={['id', 'updatedAt']} />
      </>,
    )
    expect(headers()).toHaveLength(3)
    expect(within(screen.getByRole('row', { name: /Evening Desk/ })).getByRole('cell')).toHaveAttribute(
      'colspan',
      '2',
    )
  })
})

describe('a name', () => {
  it('links to the page of its configuration, if it has one', async () => {
    openTable({
      getConfigurationHref: ({ id, displayName }) =>
        displayName === 'Harbor Support' ? `/configurations/${id}` : undefined,
    })
    await pass(0)
    const link = screen.getByRole('link', { name: 'Harbor Support' })
    expect(link.getAttribute('href')).toMatch(/^\/configurations\/conv_configuration_/)
    expect(screen.getAllByRole('link')).toEqual([link])
    expect(names()).toContain('Ferry Bookings')
  })
})

describe('actions', () => {
  it('have a column of their own', async () => {
    openTable({
      renderActions: ({ displayName }) => <button type="button">{`Edit ${displayName}`}</button>,
    })
    await pass(0)
    expect(screen.getAllByRole('columnheader').at(-1)).toHaveTextContent('Actions')
    expect(
      within(screen.getByRole('row', { name: /Harbor Support/ })).getByRole('button', {
        name: 'Edit Harbor Support',
      }),
    ).toBeVisible()
  })

  it('leave the focus on the row that moves up after a deletion', async () => {
    const takeDialogsAway = provideDialogs()
    const { user } = openTable({
      renderActions: ({ id, displayName }) => (
        <DeleteConfigurationButton configurationId={id} displayName={displayName} data-size="small" />
      ),
    })
    await pass(0)
    await user.click(screen.getByRole('button', { name: 'Delete Harbor Support' }))
    await user.click(screen.getByRole('checkbox'))
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete' }))
    await pass(10_000)
    expect(names()).toEqual(['Ferry Bookings', 'Lighthouse Night Desk'])
    expect(screen.getByRole('row', { name: /Ferry Bookings/ })).toHaveFocus()
    takeDialogsAway()
  })
})

function Watch({ accepted }: { accepted: AcceptedOperation }) {
  const { watch } = useOperations()
  useEffect(() => watch(accepted), [accepted, watch])
  return null
}
