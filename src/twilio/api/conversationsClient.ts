import type { OperationsClient } from '../../client/createOperationsClient.ts'
import type { AcceptedOperation } from '../../protocol/acceptedOperation.ts'
import { deleteConversation } from './deleteConversation.ts'
import type { SubmitCallOptions } from './submitCallOptions.ts'

/** The conversations of an account. */
export interface ConversationsClient {
  /** @throws SubmissionError saying whether it was refused, blocked, or may have been accepted */
  delete: (id: string, options?: SubmitCallOptions) => Promise<AcceptedOperation>
}

export function createConversationsClient(client: OperationsClient): ConversationsClient {
  return { delete: (id, options) => client.submit(deleteConversation, { id }, options) }
}
