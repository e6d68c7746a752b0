import type { AsyncOperation } from '../hooks/asyncOperation.ts'
import type { OperationWords } from '../hooks/messages.ts'

/** What a screen reader says when an operation has come into this state; `undefined` where there is nothing to say. */
export function toAnnouncement(operation: AsyncOperation, words: OperationWords): string | undefined {
  const label = operation.accepted?.label
  switch (operation.status) {
    case 'PENDING':
      return operation.isStuck ? words.announceStuck(label) : words.announcePending(label)
    case 'COMPLETED':
      return words.announceCompleted(label)
    case 'FAILED':
      return words.announceFailed(label, operation.error.detail ?? operation.error.title)
    case 'CANCELLED':
      return words.announceCancelled(label)
    case 'UNAVAILABLE':
      return words.announceUnavailable(label)
    default:
      return undefined
  }
}
