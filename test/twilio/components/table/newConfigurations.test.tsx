import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { OperationsProviderProps } from 'react-accepted'
import { useOperations } from 'react-accepted'
import type { ConfigurationsTableProps } from 'react-accepted/twilio'
import {
  ConfigurationsTable,
  useCreateConfiguration,
  useDeleteConfiguration,
  usePatchConfiguration,
} from 'react-accepted/twilio'
import { describe, expect, it, vi } from 'vitest'

import { engineOf } from '../../../../src/client/createOperationsClient.ts'
import { toHome, toStoragePrefix } from '../../../../src/client/http/clientContext.ts'
import { CONFIGURATION, accept, createHarness, pass } from '../../../hooks/harness.tsx'

interface Page {
  readonly operations?: ReturnType<typeof useOperations>
  readonly create?: ReturnType<typeof useCreateConfiguration>
  readonly patch?: ReturnType<typeof usePatchConfiguration>
  readonly remove?: ReturnType<typeof useDeleteConfiguration>
}

/** An account with more configurations than a page of the list, so that a new one is on no loaded page. */
async function open(
  props: ConfigurationsTableProps = {},
  older = 5,
  provider: Partial<OperationsProviderProps> = {},
) {
  const configurations = Array.from({ length: older }, (_, index) => ({ displayName: `Desk ${index}` }))
  const harness = createHarness(
    { seed: { stores: [{ displayName: 's' }, { displayName: 't' }], configurations } },
    {},
    provider,
  )
  const { items } = await harness.client.memoryStores.list()
  const page: { -readonly [TKey in keyof Page]: Page[TKey] } = {}
  function Hooks() {
    const hooks = {
      operations: useOperations(),
      create: useCreateConfiguration(),
      patch: usePatchConfiguration(),
      remove: useDeleteConfiguration(),
    }
    Object.assign(page, hooks)
    return null
  }
  const view = render(
    <>
      <Hooks />
      <ConfigurationsTable pageSize={2} {...props} />
    </>,
    { wrapper: harness.Wrapper },
  )
  await pass(0)
  await pass(0)
  async function create(displayName: string, memoryStoreId = items[0] ?? '') {
    await act(async () => void page.create?.submit({ ...CONFIGURATION, displayName, memoryStoreId }))
    await pass(1_000)
  }
  const idOf = async (displayName: string) =>
    (await harness.client.configurations.list()).items.find((one) => one.displayName === displayName)?.id ??
    ''
  const reads = () => harness.simulator.log().filter(({ call }) => call === 'configurations.get')
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  return { ...harness, ...view, page, items, create, idOf, reads, user, Hooks }
}

const SCOPE = 'AC1/us1/mara'

const names = () => screen.queryAllByRole('rowheader').map((cell) => cell.firstElementChild?.textContent)
const isNew = (name: RegExp) => within(screen.getByRole('row', { name })).queryByText('New') !== null

describe('a configuration that was created while the page is open', () => {
  it('is visible exactly once at every moment from its 202 on, and is marked as new when it exists', async () => {
    const { create, reads } = await open()
    expect(names()).toEqual(['Desk 0', 'Desk 1'])
    await create('Evening Desk')
    for (let ms = 0; ms < 20_000; ms += 250) {
      expect(names().filter((name) => name === 'Evening Desk')).toHaveLength(1)
      await pass(250)
    }
    expect(names()).toEqual(['Evening Desk', 'Desk 0', 'Desk 1'])
    expect(isNew(/Evening Desk/)).toBe(true)
    expect(isNew(/Desk 0/)).toBe(false)
    expect(screen.getByRole('row', { name: /Evening Desk/ })).toHaveTextContent('Calls and texts after hours')
    expect(reads()).toHaveLength(1)
  })

  it('is shown once, and stays on top, if the list has it too', async () => {
    const { create, reads } = await open({ pageSize: 50 })
    await create('Evening Desk')
    await pass(20_000)
    expect(names()).toEqual(['Evening Desk', 'Desk 0', 'Desk 1', 'Desk 2', 'Desk 3', 'Desk 4'])
    expect(reads()).toHaveLength(0)
  })

  it('is not duplicated when the page that contains it is loaded', async () => {
    const { create, user } = await open({ pageSize: 3 })
    await create('Evening Desk')
    await pass(20_000)
    await user.click(screen.getByRole('button', { name: 'Load more' }))
    await pass(1_000)
    expect(names()).toEqual(['Evening Desk', 'Desk 0', 'Desk 1', 'Desk 2', 'Desk 3', 'Desk 4'])
  })

  it('is listed among several, newest first, and is found by a search', async () => {
    const { create, user, page } = await open()
    await create('Evening Desk')
    await pass(20_000)
    act(() => page.create?.reset())
    await create('Night Counter')
    await pass(20_000)
    expect(names()).toEqual(['Night Counter', 'Evening Desk', 'Desk 0', 'Desk 1'])
    await user.type(screen.getByRole('searchbox'), 'evening')
    await pass(1_000)
    expect(names()).toEqual(['Evening Desk'])
  })

  it('stays after an edit, with its new name', async () => {
    const { create, idOf, page } = await open()
    await create('Evening Desk')
    await pass(20_000)
    const id = await idOf('Evening Desk')
    await act(async () => void page.patch?.submit({ id, displayName: 'Night Desk' }))
    await pass(20_000)
    expect(names()).toEqual(['Night Desk', 'Desk 0', 'Desk 1'])
    expect(isNew(/Night Desk/)).toBe(true)
  })

  it.each([2, 50])('disappears when deleted, and does not come back (%i on a page)', async (pageSize) => {
    const { create, idOf, page } = await open({ pageSize })
    await create('Evening Desk')
    await pass(20_000)
    expect(names()).toContain('Evening Desk')
    const id = await idOf('Evening Desk')
    await act(async () => void page.remove?.submit({ id }))
    await pass(20_000)
    expect(names()).not.toContain('Evening Desk')
    for (const { accepted } of page.operations?.operations ?? [])
      act(() => page.operations?.dismiss(accepted))
    await pass(20_000)
    expect(names()).not.toContain('Evening Desk')
  })

  it('disappears when another user has deleted it', async () => {
    const { create, idOf, client, queryClient } = await open()
    await create('Evening Desk')
    await pass(20_000)
    expect(names()).toContain('Evening Desk')
    await client.configurations.delete(await idOf('Evening Desk'))
    await pass(20_000)
    await act(async () => void queryClient.invalidateQueries())
    await pass(5_000)
    expect(names()).toEqual(['Desk 0', 'Desk 1'])
  })

  it('stays when the table unmounts and mounts again, and when its operation is dismissed', async () => {
    const { create, page, rerender, Hooks } = await open()
    await create('Evening Desk')
    await pass(20_000)
    for (const { accepted } of page.operations?.operations ?? [])
      act(() => page.operations?.dismiss(accepted))
    rerender(<Hooks />)
    await pass(1_000)
    rerender(
      <>
        <Hooks />
        <ConfigurationsTable pageSize={2} />
      </>,
    )
    await pass(1_000)
    expect(names()).toEqual(['Evening Desk', 'Desk 0', 'Desk 1'])
  })

  it.each([false, true])('is new if another tab created it (that tab saw its end: %s)', async (isSettled) => {
    const { createClient } = await open({}, 5, { scope: SCOPE })
    const other = createClient()
    const accepted = await accept(other, { displayName: 'Evening Desk' })
    if (isSettled) await pass(20_000)
    if (isSettled) await act(() => other.check(accepted))
    const settled = isSettled ? other.peek(accepted) : undefined
    const key = `${toStoragePrefix(toHome(engineOf(other).context.home, SCOPE))}operation/${accepted.api} ${accepted.operationId}`
    localStorage.setItem(key, JSON.stringify({ accepted, isWatched: true, settled }))
    act(() => void globalThis.dispatchEvent(new StorageEvent('storage', { key })))
    await pass(20_000)
    expect(names()).toEqual(['Evening Desk', 'Desk 0', 'Desk 1'])
    expect(isNew(/Evening Desk/)).toBe(true)
  })

  it('is no longer shown as new after clear()', async () => {
    const { create, page } = await open()
    await create('Evening Desk')
    await pass(20_000)
    expect(names()).toContain('Evening Desk')
    await act(async () => page.operations?.clear())
    await pass(5_000)
    expect(names()).toEqual(['Desk 0', 'Desk 1'])
  })

  it('is not in the list of another memory store', async () => {
    const { create, rerender, items, Hooks } = await open()
    await create('Evening Desk', items[1])
    await pass(20_000)
    rerender(
      <>
        <Hooks />
        <ConfigurationsTable memoryStoreId={items[0] ?? ''} />
      </>,
    )
    await pass(5_000)
    expect(names()).not.toContain('Evening Desk')
  })
})
