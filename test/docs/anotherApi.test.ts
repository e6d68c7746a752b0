import type { OperationRecipe } from 'react-accepted/client'
import { createOrchestratorClient, waitForOperation } from 'react-accepted/client'
import { createSimulator } from 'react-accepted/simulator'
import { expect, test, vi } from 'vitest'

import { bundleExample } from './bundleExample.ts'
import { readExamples } from './readExamples.ts'

interface Recipes {
  createTraitGroup: OperationRecipe<{ storeId: string; displayName: string }>
  deleteTraitGroup: OperationRecipe<{ storeId: string; displayName: string }>
  updateIdentityResolution: OperationRecipe<{ storeId: string; matchingRules: string[] }>
}

/** The recipes of the guide, as they stand there. */
async function loadRecipes(): Promise<Recipes> {
  const { code = '' } =
    readExamples('docs/another-api.md').find((example) => example.code.includes('TraitGroup')) ?? {}
  const outfile = await bundleExample(code, 'anotherApi')
  return (await import(/* @vite-ignore */ outfile)) as Recipes
}

test("the guide's recipes make and delete a trait group and change the identity rules of a store", async () => {
  const { createTraitGroup, deleteTraitGroup, updateIdentityResolution } = await loadRecipes()
  vi.useFakeTimers()
  const simulator = createSimulator({ seed: 'demo', clock: () => Date.now() })
  const client = createOrchestratorClient({
    baseUrl: 'https://simulator.test',
    fetch: simulator.fetch,
    headers: { authorization: `Basic ${btoa('demo:demo')}` },
  })
  async function run<TInput>(recipe: OperationRecipe<TInput>, input: TInput) {
    const running = client.submit(recipe, input).then((accepted) => waitForOperation(client, accepted))
    await vi.advanceTimersByTimeAsync(30_000)
    return running
  }
  const [storeId = ''] = (await client.memoryStores.list()).items
  const group = { storeId, displayName: 'Berth' }
  expect(await run(createTraitGroup, group)).toMatchObject({
    operation: { api: 'memory', status: 'COMPLETED' },
    resource: { state: 'found', type: 'traitGroup' },
  })
  expect(await run(deleteTraitGroup, group)).toMatchObject({
    operation: { status: 'COMPLETED' },
    resource: { state: 'none' },
  })
  expect(await run(updateIdentityResolution, { storeId, matchingRules: ['phone'] })).toMatchObject({
    operation: { status: 'COMPLETED' },
  })
  const calls = simulator.log().flatMap(({ call, status }) => (status === 202 ? [call] : []))
  expect(calls).toEqual(['traitGroups.create', 'traitGroups.delete', 'identityResolution.update'])
  vi.useRealTimers()
})
