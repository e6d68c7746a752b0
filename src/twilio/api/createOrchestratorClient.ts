import type { ClientOptions, OperationsClient } from '../../client/createOperationsClient.ts'
import { createOperationsClient } from '../../client/createOperationsClient.ts'
import type { ConfigurationsClient } from './configurationsClient.ts'
import { createConfigurationsClient } from './configurationsClient.ts'
import type { ConversationsClient } from './conversationsClient.ts'
import { createConversationsClient } from './conversationsClient.ts'
import { createConfiguration } from './createConfiguration.ts'
import { createMemoryStore } from './createMemoryStore.ts'
import { deleteConfiguration } from './deleteConfiguration.ts'
import { deleteConversation } from './deleteConversation.ts'
import { deleteMemoryStore } from './deleteMemoryStore.ts'
import type { MemoryStoresClient } from './memoryStoresClient.ts'
import { createMemoryStoresClient } from './memoryStoresClient.ts'
import type { OrchestratorBaseUrl } from './orchestratorApis.ts'
import { orchestratorApis } from './orchestratorApis.ts'
import { patchConfiguration } from './patchConfiguration.ts'
import { patchMemoryStore } from './patchMemoryStore.ts'
import { updateConfiguration } from './updateConfiguration.ts'

/** Options of createOrchestratorClient. */
export interface OrchestratorClientOptions extends ClientOptions {
  /** The proxy, such as `/api/twilio`; on a server, the address of each API. */
  readonly baseUrl: OrchestratorBaseUrl
}

/** An {@link OperationsClient} that knows Conversation Orchestrator and Conversation Memory. */
export interface OrchestratorClient extends OperationsClient {
  readonly configurations: ConfigurationsClient
  readonly conversations: ConversationsClient
  readonly memoryStores: MemoryStoresClient
}

const RECIPES = [
  createConfiguration,
  updateConfiguration,
  patchConfiguration,
  deleteConfiguration,
  deleteConversation,
  createMemoryStore,
  patchMemoryStore,
  deleteMemoryStore,
]

/** @throws RangeError for a pace that makes no sense */
export function createOrchestratorClient({
  baseUrl,
  recipes = [],
  ...options
}: OrchestratorClientOptions): OrchestratorClient {
  const client = createOperationsClient({
    ...options,
    apis: orchestratorApis(baseUrl),
    recipes: [...RECIPES, ...recipes],
  })
  return {
    ...client,
    configurations: createConfigurationsClient(client),
    conversations: createConversationsClient(client),
    memoryStores: createMemoryStoresClient(client),
  }
}
