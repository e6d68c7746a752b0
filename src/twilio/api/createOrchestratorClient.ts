import type { ClientOptions, OperationsClient } from '../../client/createOperationsClient.ts'
import { createOperationsClient } from '../../client/createOperationsClient.ts'
import type { ConfigurationsClient } from './configurationsClient.ts'
import { createConfigurationsClient } from './configurationsClient.ts'
import { createConfiguration } from './createConfiguration.ts'
import { createMemoryStore } from './createMemoryStore.ts'
import type { MemoryStoresClient } from './memoryStoresClient.ts'
import { createMemoryStoresClient } from './memoryStoresClient.ts'
import type { OrchestratorBaseUrl } from './orchestratorApis.ts'
import { orchestratorApis } from './orchestratorApis.ts'

export interface OrchestratorClientOptions extends ClientOptions {
  /** The proxy, such as `/api/twilio`; on a server, the address of each API. */
  readonly baseUrl: OrchestratorBaseUrl
}

/** An {@link OperationsClient} that knows Conversation Orchestrator and Conversation Memory. */
export interface OrchestratorClient extends OperationsClient {
  readonly configurations: ConfigurationsClient
  readonly memoryStores: MemoryStoresClient
}

/** @throws RangeError for a pace that makes no sense */
export function createOrchestratorClient({
  baseUrl,
  recipes = [],
  ...options
}: OrchestratorClientOptions): OrchestratorClient {
  const client = createOperationsClient({
    ...options,
    apis: orchestratorApis(baseUrl),
    recipes: [createConfiguration, createMemoryStore, ...recipes],
  })
  return {
    ...client,
    configurations: createConfigurationsClient(client),
    memoryStores: createMemoryStoresClient(client),
  }
}
