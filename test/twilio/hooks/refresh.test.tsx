import { act, renderHook } from '@testing-library/react'
import { useOperations } from 'react-accepted'
import type { UseSubmitOperationResult } from 'react-accepted'
import {
  useConfiguration,
  useConfigurations,
  useCreateMemoryStore,
  useDeleteConfiguration,
  useDeleteConversation,
  useDeleteMemoryStore,
  useMemoryStore,
  useMemoryStores,
  usePatchConfiguration,
  usePatchMemoryStore,
  useUpdateConfiguration,
} from 'react-accepted/twilio'
import { describe, expect, it, vi } from 'vitest'

import { accept, createHarness, pass } from '../../hooks/harness.tsx'

type Harness = ReturnType<typeof createHarness>

/** What a dashboard shows beside the form: every list, one resource of each kind, and the operations. */
function useDashboard({ configurationId, storeId }: { configurationId?: string; storeId?: string } = {}) {
  return {
    names: useConfigurations().configurations.map(({ displayName }) => displayName),
    configuration: useConfiguration(configurationId).resource,
    stores: useMemoryStores().memoryStores.map(({ displayName }) => displayName),
    store: useMemoryStore(storeId).resource,
    running: useOperations().operations.length,
  }
}

async function open<TInput>(
  harness: Harness,
  useCall: () => UseSubmitOperationResult<TInput>,
  shown: Parameters<typeof useDashboard>[0] = {},
) {
  const dashboard = renderHook(() => ({ page: useDashboard(shown), call: useCall() }), {
    wrapper: harness.Wrapper,
  })
  await pass(100)
  const submit = async (input: TInput) => {
    await act(async () => {
      void dashboard.result.current.call.submit(input)
      await vi.advanceTimersByTimeAsync(0)
    })
    await pass(20_000)
  }
  return { submit, page: () => dashboard.result.current.page, call: () => dashboard.result.current.call }
}

async function firstOf<TItem>(
  harness: Harness,
  list: () => Promise<{ items: readonly TItem[] }>,
): Promise<TItem> {
  const listing = list()
  await vi.advanceTimersByTimeAsync(0)
  const [item] = (await listing).items
  if (item === undefined) throw new Error(`Nothing there after ${harness.simulator.log().length} requests.`)
  return item
}

describe('a configuration', () => {
  it('is updated in the list and in its own view after a replacement', async () => {
    const harness = createHarness()
    const before = await firstOf(harness, () => harness.client.configurations.list())
    const { submit, page, call } = await open(harness, useUpdateConfiguration, { configurationId: before.id })
    expect(page().configuration?.displayName).toBe('Harbor Support')
    await submit({
      id: before.id,
      displayName: 'Harbor Reception',
      description: 'Visitors',
      conversationGroupingType: 'GROUP_BY_PROFILE',
      memoryStoreId: before.memoryStoreId ?? '',
      channelSettings: {},
    })
    expect(call().operation).toMatchObject({
      status: 'COMPLETED',
      resource: { state: 'found', id: before.id },
    })
    expect(page().names).toContain('Harbor Reception')
    expect(page().names).not.toContain('Harbor Support')
    expect(page().configuration).toMatchObject({ displayName: 'Harbor Reception', version: 2 })
    expect(page().running).toBe(1)
  })

  it('keeps its other fields after a partial change', async () => {
    const harness = createHarness()
    const before = await firstOf(harness, () => harness.client.configurations.list())
    const { submit, page } = await open(harness, usePatchConfiguration, { configurationId: before.id })
    await submit({ id: before.id, channelSettings: { SMS: null }, memoryExtractionEnabled: true })
    expect(page().configuration).toMatchObject({
      displayName: 'Harbor Support',
      memoryExtractionEnabled: true,
    })
    expect(page().configuration?.channelSettings).not.toHaveProperty('SMS')
  })

  it('leaves the list after its deletion', async () => {
    const harness = createHarness()
    const before = await firstOf(harness, () => harness.client.configurations.list())
    const { submit, page, call } = await open(harness, useDeleteConfiguration)
    expect(page().names).toContain('Harbor Support')
    await submit({ id: before.id, displayName: before.displayName })
    expect(call().operation).toMatchObject({ status: 'COMPLETED', resource: { state: 'none' } })
    expect(page().names).not.toContain('Harbor Support')
  })

  it('stays in the list if its deletion FAILED, and the reason is known', async () => {
    const harness = createHarness()
    harness.simulator.script({
      on: 'configurations.delete',
      fault: { kind: 'fail', error: { title: 'In use' } },
    })
    const before = await firstOf(harness, () => harness.client.configurations.list())
    const { submit, page, call } = await open(harness, useDeleteConfiguration)
    await submit({ id: before.id })
    expect(call().operation).toMatchObject({ status: 'FAILED', error: { title: 'In use' } })
    expect(page().names).toContain('Harbor Support')
  })

  it('appears in the list if it was created elsewhere in the application', async () => {
    const harness = createHarness()
    const accepted = await accept(harness.client)
    const { result } = renderHook(() => ({ page: useDashboard(), operations: useOperations() }), {
      wrapper: harness.Wrapper,
    })
    act(() => result.current.operations.watch(accepted))
    await pass(20_000)
    expect(result.current.page.names).toContain('Evening Desk')
    act(() => result.current.operations.dismiss(accepted))
    expect(result.current.page.running).toBe(0)
  })
})

describe('a conversation', () => {
  it('is deleted with everything attached to it', async () => {
    const id = 'conv_conversation_01k9w5t6d3r8n0vyh2m4qc7xjb'
    const harness = createHarness({
      seed: {
        stores: [{ displayName: 'harbor-memory' }],
        configurations: [{ displayName: 'Harbor' }],
        conversations: [{ id }],
      },
    })
    const { submit, call } = await open(harness, useDeleteConversation)
    await submit({ id })
    expect(call().operation.status).toBe('COMPLETED')
    await submit({ id })
    expect(call().intent).toMatchObject({ state: 'refused', error: { failure: { kind: 'notFound' } } })
  })
})

describe('a memory store', () => {
  it('appears in the list after its creation, and is polled until it is ACTIVE', async () => {
    const harness = createHarness({ provisioningMs: 30_000 })
    const { submit, page, call } = await open(harness, useCreateMemoryStore)
    await submit({ displayName: 'pilot-memory' })
    expect(page().stores).toContain('pilot-memory')
    const { operation } = call()
    const storeId =
      operation.status === 'COMPLETED' && operation.resource.state === 'found' ? operation.resource.id : ''
    const { result } = renderHook(() => useMemoryStore(storeId), { wrapper: harness.Wrapper })
    await pass(100)
    expect(result.current.resource?.status).toMatch(/QUEUED|PROVISIONING/)
    await pass(40_000)
    expect(result.current.resource?.status).toBe('ACTIVE')
    const reads = harness.simulator.log().length
    await pass(60_000)
    expect(harness.simulator.log().length).toBe(reads)
  })

  it('is updated in the list and in its own view after a change; a stale ETag is refused', async () => {
    const harness = createHarness()
    const storeId = await firstOf(harness, () => harness.client.memoryStores.list())
    const { submit, page, call } = await open(harness, usePatchMemoryStore, { storeId })
    const ifMatch = page().store?.etag
    await submit({ id: storeId, displayName: 'renamed-memory', ifMatch })
    expect(page().store?.displayName).toBe('renamed-memory')
    expect(page().stores).toContain('renamed-memory')
    await submit({ id: storeId, displayName: 'again-memory', ifMatch })
    expect(call().intent).toMatchObject({ state: 'refused', error: { failure: { httpStatus: 412 } } })
  })

  it('leaves the list after its deletion', async () => {
    const harness = createHarness()
    const storeId = await firstOf(harness, () => harness.client.memoryStores.list())
    const { submit, page } = await open(harness, useDeleteMemoryStore)
    const before = page().stores.length
    await submit({ id: storeId })
    expect(page().stores).toHaveLength(before - 1)
  })
})

describe('lists', () => {
  it('are read page by page', async () => {
    const harness = createHarness()
    const { result } = renderHook(() => useConfigurations({ pageSize: 2 }), { wrapper: harness.Wrapper })
    await pass(100)
    expect(result.current.configurations).toHaveLength(2)
    expect(result.current.hasNextPage).toBe(true)
    await act(() => result.current.fetchNextPage())
    await pass(100)
    expect(result.current.configurations).toHaveLength(3)
    expect(result.current.hasNextPage).toBe(false)
  })

  it('fetch each page only when an iterator reaches it', async () => {
    const harness = createHarness()
    const items = harness.client.configurations.listAll({ pageSize: 2 })
    const first = items.next()
    await vi.advanceTimersByTimeAsync(0)
    expect((await first).value).toMatchObject({ displayName: 'Harbor Support' })
    await items.next()
    expect(harness.simulator.log()).toHaveLength(1)
    const third = items.next()
    await vi.advanceTimersByTimeAsync(0)
    expect((await third).done).toBe(false)
    expect(harness.simulator.log()).toHaveLength(2)
  })

  it('read the name of each store once, and no more stores than the limit', async () => {
    const harness = createHarness()
    const { result } = renderHook(() => useMemoryStores(), { wrapper: harness.Wrapper })
    await pass(100)
    const calls = harness.simulator.log().map(({ call }) => call)
    expect(calls.filter((call) => call === 'stores.list')).toHaveLength(1)
    expect(calls.filter((call) => call === 'stores.get')).toHaveLength(result.current.memoryStores.length)
    expect(harness.simulator.log()[0]?.query).toContain('pageSize=30')
  })
})
