import type { OperationsApi } from '../../protocol/operationsApi.ts'
import { readTwilioProblem } from './readTwilioProblem.ts'

/** Where the two APIs are reached: through the proxy, one path for both; on a server, each at its own host. */
export type OrchestratorBaseUrl = string | { readonly conversations: string; readonly memory: string }

/** Conversation Orchestrator (Conversations v2) and Conversation Memory (Memory v1), as the engine knows them. */
export function orchestratorApis(baseUrl: OrchestratorBaseUrl): readonly [OperationsApi, OperationsApi] {
  const { conversations, memory } =
    typeof baseUrl === 'string' ? { conversations: baseUrl, memory: baseUrl } : baseUrl
  const isProxied = typeof baseUrl === 'string'
  const dialect = { readProblem: readTwilioProblem, requestIdHeader: 'twilio-request-id', isProxied }
  return [
    {
      api: 'conversations',
      baseUrl: conversations,
      operationPath: '/v2/ControlPlane/Operations/{operationId}',
      ownOrigins: ['https://conversations.twilio.com'],
      ...dialect,
    },
    {
      api: 'memory',
      baseUrl: memory,
      operationPath: '/v1/ControlPlane/Operations/{operationId}',
      ownOrigins: ['https://memory.twilio.com'],
      ...dialect,
    },
  ]
}
