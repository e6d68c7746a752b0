import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useEffect } from 'react'
import { ConfigurationsTable, useOperations } from 'react-accepted'
import type { ConfigurationsTableProps } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import type { ScriptRule, SimulatorOptions } from 'react-accepted/simulator'
import { describe, expect, it, vi } from 'vitest'

import { accept, createHarness, pass } from '../../hooks/harness.tsx'

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
  it('has a caption, and a name for each row and column', async () => {
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

  it('keeps the place of its rows while they are on their way', async () => {
    const { container } = openTable({ skeletonRows: 3 })
    expect(container.querySelectorAll('[data-part="skeleton"]')).toHaveLength(3)
    expect(screen.getByRole('table')).toHaveAttribute('aria-busy', 'true')
    expect(screen.getByRole('status')).toHaveTextContent('Loading configurations…')
    await pass(0)
    expect(container.querySelector('[data-part="skeleton"]')).toBeNull()
  })

  it('reads on page by page', async () => {
    const { user } = openTable({ pageSize: 2 })
    await pass(0)
    expect(names()).toHaveLength(2)
    await user.click(screen.getByRole('button', { name: 'Load more' }))
    await pass(0)
    expect(names()).toHaveLength(3)
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull()
  })

  it('says that there is nothing yet, and what to do about it', async () => {
    openTable({ emptyAction: <button type="button">New</button> }, { seed: 'empty' })
    await pass(0)
    expect(screen.getByRole('status')).toHaveTextContent('No configurations yet')
    expect(screen.getByRole('button', { name: 'New' })).toBeVisible()
  })

  it('says why it cannot be read, and tries again on request', async () => {
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

  it('shows groupings and channels it does not know in the words of the API', async () => {
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

  it('reads itself anew when an operation that changes it completes', async () => {
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

function Watch({ accepted }: { accepted: AcceptedOperation }) {
  const { watch } = useOperations()
  useEffect(() => watch(accepted), [accepted, watch])
  return null
}
