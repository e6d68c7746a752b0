import { render } from '@testing-library/react'
import { useAsyncOperation } from 'react-accepted'
import type { OperationEvent } from 'react-accepted'
import type { OperationRef } from 'react-accepted/client'
import { expect, it, vi } from 'vitest'

import { engineOf } from '../../src/client/createOperationsClient.ts'
import { accept, createHarness, pass } from './harness.tsx'

function Watched({ operation }: { operation: OperationRef }) {
  return useAsyncOperation(operation).status
}

/** A page whose provider has an `onEvent`. Waits for the lazy-loaded chunk that calls it. */
async function listen(
  onEvent: (event: OperationEvent) => void,
  options: Parameters<typeof createHarness>[0] = {},
  clientOptions: Parameters<typeof createHarness>[1] = {},
) {
  const simulator = { operationMs: 5_000, retryAfterSeconds: 2, ...options }
  const harness = createHarness(simulator, clientOptions, { onEvent })
  const { rerender, unmount } = render(<p />, { wrapper: harness.Wrapper })
  await vi.dynamicImportSettled()
  const accepted = await accept(harness.client)
  rerender(<Watched operation={accepted} />)
  return { harness, accepted, rerender, unmount }
}

it('onEvent reports the life of an operation in order', async () => {
  const events: OperationEvent[] = []
  const { accepted } = await listen((event) => events.push(event))
  await pass(10_000)
  expect(events.map(({ type }) => type)).toEqual([
    'accepted',
    'polled',
    'transition',
    'polled',
    'polled',
    'transition',
    'settled',
  ])
  const [first, poll, change] = events
  expect(first).toMatchObject({ type: 'accepted', accepted, operationId: accepted.operationId })
  expect(poll).toMatchObject({
    status: 'PENDING',
    failure: undefined,
    retryAfterMs: 2_000,
    waitMs: 2_000,
    at: accepted.nextPollAt,
  })
  expect(change).toMatchObject({ from: undefined, to: 'PENDING' })
  expect(events.at(-2)).toMatchObject({ to: 'COMPLETED' })
  expect(events.at(-1)).toMatchObject({ status: 'COMPLETED', resource: { state: 'found' } })
})

it('onEvent reports a failed poll with the requested and the actual wait', async () => {
  const events: OperationEvent[] = []
  const { harness } = await listen((event) => events.push(event))
  harness.simulator.script({ on: 'operations.get', fault: { kind: 'status', status: 503, retryAfter: 7 } })
  await pass(2_000)
  expect(events.at(-1)).toMatchObject({
    type: 'polled',
    failure: { kind: 'server', httpStatus: 503 },
    retryAfterMs: 7_000,
  })
})

it('onEvent reports an operation that another operation’s 429 holds back', async () => {
  const events: OperationEvent[] = []
  const { harness, accepted, rerender } = await listen((event) => events.push(event), { operationMs: 60_000 })
  await pass(1_000)
  const other = await accept(harness.client, { displayName: 'Other' })
  rerender(
    <>
      <Watched operation={accepted} />
      <Watched operation={other} />
    </>,
  )
  harness.simulator.script({ on: 'operations.get', fault: { kind: 'status', status: 429, retryAfter: 30 } })
  await pass(3_000)
  const held = events.filter(({ type }) => type === 'held')
  expect(held).toEqual([expect.objectContaining({ operationId: other.operationId })])
  expect(held[0]).toMatchObject({ waitMs: expect.any(Number) })
})

it('onEvent reports once that an operation is stuck, and once that it can no longer be reached', async () => {
  const events: OperationEvent[] = []
  const { harness } = await listen((event) => events.push(event), { operationMs: 3_600_000 })
  await pass(400_000)
  expect(events.filter(({ type }) => type === 'stuck')).toHaveLength(1)
  harness.simulator.script({ on: 'operations.get', fault: { kind: 'status', status: 410 } })
  await pass(60_000)
  expect(events.filter(({ type }) => type === 'unreachable')).toMatchObject([
    { failure: { kind: 'gone', httpStatus: 410 } },
  ])
})

it('polling continues if onEvent throws, and the error is reported as uncaught', async () => {
  const uncaught: unknown[] = []
  vi.stubGlobal('reportError', (error: unknown) => uncaught.push(error))
  const { harness } = await listen(() => {
    throw new Error('broken listener')
  })
  await pass(10_000)
  expect(harness.polls()).toHaveLength(3)
  expect(uncaught.length).toBeGreaterThan(3)
  vi.unstubAllGlobals()
})

it('onEvent reports an operation that was watched for too long as paused, not as a failure', async () => {
  const events: OperationEvent[] = []
  await listen((event) => events.push(event), { operationMs: 600_000 }, { maxWatchMs: 10_000 })
  await pass(60_000)
  expect(events.filter(({ type }) => type === 'paused')).toHaveLength(1)
  expect(events.filter(({ type }) => type === 'unreachable')).toEqual([])
})

it('onEvent is not called after the provider is gone', async () => {
  const onEvent = vi.fn<(event: OperationEvent) => void>()
  const { harness, accepted, unmount } = await listen(onEvent)
  const told = onEvent.mock.calls.length
  unmount()
  await pass(0)
  await harness.client.check(accepted)
  engineOf(harness.client).gate.learn({ ...(await harness.client.check(accepted)), isStuck: true })
  expect(onEvent).toHaveBeenCalledTimes(told)
})
