import { act } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import type { OperationObservers } from '../../src/hooks/operationObserver.ts'
import { useOperationsContext, useOperationsTracker } from '../../src/hooks/OperationsContext.ts'
import { createStore } from '../client/storage/createStore.ts'
import { says } from './createEngine.tsx'
import { MINUTE, createTabs } from './createTabs.tsx'
import { pass } from './harness.tsx'

const FORMS = 20
const ROUNDS = 20

beforeEach(() => void vi.stubGlobal('BroadcastChannel', undefined))
afterEach(() => void vi.unstubAllGlobals())

it('a page keeps nothing of 400 operations that were accepted, ended and were dismissed', async () => {
  const tabs = createTabs(() => says('COMPLETED'))
  const seen = new Set<OperationObservers>()
  const watches = new Set<ReturnType<typeof useOperationsTracker>>()
  const kept = new Map<string, string>()
  function Inside() {
    seen.add(useOperationsContext('Inside').observers)
    watches.add(useOperationsTracker('Inside'))
    return null
  }
  const page = tabs.open({}, createStore(kept), FORMS, <Inside />)
  await pass(0)
  for (let round = 0; round < ROUNDS; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- One after the other is the point.
    await act(async () => {
      for (const [index, submit] of [...page.forms].entries())
        void submit({ url: `https://files.example/${round}-${index}.csv` })
      await vi.advanceTimersByTimeAsync(0)
    })
    // oxlint-disable-next-line no-await-in-loop -- As above.
    await pass(3_000)
    act(() => page.result.current.operations.forEach(({ accepted }) => page.result.current.dismiss(accepted)))
  }
  expect(Object.keys(tabs.tolds())).toHaveLength(FORMS * ROUNDS)
  // TanStack Query drops a query five minutes after its last observer has left.
  await pass(6 * MINUTE)
  const [watch] = watches
  expect(watches.size).toBe(1)
  expect(watch?.tracked.list()).toEqual([])
  expect(watch?.submissions.open()).toEqual([])
  expect(watch?.submissions.unconfirmed()).toEqual([])
  // The forms still show one operation each.
  expect(page.queryClient.getQueryCache().getAll().length).toBeLessThanOrEqual(FORMS)
  expect([...seen].reduce((sum, { known }) => sum + known.size, 0)).toBeLessThanOrEqual(FORMS)
  expect(tabs.items.size).toBe(0)
  expect(kept.size).toBe(0)
})
