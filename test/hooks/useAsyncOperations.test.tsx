import { onlineManager } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { useAsyncOperation, useAsyncOperations } from 'react-accepted'
import { checkPolls } from 'react-accepted/simulator'
import { expect, it } from 'vitest'

import { accept, createHarness, pass } from './harness.tsx'

it('the hook follows many operations in the order of their refs, and renders once for each change', async () => {
  const harness = createHarness({ operationMs: 5_000, retryAfterSeconds: 2 })
  const first = await accept(harness.client)
  harness.simulator.script({ on: 'configurations.create', fault: { kind: 'fail' } })
  const second = await accept(harness.client, { displayName: 'Day Desk' })
  let renders = 0
  const { result } = renderHook(
    () => {
      renders += 1
      return useAsyncOperations([first, { api: second.api, operationId: second.operationId }])
    },
    { wrapper: harness.Wrapper },
  )
  await pass(100)
  expect(result.current.map(({ status }) => status)).toEqual(['PENDING', 'PENDING'])
  await pass(2_400)
  const before = renders
  await pass(20_000)
  expect(result.current.map(({ status }) => status)).toEqual(['COMPLETED', 'FAILED'])
  expect(renders - before).toBeLessThanOrEqual(2)
  expect(checkPolls(harness.simulator.log())).toEqual([])
})

it('the hook shares each poll with all other followers of the same operation', async () => {
  const harness = createHarness({ operationMs: 600_000, retryAfterSeconds: 2 })
  const accepted = await accept(harness.client)
  renderHook(() => [useAsyncOperation(accepted), useAsyncOperations([accepted, accepted])], {
    wrapper: harness.Wrapper,
  })
  await pass(10_500)
  expect(harness.polls()).toHaveLength(5)
  expect(checkPolls(harness.simulator.log())).toEqual([])
})

it('the hook follows other operations when the refs change, and sends nothing without refs', async () => {
  const harness = createHarness({ operationMs: 1_000 })
  const accepted = await accept(harness.client)
  const { result, rerender } = renderHook(({ refs }) => useAsyncOperations(refs), {
    wrapper: harness.Wrapper,
    initialProps: { refs: [] as (typeof accepted)[] },
  })
  await pass(10_000)
  expect(result.current).toEqual([])
  expect(harness.polls()).toEqual([])
  rerender({ refs: [accepted] })
  await pass(5_000)
  expect(result.current).toMatchObject([{ status: 'COMPLETED' }])
})

it('the hook shows open operations as offline while the browser has no network', async () => {
  const harness = createHarness({ operationMs: 3_000 })
  const accepted = await accept(harness.client)
  const { result } = renderHook(() => useAsyncOperations([accepted]), { wrapper: harness.Wrapper })
  act(() => onlineManager.setOnline(false))
  await pass(30_000)
  expect(result.current).toMatchObject([{ status: 'PENDING', connection: 'offline' }])
  act(() => onlineManager.setOnline(true))
  await pass(100)
  expect(result.current).toMatchObject([{ status: 'COMPLETED', connection: 'ok' }])
})
