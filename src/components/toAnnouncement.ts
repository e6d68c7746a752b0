import type { AsyncOperation } from '../hooks/asyncOperation.ts'
import type { OperationWords } from '../hooks/messages.ts'
import { toFailure } from './toFailure.ts'

/** What a screen reader says when an operation has come into this state; `undefined` where there is nothing to say. */
export function toAnnouncement(operation: AsyncOperation, words: OperationWords): string | undefined {
  const label = operation.accepted?.label
  switch (operation.status) {
    case 'PENDING':
      return operation.isStuck ? words.announceStuck(label) : words.announcePending(label)
    case 'COMPLETED':
      return words.announceCompleted(label)
    case 'FAILED': {
      const { title, detail } = toFailure(operation, undefined)
      return words.announceFailed(label, detail ?? title)
    }
    case 'CANCELLED':
      return words.announceCancelled(label)
    case 'UNAVAILABLE':
      return words.announceUnavailable(label)
    default:
      return undefined
  }
}
