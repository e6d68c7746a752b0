import { describe, expect, it } from 'vitest'

import { pass } from '../../../hooks/harness.tsx'
import { createTableTabs, setUpTableTabs } from './createTableTabs.tsx'

setUpTableTabs()

describe('a table without `deletable`', () => {
  it('has no checkbox and no toolbar', async () => {
    const { open } = createTableTabs(2)
    const { page, part } = await open({ props: { deletable: false } })
    expect(page.queryAllByRole('checkbox')).toEqual([])
    expect(part('selection')).toBeNull()
    expect(page.getAllByRole('columnheader')[0]).toHaveTextContent('Name')
  })
})

describe('the checkboxes', () => {
  it('name their configuration, and the toolbar says how many are selected', async () => {
    const { open } = createTableTabs(3)
    const { page, user, all, box, selected } = await open()
    expect(page.getByRole('columnheader', { name: 'Selection' })).toBeInTheDocument()
    expect(selected()).toBe('None selected')
    expect(page.getByRole('button', { name: 'Delete…' })).toHaveAttribute('aria-disabled', 'true')
    await user.click(box('Desk 1'))
    expect(selected()).toBe('1 of 3 selected')
    expect(page.getByText('1 of 3 selected').closest('output')).not.toBeNull()
    expect(box('Desk 1').closest('tr')).toHaveAttribute('data-selected')
    expect([all().checked, all().indeterminate]).toEqual([false, true])
    await user.click(all())
    expect([all().checked, all().indeterminate]).toEqual([true, false])
    expect(selected()).toBe('3 of 3 selected')
    await user.click(all())
    expect([all().checked, all().indeterminate]).toEqual([false, false])
    expect(selected()).toBe('None selected')
  })

  it('work with the keyboard alone', async () => {
    const { open } = createTableTabs(2)
    const { page, user, all, box } = await open({ props: { searchable: false } })
    all().focus()
    await user.keyboard(' ')
    expect(box('Desk 0')).toBeChecked()
    await user.tab()
    expect(page.getByRole('button', { name: 'Delete…' })).toHaveFocus()
    await user.tab()
    expect(box('Desk 0')).toHaveFocus()
    await user.keyboard(' ')
    expect(box('Desk 0')).not.toBeChecked()
    page.getByRole('button', { name: 'Delete…' }).focus()
    await user.keyboard('{Enter}')
    expect(page.getByRole('dialog', { name: 'Delete this configuration?' })).toBeVisible()
  })

  it('leave room in the row of a configuration that is being created', async () => {
    const { open } = createTableTabs(1)
    const { page, create } = await open({ props: { columns: ['id', 'updatedAt'] } })
    await create('Desk 1')
    const cells = page.getByRole('row', { name: /Creating…/ }).children
    expect([...cells].map((cell) => cell.getAttribute('colspan'))).toEqual(['2', '2'])
    expect(page.getAllByRole('columnheader')).toHaveLength(4)
  })
})

describe('a search', () => {
  it('selects only what is shown, and what it hides does not count', async () => {
    const { open } = createTableTabs(12)
    const { page, user, all, box, selected, press, part } = await open()
    await user.click(box('Desk 2'))
    const search = page.getByRole('searchbox')
    await user.type(search, 'desk 1')
    expect(selected()).toBe('None selected')
    await user.click(all())
    expect(selected()).toBe('3 of 3 selected')
    await press('Delete…')
    expect([...(part('subjects')?.querySelectorAll('li') ?? [])].map((one) => one.textContent)).toEqual([
      'Desk 1',
      'Desk 10',
      'Desk 11',
    ])
    await press('Cancel')
    await user.clear(search)
    expect(selected()).toBe('4 of 12 selected')
    expect(all().indeterminate).toBe(true)
  })
})

describe('a list with more pages', () => {
  it('says that only the loaded ones are selected, and loads and selects the rest on request', async () => {
    const { open, simulator } = createTableTabs(5)
    const { all, user, selected, press, page, names } = await open({ props: { pageSize: 2 } })
    await user.click(all())
    expect(selected()).toBe('There are more: only the 2 configurations that are loaded are selected.')
    simulator.script({ on: 'configurations.list', times: 'always', fault: { kind: 'slow', ms: 1_000 } })
    await press('Load and select the rest')
    expect(selected()).toBe('2 loaded so far…')
    expect(page.queryByRole('button', { name: 'Load more' })).toBeNull()
    await pass(3_000)
    expect(names()).toHaveLength(5)
    expect(selected()).toBe('5 of 5 selected')
    expect(all()).toBeChecked()
  })

  it('selects nothing more if the user has changed the selection meanwhile', async () => {
    const { open, simulator } = createTableTabs(5)
    const { all, box, user, selected, press, names } = await open({ props: { pageSize: 2 } })
    await user.click(all())
    simulator.script({ on: 'configurations.list', times: 'always', fault: { kind: 'slow', ms: 1_000 } })
    await press('Load and select the rest')
    await user.click(box('Desk 0'))
    await pass(3_000)
    expect(names()).toHaveLength(4)
    expect(selected()).toBe('1 of 4 selected')
  })

  it('keeps the selection if a page cannot be loaded, and offers it again', async () => {
    const { open, simulator } = createTableTabs(5)
    const { all, user, selected, press, page } = await open({ props: { pageSize: 2 } })
    await user.click(all())
    simulator.script({ on: 'configurations.list', fault: { kind: 'status', status: 500 } })
    await press('Load and select the rest')
    await pass(0)
    expect(page.getByRole('alert')).toHaveTextContent('could not be loaded')
    expect(selected()).toBe('There are more: only the 2 configurations that are loaded are selected.')
    expect(page.queryByRole('button', { name: 'Load and select the rest' })).toBeNull()
    await press('Try again')
    await press('Load and select the rest')
    await pass(0)
    expect(selected()).toBe('5 of 5 selected')
  })
})

describe('a selection', () => {
  it('is empty after a sign-out', async () => {
    const { open } = createTableTabs(3)
    const { all, user, selected, signOut } = await open()
    await user.click(all())
    expect(selected()).toBe('3 of 3 selected')
    await signOut()
    await pass(100)
    expect(selected()).toBe('None selected')
  })

  it('does not contain a configuration that another tab is deleting', async () => {
    const { open } = createTableTabs(3, { operationMs: 30_000 })
    const other = await open()
    await other.user.click(other.box('Desk 1'))
    await other.press('Delete…')
    await other.confirm()
    const { all, box, user, selected } = await open()
    await pass(500)
    expect(box('Desk 1')).toBeDisabled()
    await user.click(all())
    expect(selected()).toBe('2 of 2 selected')
    expect(box('Desk 1')).not.toBeChecked()
    other.close()
  })
})
