import { fireEvent, render, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { BulkDeletion } from '../../../../src/twilio/components/table/BulkDeletion.tsx'
import { createHarness, pass } from '../../../hooks/harness.tsx'
import { createTableTabs, setUpTableTabs } from './createTableTabs.tsx'

const { close } = setUpTableTabs()

/** Refuses the deletions after the first `skip`. */
const refuse = (skip: number, times: number | 'always' = 1) => ({
  on: 'configurations.delete' as const,
  skip,
  times,
  fault: { kind: 'status' as const, status: 409, message: 'Still in use' },
})

describe('the confirmation', () => {
  it('names what is deleted, what is deleted with it and what stays, and focuses Cancel first', async () => {
    const { open } = createTableTabs(3)
    const { page, user, box, press, items } = await open()
    await user.click(box('Desk 0'))
    await user.click(box('Desk 2'))
    await press('Delete…')
    const dialog = page.getByRole('dialog', { name: 'Delete these 2 configurations?' })
    expect(items('subjects')).toEqual(['Desk 0', 'Desk 2'])
    expect(within(dialog).getByRole('list', { name: 'Configurations to delete' })).toHaveAttribute(
      'tabindex',
      '0',
    )
    expect(dialog).toHaveTextContent('capture rules, timeouts and callbacks are deleted with them')
    expect(dialog).toHaveTextContent('Their memory stores stay')
    expect(dialog).toHaveTextContent('This cannot be undone.')
    expect(page.getByRole('button', { name: 'Cancel' })).toHaveFocus()
  })

  it('closes with Escape and with Cancel, sends nothing, and the focus returns to the button', async () => {
    const { open, deletes } = createTableTabs(2)
    const { page, user, all, press, selected } = await open()
    await user.click(all())
    for (const leave of [() => user.keyboard('{Escape}'), () => press('Cancel')]) {
      await press('Delete…')
      await leave()
      await pass(0)
      expect(page.queryByRole('dialog')).toBeNull()
      expect(page.getByRole('button', { name: 'Delete…' })).toHaveFocus()
    }
    expect(selected()).toBe('2 of 2 selected')
    expect(deletes()).toEqual([])
  })

  it('needs the tick', async () => {
    const { open, deletes } = createTableTabs(2)
    const { page, user, all, press } = await open()
    await user.click(all())
    await press('Delete…')
    await press('Delete')
    const tick = page.getByRole('checkbox', { name: 'Yes, delete them for good' })
    expect(tick).toHaveFocus()
    expect(tick).toHaveAccessibleDescription('Tick this first.')
    expect(deletes()).toEqual([])
  })

  it('is not shown for more than one batch may have, and the table says so', () => {
    const { Wrapper } = createHarness()
    const selected = Array.from({ length: 1_001 }, (_, index) => ({
      id: `${index}`,
      displayName: `${index}`,
      conversationGroupingType: 'GROUP_BY_PROFILE',
    }))
    const show = (count: number) => (
      <BulkDeletion selected={selected.slice(0, count)} isEmpty={false} onStarted={() => undefined} />
    )
    const { rerender } = render(show(1_001), { wrapper: Wrapper })
    const button = screen.getByRole('button', { name: 'Delete…' })
    fireEvent.click(button)
    expect(button).toHaveAttribute('aria-disabled', 'true')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByText('At most 1,000 can be deleted together. Select fewer.')).toBeVisible()
    rerender(show(1_000))
    expect(button).toHaveAttribute('aria-disabled', 'false')
  })

  it('shows a name as text', async () => {
    const name = '<img src=x onerror=alert(1)>'
    const { open } = createTableTabs(0, {
      seed: { stores: [{ displayName: 's' }], configurations: [{ displayName: name }] },
    })
    const { page, user, all, press, items } = await open()
    await user.click(all())
    await press('Delete…')
    expect(items('subjects')).toEqual([name])
    expect(page.getByRole('dialog').querySelector('img')).toBeNull()
  })
})

describe('a deletion', () => {
  it('deletes four at a time, says how far it is, and each exactly once', async () => {
    const { open, effects, left, most } = createTableTabs(10)
    const { part, deleteAll, state, names, selected, page } = await open()
    await deleteAll()
    expect(page.queryByRole('dialog')).toBeNull()
    expect(part('bulk-deletion')).toHaveFocus()
    expect(page.getByRole('region', { name: 'Deletion of several configurations' })).toBe(
      part('bulk-deletion'),
    )
    expect(state()).toEqual(['Deleting configurations', '0 of 10 deleted4 in progress6 not sent'])
    expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '0')
    expect(selected()).toBe('None selected')
    await pass(4_000)
    expect(state()[1]).toBe('4 of 10 deleted4 in progress2 not sent')
    expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40')
    await pass(20_000)
    expect(state()).toEqual(['All 10 deleted', undefined])
    expect(part('bulk-deletion')?.querySelector('.ra-notice')).toHaveAttribute('data-tone', 'success')
    expect(names()).toEqual([])
    expect(page.getByText('No configurations yet', { selector: 'p' })).toBeVisible()
    expect(effects()).toEqual({ paths: 10, requests: 10 })
    expect(await left()).toEqual([])
    expect(most()).toBe(4)
  })

  it('announces the beginning, each quarter and the end, and nothing between', async () => {
    const { open } = createTableTabs(40)
    const { part, deleteAll } = await open()
    const said: (string | null | undefined)[] = []
    const observer = new MutationObserver(() => void said.push(part('said')?.textContent))
    const region = part('said')
    if (region) observer.observe(region, { childList: true, characterData: true, subtree: true })
    await deleteAll()
    await pass(60_000)
    observer.disconnect()
    expect([...new Set(said)]).toHaveLength(5)
    expect(said[0]).toBe('Deleting configurations. 0 of 40 deleted')
    expect(said.at(-1)).toBe('All 40 deleted')
  })

  it('names those that were refused, with the reason, and tries only those again, with new keys', async () => {
    const { open, simulator, deletes, effects, left } = createTableTabs(6)
    simulator.script(refuse(1, 2))
    const { deleteAll, state, items, press, page, part } = await open()
    await deleteAll()
    await pass(15_000)
    expect(state()).toEqual(['4 of 6 deleted', undefined])
    expect(part('bulk-deletion')?.querySelector('.ra-notice')).toHaveAttribute('data-tone', 'failure')
    expect(page.getByText('2 were not deleted')).toBeVisible()
    expect(items('not-deleted')).toEqual(['Desk 1Still in use', 'Desk 2Still in use'])
    expect(await left()).toEqual(['Desk 1', 'Desk 2'])
    const before = deletes().length
    await press('Try the 2 again')
    await pass(15_000)
    expect(state()).toEqual(['All 2 deleted', undefined])
    expect(deletes()).toHaveLength(before + 2)
    expect(new Set(deletes().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(8)
    expect(effects()).toEqual({ paths: 6, requests: 6 })
    await press('Close')
    expect(part('bulk-deletion')).toBeNull()
  })

  it('names those whose operation failed', async () => {
    const { open, simulator, left } = createTableTabs(3)
    simulator.script({ on: 'configurations.delete', fault: { kind: 'fail', error: { title: 'Locked' } } })
    const { deleteAll, state, items, page } = await open()
    await deleteAll()
    await pass(15_000)
    expect(state()[0]).toBe('2 of 3 deleted')
    expect(items('not-deleted')).toEqual([expect.stringMatching(/^Desk 0.*Locked/)])
    expect(page.getByRole('button', { name: 'Try it again' })).toBeVisible()
    expect(await left()).toEqual(['Desk 0'])
  })

  it('stops at the first refusal if the user has chosen so, and goes on or ends as the user decides', async () => {
    const { open, simulator, deletes, left } = createTableTabs(10)
    simulator.script(refuse(1))
    const { page, user, all, press, confirm, state, items, part } = await open()
    await user.click(all())
    await press('Delete…')
    expect(page.getByRole('radio', { name: 'Go on with the others' })).toBeChecked()
    await user.click(page.getByRole('radio', { name: 'Stop' }))
    await confirm()
    await pass(15_000)
    expect(state()).toEqual(['Stopped: one could not be deleted', '3 of 10 deleted6 not sent'])
    expect(items('not-deleted')).toEqual(['Desk 1Still in use'])
    expect(deletes()).toHaveLength(4)
    simulator.script(refuse(0))
    await press('Continue')
    await pass(15_000)
    expect(state()).toEqual(['Stopped: one could not be deleted', '6 of 10 deleted2 not sent'])
    expect(items('not-deleted')).toHaveLength(2)
    await press('Do not delete the rest')
    expect(part('bulk-deletion')).toBeNull()
    await pass(15_000)
    expect(await left()).toHaveLength(4)
  })

  it('can be stopped and continued by the user, and the focus stays in the notice', async () => {
    const { open, deletes, effects } = createTableTabs(8)
    const { deleteAll, press, state, part } = await open()
    await deleteAll()
    await press('Stop')
    expect(part('bulk-deletion')).toHaveFocus()
    await pass(15_000)
    expect(state()).toEqual(['Stopped', '4 of 8 deleted4 not sent'])
    expect(deletes()).toHaveLength(4)
    await press('Continue')
    expect(part('bulk-deletion')).toHaveFocus()
    await pass(15_000)
    expect(state()[0]).toBe('All 8 deleted')
    expect(effects()).toEqual({ paths: 8, requests: 8 })
  })

  it('waits after a 429 and says so', async () => {
    const { open, simulator, effects } = createTableTabs(8)
    simulator.script({
      on: 'configurations.delete',
      skip: 2,
      fault: { kind: 'status', status: 429, retryAfter: 20 },
    })
    const { deleteAll, page, state } = await open()
    await deleteAll()
    await pass(1_000)
    expect(page.getByText('The server asked for a pause. Then it continues automatically.')).toBeVisible()
    await pass(60_000)
    expect(state()[0]).toBe('All 8 deleted')
    expect(effects()).toEqual({ paths: 8, requests: 8 })
  })

  it('keeps the others waiting until it has ended', async () => {
    const { open, simulator } = createTableTabs(6)
    const { user, box, press, confirm, page } = await open()
    await user.click(box('Desk 0'))
    await press('Delete…')
    await confirm()
    await user.click(box('Desk 3'))
    expect(page.getByText('You can delete more when this deletion has ended.')).toBeVisible()
    await press('Delete…')
    expect(page.queryByRole('dialog')).toBeNull()
    await pass(10_000)
    await press('Delete…')
    expect(page.getByRole('dialog')).toBeVisible()
    expect(simulator.log().filter(({ method }) => method === 'DELETE')).toHaveLength(1)
  })
})

describe('after a reload', () => {
  it.each([0, 1_000, 3_500, 5_000])(
    '%i ms after the start, it is shown, continues on request, and the summary is right',
    async (ms) => {
      const { open, simulator, deletes, effects, left, most } = createTableTabs(12)
      simulator.script(refuse(2))
      const before = await open()
      await before.deleteAll()
      await pass(ms)
      close(before)
      const sent = deletes().length
      const after = await open({ session: before.session })
      await pass(10_000)
      expect(after.state()[0]).toBe('Stopped: the page was reloaded')
      expect(deletes()).toHaveLength(sent)
      await after.press('Continue')
      await pass(30_000)
      expect(after.state()).toEqual(['11 of 12 deleted', undefined])
      expect(after.items('not-deleted')).toEqual(['Desk 2Still in use'])
      expect(effects()).toEqual({ paths: 11, requests: 11 })
      expect(new Set(deletes().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(12)
      expect(await left()).toEqual(['Desk 2'])
      expect(most()).toBeLessThanOrEqual(4)
    },
  )

  it('still stops at the first refusal if the user had chosen so', async () => {
    const { open, simulator, deletes } = createTableTabs(8)
    const before = await open()
    await before.user.click(before.all())
    await before.press('Delete…')
    await before.user.click(before.page.getByRole('radio', { name: 'Stop' }))
    await before.confirm()
    close(before)
    const after = await open({ session: before.session })
    simulator.script(refuse(0))
    await after.press('Continue')
    await pass(20_000)
    expect(after.state()[0]).toBe('Stopped: one could not be deleted')
    expect(deletes().length).toBeLessThan(8)
  })
})

describe('without the table', () => {
  it('continues, and a table that mounts shows it', async () => {
    const { open, effects } = createTableTabs(8)
    const { deleteAll, unmountTable, mountTable, state } = await open()
    await deleteAll()
    await pass(1_000)
    unmountTable()
    await pass(3_000)
    mountTable()
    await pass(0)
    expect(state()).toEqual(['Deleting configurations', '4 of 8 deleted4 in progress'])
    await pass(10_000)
    expect(state()[0]).toBe('All 8 deleted')
    expect(effects()).toEqual({ paths: 8, requests: 8 })
  })
})

describe('a sign-out', () => {
  it('ends it, and shows nothing of it', async () => {
    const { open, deletes } = createTableTabs(8)
    const { deleteAll, signOut, part } = await open()
    await deleteAll()
    await pass(1_000)
    await signOut()
    expect(part('bulk-deletion')).toBeNull()
    expect(part('said')).toHaveTextContent(/^$/)
    await pass(30_000)
    expect(deletes()).toHaveLength(4)
  })

  it('closes the dialog', async () => {
    const { open, deletes } = createTableTabs(3)
    const { all, user, press, page, signOut } = await open()
    await user.click(all())
    await press('Delete…')
    await signOut()
    await pass(100)
    expect(page.queryByRole('dialog')).toBeNull()
    expect(deletes()).toEqual([])
  })
})

describe('other tabs', () => {
  it('a duplicated tab leaves it to the first: nothing is sent twice', async () => {
    const { open, effects, deletes, most } = createTableTabs(8)
    const first = await open()
    await first.deleteAll()
    await pass(100)
    const copy = await open({ session: new Map(first.session) })
    await pass(3_000)
    expect(copy.part('bulk-deletion')).toBeNull()
    await pass(20_000)
    expect(first.state()[0]).toBe('All 8 deleted')
    expect(deletes()).toHaveLength(8)
    expect(effects()).toEqual({ paths: 8, requests: 8 })
    expect(most()).toBe(4)
  })
})

describe('a lost connection', () => {
  it('stops it, and Continue sends the same intents with the same keys', async () => {
    const { open, simulator, deletes, effects, left } = createTableTabs(6)
    const { deleteAll, state, press } = await open()
    const mend = simulator.script({
      on: 'configurations.delete',
      times: 'always',
      fault: { kind: 'dropAfter' },
    })
    await deleteAll()
    await pass(300_000)
    expect(state()[0]).toBe('Stopped: no answer came back')
    mend()
    await press('Continue')
    await pass(60_000)
    expect(state()[0]).toBe('All 6 deleted')
    expect(effects()).toEqual({ paths: 6, requests: 6 })
    expect(new Set(deletes().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(6)
    expect(await left()).toEqual([])
  })
})
