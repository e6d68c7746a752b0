import type { OperationsClient } from '../../client/createOperationsClient.ts'
import { defineVendorOperation } from '../../client/request/lazySending.ts'
import type { AcceptedOperation } from '../../protocol/operation.ts'
import type { DeletionInput, SubmitCallOptions } from './orchestratorApis.ts'

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

export function createConversationsClient(client: OperationsClient): ConversationsClient {
  return { delete: (id, options) => client.submit(deleteConversation, { id }, options) }
}
