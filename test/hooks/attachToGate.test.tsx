import { renderHook } from '@testing-library/react'
import { useAsyncOperation } from 'react-accepted'
import { afterEach, expect, it, vi } from 'vitest'

import type { GateAttachment } from '../../src/hooks/attachToGate.ts'
import { createEngine, says } from './createEngine.tsx'
import { installFakeLocks } from './fakeLocks.ts'
import { pass } from './harness.tsx'

/** The chunk that shares polls with other tabs, which arrives over a network that may stall. */
const chunk = vi.hoisted(() => {
  let resolve: (exports: { attachToGate: () => unknown }) => void = () => undefined
  const promise = new Promise<{ attachToGate: () => unknown }>((arrive) => (resolve = arrive))
  return { promise, resolve }
})
vi.mock('../../src/hooks/attachToGate.ts', () => chunk.promise)

const locks = installFakeLocks()
afterEach(() => locks.uninstall())

it('polling starts on time while the rest of the library is still loading, which then takes over', async () => {
  const engine = createEngine((_, poll) => says(poll < 6 ? 'PENDING' : 'COMPLETED'))
  const { result, unmount } = renderHook(() => useAsyncOperation('1'), { wrapper: engine.Wrapper })
  await pass(4_600)
  expect(engine.times()).toEqual([500, 2_500, 4_500])
  expect(result.current.status).toBe('PENDING')

  const turns: string[] = []
  const leave = vi.fn<() => void>()
  const joined: GateAttachment = {
    tabs: {
      takeTurn: async (due, poll) => {
        turns.push(due.operationId)
        return poll(due)
      },
      close: () => undefined,
    },
    leave,
  }
  chunk.resolve({ attachToGate: () => joined })
  await vi.dynamicImportSettled()
  await pass(10_000)
  expect(engine.times()).toEqual([500, 2_500, 4_500, 6_500, 8_500, 10_500])
  expect(turns).toEqual(['1', '1', '1'])
  expect(result.current.status).toBe('COMPLETED')
  unmount()
  await pass(0)
  expect(leave).toHaveBeenCalledTimes(1)
})
