import { act, renderHook } from '@testing-library/react'
import { useConfigurations, useDeleteConfiguration, useMemoryStores } from 'react-accepted/twilio'
import { expect, test, vi } from 'vitest'

import { createHarness, pass } from '../../hooks/harness.tsx'

const DEMO = ['Harbor Support', 'Ferry Bookings', 'Lighthouse Night Desk']

test('useConfigurations reads a page only when it is requested, until there are no more', async () => {
  const { Wrapper, simulator } = createHarness()
  const lists = () => simulator.log().filter(({ call }) => call === 'configurations.list').length
  const { result } = renderHook(() => useConfigurations({ pageSize: 2 }), { wrapper: Wrapper })
  await pass(100)
  const names = () => result.current.configurations.map(({ displayName }) => displayName)
  expect(names()).toEqual(DEMO.slice(0, 2))
  expect(result.current.hasNextPage).toBe(true)
  expect(lists()).toBe(1)
  act(() => void result.current.fetchNextPage())
  await pass(100)
  expect(names()).toEqual(DEMO)
  expect(result.current.hasNextPage).toBe(false)
  expect(lists()).toBe(2)
})

test('listAll reads a page only when one of its items is requested', async () => {
  const { client, simulator } = createHarness()
  const lists = () => simulator.log().filter(({ call }) => call === 'configurations.list').length
  const all = client.configurations.listAll({ pageSize: 1 })
  const next = async () => {
    const item = all.next()
    await vi.advanceTimersByTimeAsync(100)
    return item
  }
  expect(lists()).toBe(0)
  for (const [read, displayName] of DEMO.entries()) {
    expect((await next()).value).toMatchObject({ displayName })
    expect(lists()).toBe(read + 1)
  }
  expect((await next()).done).toBe(true)
  expect(lists()).toBe(3)
})

test('useMemoryStores reads 30 stores by name and no more: 31 requests', async () => {
  const stores = Array.from({ length: 32 }, (_, index) => ({ displayName: `store-${index}` }))
  const { Wrapper, simulator } = createHarness({ seed: { stores } })
  const { result } = renderHook(() => useMemoryStores(), { wrapper: Wrapper })
  await pass(100)
  expect(result.current.memoryStores).toHaveLength(30)
  const calls = simulator.log().map(({ call }) => call)
  expect(calls.filter((call) => call === 'stores.list')).toHaveLength(1)
  expect(calls.filter((call) => call === 'stores.get')).toHaveLength(30)
})

test('an entry of a list stays the same object if only its place has changed', async () => {
  const { Wrapper, simulator } = createHarness({ operationMs: 1_000, retryAfterSeconds: 1 })
  const { result } = renderHook(
    () => ({ list: useConfigurations({ pageSize: 2 }), remove: useDeleteConfiguration() }),
    { wrapper: Wrapper },
  )
  await pass(100)
  act(() => void result.current.list.fetchNextPage())
  await pass(100)
  const before = result.current.list.configurations
  act(() => void result.current.list.refetch())
  await pass(100)
  expect(result.current.list.configurations).toBe(before)
  const [first, ...others] = before
  if (!first) throw new Error('The list is empty.')
  act(() => void result.current.remove.submit(first))
  await pass(5_000)
  expect(simulator.log().at(-1)).toMatchObject({ call: 'configurations.list' })
  const after = result.current.list.configurations
  expect(after.map(({ displayName }) => displayName)).toEqual(DEMO.slice(1))
  for (const [index, other] of others.entries()) expect(after[index]).toBe(other)
})
