import { act } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createStore } from '../client/storage/createStore.ts'
import { HOUR, says } from './createEngine.tsx'
import { MINUTE, createTabs, range } from './createTabs.tsx'
import { pass } from './harness.tsx'

beforeEach(() => void vi.stubGlobal('BroadcastChannel', undefined))
afterEach(() => void vi.unstubAllGlobals())

it('a journal of 1,000 operations that changes 200 times in a second is read a few times, and its last state is shown', async () => {
  const tabs = createTabs(() => says('RUNNING'))
  let lists = 0
  const storage = { ...createStore(tabs.items), keys: () => [...tabs.items.keys()] }
  const writer = tabs.open({ storage })
  await pass(0)
  act(() => range('old', 1_000, HOUR).forEach(writer.result.current.watch))
  await pass(MINUTE)
  const reader = tabs.open({
    storage: {
      ...storage,
      keys() {
        lists += 1
        return storage.keys()
      },
    },
  })
  await pass(MINUTE)
  expect(reader.ids()).toHaveLength(1_000)
  lists = 0
  const added = range('new', 200, HOUR)
  const [first] = added
  for (const accepted of added) {
    act(() => {
      writer.result.current.watch(accepted)
      window.dispatchEvent(new StorageEvent('storage', { key: null }))
    })
    // oxlint-disable-next-line no-await-in-loop -- One after the other is the point.
    await act(() => vi.advanceTimersByTimeAsync(5))
  }
  act(() => first && writer.result.current.dismiss(first))
  await pass(200)
  expect(reader.ids().toSorted()).toEqual(writer.ids().toSorted())
  expect(reader.ids()).toHaveLength(1_199)
  // The keys are listed twice per read.
  expect(lists).toBeGreaterThan(0)
  expect(lists).toBeLessThanOrEqual(2 * 12)
  const before = lists
  await pass(MINUTE)
  expect(lists).toBe(before)
})

it('reading a journal again does not move a deadline', async () => {
  const tabs = createTabs(() => Response.json({}, { status: 503, headers: { 'retry-after': '60' } }))
  const page = tabs.open()
  await pass(0)
  act(() => range('one', 1).forEach(page.result.current.watch))
  await pass(5_000)
  expect(tabs.polls).toHaveLength(1)
  act(() => void window.dispatchEvent(new StorageEvent('storage', { key: null })))
  await pass(1_000)
  act(() => void window.dispatchEvent(new Event('visibilitychange')))
  await pass(30_000)
  expect(tabs.polls).toHaveLength(1)
  await pass(40_000)
  expect(tabs.polls).toHaveLength(2)
})
