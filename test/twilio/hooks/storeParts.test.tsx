import { act, renderHook } from '@testing-library/react'
import { useSubmitOperation } from 'react-accepted'
import {
  useDataMapping,
  useDataMappings,
  useIdentityResolutionSettings,
  useTraitGroup,
  useTraitGroups,
} from 'react-accepted/twilio'
import {
  createDataMapping,
  createTraitGroup,
  deleteDataMapping,
  deleteTraitGroup,
  patchDataMapping,
  patchTraitGroup,
  updateIdentityResolutionSettings,
} from 'react-accepted/twilio/client'
import { expect, test, vi } from 'vitest'

import { createHarness, pass } from '../../hooks/harness.tsx'

const storeId = 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5'
const seed = { stores: [{ id: storeId, displayName: 'harbor-memory' }] }
const traits = { email: { dataType: 'STRING' } }
const mapping = {
  displayName: 'crm-contacts',
  mappingTo: {
    type: 'TRAITS',
    mappings: [{ expression: 'mail', traitGroup: 'Contact', traitName: 'email' }],
  },
  mappingFrom: { type: 'INGRESS', columns: ['mail'] },
}

function useStore(id: string | null, mappingId?: string) {
  return {
    groups: useTraitGroups(id, { includeTraits: true, orderBy: 'ASC', pageSize: 2 }),
    group: useTraitGroup(id, 'Contact'),
    mappings: useDataMappings(id, { type: 'INGRESS' }),
    mapping: useDataMapping(id, mappingId),
    settings: useIdentityResolutionSettings(id),
  }
}

function usePage(id: string | null, mappingId?: string) {
  return {
    ...useStore(id, mappingId),
    calls: {
      createGroup: useSubmitOperation(createTraitGroup),
      patchGroup: useSubmitOperation(patchTraitGroup),
      deleteGroup: useSubmitOperation(deleteTraitGroup),
      createMapping: useSubmitOperation(createDataMapping),
      patchMapping: useSubmitOperation(patchDataMapping),
      deleteMapping: useSubmitOperation(deleteDataMapping),
      updateSettings: useSubmitOperation(updateIdentityResolutionSettings),
    },
  }
}

/** A page that shows a store, and a function that submits and waits. */
async function open() {
  const harness = createHarness({ seed })
  const { result, rerender } = renderHook((mappingId: string) => usePage(storeId, mappingId), {
    wrapper: harness.Wrapper,
    initialProps: '',
  })
  const page = () => result.current
  async function run(submit: (calls: ReturnType<typeof usePage>['calls']) => Promise<unknown>) {
    await act(async () => {
      void submit(page().calls)
      await vi.advanceTimersByTimeAsync(0)
    })
    await pass(20_000)
  }
  await pass(100)
  return { ...harness, page, rerender, run }
}

test('what a store contains is shown, and again after each operation', async () => {
  const { page, rerender, run } = await open()
  expect(page().groups).toMatchObject({ items: [], isLoading: false, error: null })
  expect(page().group).toMatchObject({ resource: undefined, error: { failure: { kind: 'notFound' } } })
  expect(page().settings.resource).toMatchObject({ matchingRules: [], etag: '"1"' })

  await run(({ createGroup }) => createGroup.submit({ storeId, displayName: 'Contact', traits }))
  expect(page().groups.items).toEqual([{ displayName: 'Contact', traits, version: 1 }])
  expect(page().group.resource).toMatchObject({ displayName: 'Contact', traits, etag: '"1"' })

  const change = { storeId, id: 'Contact', description: 'People', ifMatch: '"1"' }
  await run(({ patchGroup }) => patchGroup.submit(change))
  expect(page().group.resource).toMatchObject({ description: 'People', version: 2, etag: '"2"' })

  await run(({ createMapping }) => createMapping.submit({ storeId, ...mapping }))
  const made = page().calls.createMapping.operation
  const id = made.status === 'COMPLETED' && made.resource.state === 'found' ? made.resource.id : ''
  rerender(id)
  await pass(100)
  expect(page().mappings.items).toMatchObject([{ id, displayName: 'crm-contacts' }])
  await run(({ patchMapping }) => patchMapping.submit({ storeId, id, isEnabled: false }))
  expect(page().mapping.resource).toMatchObject({ id, isEnabled: false, etag: '"2"' })
  expect(page().mappings.items).toMatchObject([{ isEnabled: false }])
  await run(({ deleteMapping }) => deleteMapping.submit({ storeId, id }))
  expect(page().mappings.items).toEqual([])

  const settings = { identifierConfigs: [{ idType: 'email' }], matchingRules: ['email'] }
  await run(({ updateSettings }) => updateSettings.submit({ storeId, ...settings }))
  expect(page().settings.resource).toMatchObject({ ...settings, version: 2 })

  await run(({ deleteGroup }) => deleteGroup.submit({ storeId, id: 'Contact' }))
  expect(page().groups.items).toEqual([])
})

test('a FAILED operation changes nothing, and its reason is known', async () => {
  const { page, run, simulator } = await open()
  await run(({ createGroup }) => createGroup.submit({ storeId, displayName: 'Contact', traits }))
  const error = { code: 520_050, title: 'Protected' }
  simulator.script({ on: 'traitGroups.delete', fault: { kind: 'fail', error } })
  await run(({ deleteGroup }) => deleteGroup.submit({ storeId, id: 'Contact' }))
  expect(page().calls.deleteGroup.operation).toMatchObject({ status: 'FAILED', error })
  expect(page().groups.items).toHaveLength(1)
})

test('lists are read page by page', async () => {
  const { page, run, simulator } = await open()
  for (const displayName of ['a', 'b', 'c'])
    await run(({ createGroup }) => createGroup.submit({ storeId, displayName }))
  expect(page().groups).toMatchObject({ hasNextPage: true, isLoading: false })
  expect(page().groups.items).toHaveLength(2)
  act(() => void page().groups.fetchNextPage())
  await pass(100)
  expect(page().groups.items.map(({ displayName }) => displayName)).toEqual(['a', 'b', 'c'])
  expect(page().groups.hasNextPage).toBe(false)
  const queries = simulator.log().filter(({ call }) => call === 'traitGroups.list')
  expect(queries[0]?.query).toBe('?includeTraits=true&pageSize=2&orderBy=ASC')
})

test('without the ID of a store nothing is read', async () => {
  const { simulator, Wrapper } = createHarness({ seed })
  const { result } = renderHook(() => useStore(null), { wrapper: Wrapper })
  await pass(100)
  expect(Object.values(result.current).map(({ isLoading }) => isLoading)).toEqual(Array(5).fill(false))
  expect(result.current.groups.items).toBe(result.current.mappings.items)
  expect(simulator.log()).toEqual([])
})

test('a trait group, which has no ID, stays the same object until it changes', async () => {
  const { page, run } = await open()
  await run(({ createGroup }) => createGroup.submit({ storeId, displayName: 'Contact', traits }))
  const [contact] = page().groups.items
  await run(({ createGroup }) => createGroup.submit({ storeId, displayName: 'Loyalty', traits }))
  expect(page().groups.items.map(({ displayName }) => displayName)).toEqual(['Contact', 'Loyalty'])
  expect(page().groups.items[0]).toBe(contact)
})
