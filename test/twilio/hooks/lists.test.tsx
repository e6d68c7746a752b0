import { act, renderHook } from '@testing-library/react'
import { useConfigurations, useMemoryStores } from 'react-accepted/twilio'
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
