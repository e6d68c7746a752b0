import { defineVendorOperation } from '../../client/defineVendorOperation.ts'
import type { DeletionInput } from './deletionInput.ts'

/** DELETE /v2/Conversations/{id}, with everything attached to it. */
export const deleteConversation = defineVendorOperation({
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
