import { renderHook } from '@testing-library/react'
import { useAsyncOperation } from 'react-accepted'
import { afterEach, expect, it, vi } from 'vitest'

import type { Joined } from '../../src/hooks/joinGate.ts'
import { createEngine, says } from './engineKit.tsx'
import { installFakeLocks } from './fakeLocks.ts'
import { pass } from './harness.tsx'

/** The chunk that shares polls with other tabs, as it comes over a network that may stall. */
const chunk = vi.hoisted(() => {
  let resolve: (exports: { joinGate: () => unknown }) => void = () => undefined
  const promise = new Promise<{ joinGate: () => unknown }>((arrive) => (resolve = arrive))
  return { promise, resolve }
})
vi.mock('../../src/hooks/joinGate.ts', () => chunk.promise)

const locks = installFakeLocks()
afterEach(() => locks.uninstall())

it('starts on time while the rest of the library is still on its way, and lets that take over', async () => {
  const engine = createEngine((_, poll) => says(poll < 6 ? 'PENDING' : 'COMPLETED'))
  const { result, unmount } = renderHook(() => useAsyncOperation('1'), { wrapper: engine.Wrapper })
  await pass(4_600)
  expect(engine.times()).toEqual([500, 2_500, 4_500])
  expect(result.current.status).toBe('PENDING')

  const turns: string[] = []
  const leave = vi.fn<() => void>()
  const joined: Joined = {
    tabs: {
      takeTurn: async (due, poll) => {
        turns.push(due.operationId)
        return poll(due)
      },
      close: () => undefined,
    },
    leave,
  }
  chunk.resolve({ joinGate: () => joined })
  await vi.dynamicImportSettled()
  await pass(10_000)
  expect(engine.times()).toEqual([500, 2_500, 4_500, 6_500, 8_500, 10_500])
  expect(turns).toEqual(['1', '1', '1'])
  expect(result.current.status).toBe('COMPLETED')
  unmount()
  await pass(0)
  expect(leave).toHaveBeenCalledTimes(1)
})
