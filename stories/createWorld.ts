import { QueryClient } from '@tanstack/react-query'
import type { AcceptedOperation, PollingLimits } from 'react-accepted/client'
import type { OrchestratorClient } from 'react-accepted/twilio/client'
import { createConfiguration, createOrchestratorClient } from 'react-accepted/twilio/client'
import type { ScriptRule, Simulator, SimulatorOptions } from 'react-accepted/twilio/simulator'
import { createSimulator } from 'react-accepted/twilio/simulator'

import type { Conditions } from './conditions.ts'

/** Options for a story's simulator and client. */
export interface WorldOptions {
  readonly simulator?: SimulatorOptions
  /** Faults, in order. */
  readonly script?: readonly ScriptRule[]
  readonly pace?: Partial<PollingLimits>
  /** Names of configurations to submit first, so that the story has operations to show. Default: none. */
  readonly submits?: readonly string[]
}

/** The environment of one story: the API in memory, its client, a cache, and any submitted operations. */
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
