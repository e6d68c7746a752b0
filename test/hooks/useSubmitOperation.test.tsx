import { act, render, renderHook, screen } from '@testing-library/react'
import { StrictMode, useState } from 'react'
import { useOperations } from 'react-accepted'
import type { UseSubmitOperationOptions } from 'react-accepted'
import { checkIntents, checkPolls } from 'react-accepted/simulator'
import { useConfigurations, useCreateConfiguration, useMemoryStores } from 'react-accepted/twilio'
import { describe, expect, it, vi } from 'vitest'

import { CONFIGURATION, createHarness, pass } from './harness.tsx'

async function createForm(
  harness: ReturnType<typeof createHarness>,
  callbacks: UseSubmitOperationOptions = {},
) {
  const listing = harness.client.memoryStores.list()
  await vi.advanceTimersByTimeAsync(0)
  const memoryStoreId = (await listing).items[0] ?? ''
  const hook = renderHook(() => useCreateConfiguration(callbacks), { wrapper: harness.Wrapper })
  const submit = (changes: { displayName?: string } = {}) =>
    act(async () => {
      void hook.result.current.submit({ ...CONFIGURATION, memoryStoreId, ...changes })
      await vi.advanceTimersByTimeAsync(0)
    })
  const posts = () => harness.simulator.log().filter(({ call }) => call === 'configurations.create')
  return { ...hook, submit, posts }
}

describe('one intent', () => {
  it('is accepted, followed and reported, once each', async () => {
    const onAccepted = vi.fn<() => void>()
    const onCompleted = vi.fn<() => void>()
    const onSettled = vi.fn<() => void>()
    const harness = createHarness({}, {}, { onSettled })
    const { result, submit } = await createForm(harness, { onAccepted, onCompleted })
    await submit()
    expect(result.current.intent).toMatchObject({
      state: 'accepted',
      accepted: { label: 'Evening Desk', kind: 'configuration.create' },
    })
    await pass(20_000)
    expect(result.current.operation).toMatchObject({ status: 'COMPLETED', resource: { state: 'found' } })
    for (const told of [onAccepted, onCompleted, onSettled]) expect(told).toHaveBeenCalledOnce()
    expect(checkPolls(harness.simulator.log())).toEqual([])
  })

  it('is sent once for a double click, whenever the second click comes', async () => {
    const harness = createHarness()
    const { result, submit, posts } = await createForm(harness)
    await act(async () => {
      const input = {
        ...CONFIGURATION,
        memoryStoreId: (await harness.client.memoryStores.list()).items[0] ?? '',
      }
      const [first, second] = [result.current.submit(input), result.current.submit(input)]
      expect(await first).toBe(await second)
    })
    await submit()
    expect(posts()).toHaveLength(1)
  })

  it('keeps its key across all automatic retries', async () => {
    const harness = createHarness()
    harness.simulator.script({
      on: 'configurations.create',
      fault: { kind: 'dropAfter' },
    })
    harness.simulator.script({
      on: 'configurations.create',
      skip: 1,
      times: 2,
      fault: { kind: 'status', status: 503 },
    })
    const { result, submit, posts } = await createForm(harness)
    await submit()
    expect(result.current.intent).toMatchObject({ state: 'submitting' })
    await pass(60_000)
    expect(result.current.operation.status).toBe('COMPLETED')
    expect(posts().length).toBeGreaterThan(2)
    expect(new Set(posts().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
    expect(checkIntents(harness.simulator.log())).toEqual([])
  })

  it('is unconfirmed if it may have been accepted, and a second submit finds out its outcome', async () => {
    const onUnconfirmed = vi.fn<() => void>()
    const harness = createHarness()
    harness.simulator.script({ on: 'configurations.create', times: 5, fault: { kind: 'dropAfter' } })
    const { result, submit, posts } = await createForm(harness, { onUnconfirmed })
    await submit()
    await pass(60_000)
    expect(result.current.intent).toMatchObject({ state: 'unconfirmed', error: { attempts: 5 } })
    expect(onUnconfirmed).toHaveBeenCalledOnce()
    await submit()
    expect(result.current.intent).toMatchObject({ state: 'accepted', isEdited: false })
    expect(new Set(posts().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
    await pass(20_000)
    const names = (await harness.client.configurations.list()).items.filter(
      ({ displayName }) => displayName === 'Evening Desk',
    )
    expect(names).toHaveLength(1)
  })

  it('is first sent again unedited if it was edited while unconfirmed, and says so', async () => {
    const harness = createHarness()
    harness.simulator.script({ on: 'configurations.create', times: 5, fault: { kind: 'dropAfter' } })
    const { result, submit } = await createForm(harness)
    await submit()
    await pass(60_000)
    await submit({ displayName: 'Day Desk' })
    expect(result.current.intent).toMatchObject({
      state: 'accepted',
      isEdited: true,
      accepted: { label: 'Evening Desk' },
    })
    await submit({ displayName: 'Day Desk' })
    expect(result.current.intent).toMatchObject({
      state: 'accepted',
      isEdited: false,
      accepted: { label: 'Day Desk' },
    })
  })

  it('keeps the reasons by field if it was refused, and the next attempt has a new key', async () => {
    const harness = createHarness({ dialect: 'params' })
    const { result, submit, posts } = await createForm(harness)
    harness.simulator.script({
      on: 'configurations.create',
      fault: {
        kind: 'status',
        status: 400,
        body: { code: 20001, message: 'Taken.', params: { field: 'displayName' } },
      },
    })
    await submit()
    expect(result.current.intent).toMatchObject({
      state: 'refused',
      error: { outcome: 'refused', problem: { fields: [{ field: 'displayName', message: 'Taken.' }] } },
    })
    await submit()
    expect(result.current.intent.state).toBe('accepted')
    expect(new Set(posts().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2)
  })

  it('has a new key after its operation FAILED, because the old one would replay the failure', async () => {
    const harness = createHarness()
    harness.simulator.script({ on: 'configurations.create', fault: { kind: 'fail' } })
    const onFailed = vi.fn<() => void>()
    const { result, submit, posts } = await createForm(harness, { onFailed })
    await submit()
    await pass(20_000)
    expect(result.current.operation.status).toBe('FAILED')
    expect(onFailed).toHaveBeenCalledOnce()
    await submit()
    await pass(20_000)
    expect(result.current.operation.status).toBe('COMPLETED')
    expect(new Set(posts().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2)
  })

  it('is refused before anything is sent if the input breaks a rule', async () => {
    const harness = createHarness()
    const { result, submit, posts } = await createForm(harness)
    await submit({ displayName: 'Night/Desk' })
    expect(result.current.intent).toMatchObject({
      state: 'refused',
      error: { problem: { fields: [{ field: 'displayName' }] } },
    })
    expect(posts()).toEqual([])
  })
})

describe('the provider', () => {
  it('keeps watching after the form is gone, and refreshes lists', async () => {
    const onSettled = vi.fn<() => void>()
    const harness = createHarness({}, {}, { onSettled })
    function Page() {
      const [isOpen, setIsOpen] = useState(true)
      const { configurations } = useConfigurations()
      const { operations } = useOperations()
      return (
        <>
          {isOpen && <Form onSent={() => setIsOpen(false)} />}
          <output>{configurations.map(({ displayName }) => displayName).join()}</output>
          <p>{operations.length} running</p>
        </>
      )
    }
    function Form({ onSent }: { onSent: () => void }) {
      const { submit } = useCreateConfiguration()
      const { memoryStores } = useMemoryStores()
      const memoryStoreId = memoryStores[0]?.id
      return (
        memoryStoreId && (
          <button type="button" onClick={() => void submit({ ...CONFIGURATION, memoryStoreId }).then(onSent)}>
            Create
          </button>
        )
      )
    }
    render(
      <StrictMode>
        <Page />
      </StrictMode>,
      { wrapper: harness.Wrapper },
    )
    await pass(100)
    act(() => screen.getByRole('button').click())
    await pass(100)
    expect(screen.queryByRole('button')).toBeNull()
    expect(screen.getByText('1 running')).toBeVisible()
    expect(screen.getByRole('status')).not.toHaveTextContent('Evening Desk')
    await pass(20_000)
    expect(screen.getByRole('status')).toHaveTextContent('Evening Desk')
    expect(onSettled).toHaveBeenCalledOnce()
    expect(checkPolls(harness.simulator.log())).toEqual([])
  })
})
