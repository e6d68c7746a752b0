import { QueryClient } from '@tanstack/react-query'
import type { AcceptedOperation, OrchestratorClient, Pace } from 'react-accepted/client'
import { createConfiguration, createOrchestratorClient } from 'react-accepted/client'
import type { ScriptRule, Simulator, SimulatorOptions } from 'react-accepted/simulator'
import { createSimulator } from 'react-accepted/simulator'

import type { Conditions } from './conditions.ts'

/** What a story's simulator and client are to be like. */
export interface WorldOptions {
  readonly simulator?: SimulatorOptions
  /** Faults, in order. */
  readonly script?: readonly ScriptRule[]
  readonly pace?: Partial<Pace>
  /** Names of configurations to submit first, so that there are operations to look at. Default: none. */
  readonly submits?: readonly string[]
}

/** A small world of one story: the API in memory, a client for it, a cache, and perhaps operations. */
export interface World {
  readonly simulator: Simulator
  readonly client: OrchestratorClient
  readonly queryClient: QueryClient
  readonly accepted: readonly AcceptedOperation[]
}

export async function createWorld(
  { simulator: options, script = [], pace, submits = [] }: WorldOptions,
  { speed, faults }: Conditions = { speed: 1, faults: [] },
): Promise<World> {
  const simulator = createSimulator({
    seed: 'demo',
    retryAfterSeconds: 1,
    ...options,
    operationMs: Math.round((options?.operationMs ?? 1_500) / speed),
  })
  const client = createOrchestratorClient({
    baseUrl: 'https://simulator.example',
    fetch: simulator.fetch,
    headers: { authorization: `Basic ${btoa('demo:demo')}` },
    ...pace,
  })
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  simulator.script(...script, ...faults)
  const accepted: AcceptedOperation[] = []
  for (const displayName of submits) accepted.push(await submitOne(client, displayName))
  return { simulator, client, queryClient, accepted }
}

async function submitOne(client: OrchestratorClient, displayName: string): Promise<AcceptedOperation> {
  const [memoryStoreId = ''] = (await client.memoryStores.list()).items
  return client.submit(createConfiguration, {
    displayName,
    description: 'Visitors of the harbor office',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId,
  })
}
