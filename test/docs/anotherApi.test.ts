import type { Endpoint } from 'react-accepted/client'
import { waitForOperation } from 'react-accepted/client'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { expect, test, vi } from 'vitest'

import { bundleExample } from './bundleExample.ts'
import { readExamples } from './readExamples.ts'

interface Endpoints {
  createTraitGroup: Endpoint<{ storeId: string; displayName: string }>
  deleteTraitGroup: Endpoint<{ storeId: string; displayName: string }>
  updateIdentityResolution: Endpoint<{ storeId: string; matchingRules: string[] }>
}

/** The endpoints of the guide, loaded from its text. */
async function loadEndpoints(): Promise<Endpoints> {
  const { code = '' } =
    readExamples('docs/another-api.md').find((example) => example.code.includes('TraitGroup')) ?? {}
  const outfile = await bundleExample(code, 'anotherApi')
  return (await import(/* @vite-ignore */ outfile)) as Endpoints
}

test("the guide's endpoints create and delete a trait group and change the identity rules of a store", async () => {
  const { createTraitGroup, deleteTraitGroup, updateIdentityResolution } = await loadEndpoints()
  vi.useFakeTimers()
  const simulator = createSimulator({ seed: 'demo', clock: () => Date.now() })
  const client = createOrchestratorClient({
    baseUrl: 'https://simulator.test',
    fetch: simulator.fetch,
    headers: { authorization: `Basic ${btoa('demo:demo')}` },
  })
  async function run<TInput>(endpoint: Endpoint<TInput>, input: TInput) {
    const running = client.submit(endpoint, input).then((accepted) => waitForOperation(client, accepted))
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
