import type { ClientOptions, OperationsClient } from '../../client/createOperationsClient.ts'
import { createOperationsClient } from '../../client/createOperationsClient.ts'
import { defineVendorOperation } from '../../client/request/lazySending.ts'
import type { AcceptedOperation } from '../../protocol/operation.ts'
import type { ConfigurationsClient } from './configurationsClient.ts'
import {
  createConfiguration,
  createConfigurationsClient,
  deleteConfiguration,
  patchConfiguration,
  updateConfiguration,
} from './configurationsClient.ts'
import type { MemoryStoresClient } from './memoryStoresClient.ts'
import {
  createMemoryStore,
  createMemoryStoresClient,
  deleteMemoryStore,
  patchMemoryStore,
} from './memoryStoresClient.ts'
import type { DeletionInput, OrchestratorBaseUrl, SubmitCallOptions } from './orchestratorApis.ts'
import { orchestratorApis } from './orchestratorApis.ts'

/** Options of createOrchestratorClient. */
export interface OrchestratorClientOptions extends ClientOptions {
  /** The path of the proxy, such as `/api/twilio`, or on a server the URL of each API. */
  readonly baseUrl: OrchestratorBaseUrl
}

/** An {@link OperationsClient} for Conversation Orchestrator and Conversation Memory. */
export interface OrchestratorClient extends OperationsClient {
  readonly configurations: ConfigurationsClient
  readonly conversations: ConversationsClient
  readonly memoryStores: MemoryStoresClient
}

/** DELETE /v2/Conversations/{id}. Deletes the conversation and everything attached to it. */
export const deleteConversation = /* @__PURE__ */ defineVendorOperation({
  kind: 'conversation.delete',
  version: 1,
  api: 'conversations',
  method: 'DELETE',
  path: ({ id }: DeletionInput) => `/v2/Conversations/${encodeURIComponent(id)}`,
  takesIdempotencyKey: true,
  isDestructive: true,
  label: ({ displayName, id }) => displayName ?? id,
  resourceId: ({ id }) => id,
  refreshes: ['conversation'],
})

/** The conversations of an account. */
export interface ConversationsClient {
  /** @throws SubmissionError, which says whether it was refused, blocked, or may have been accepted */
  delete: (id: string, options?: SubmitCallOptions) => Promise<AcceptedOperation>
}

function createConversationsClient(client: OperationsClient): ConversationsClient {
  return { delete: (id, options) => client.submit(deleteConversation, { id }, options) }
}

const ENDPOINTS = [
  createConfiguration,
  updateConfiguration,
  patchConfiguration,
  deleteConfiguration,
  deleteConversation,
  createMemoryStore,
  patchMemoryStore,
  deleteMemoryStore,
]

/** @throws RangeError if a limit is not above 0, or `minPollMs` exceeds `maxRetryAfterMs` */
export function createOrchestratorClient({
  baseUrl,
  endpoints = [],
  ...options
}: OrchestratorClientOptions): OrchestratorClient {
  const client = createOperationsClient({
    ...options,
    apis: orchestratorApis(baseUrl),
    endpoints: [...ENDPOINTS, ...endpoints],
  })
  return {
    ...client,
    configurations: createConfigurationsClient(client),
    conversations: createConversationsClient(client),
    memoryStores: createMemoryStoresClient(client),
  }
}

/** True for a client made by `createOrchestratorClient`. */
export function isOrchestratorClient(client: OperationsClient): client is OrchestratorClient {
  return 'configurations' in client && 'memoryStores' in client
}
