import type { AsyncOperationStatus } from '../hooks/asyncOperation.ts'
import type { BadgeWords } from '../hooks/messages.ts'

const WORDS = {
  IDLE: 'statusIdle',
  LOADING: 'statusLoading',
  PENDING: 'statusPending',
  COMPLETED: 'statusCompleted',
  FAILED: 'statusFailed',
  CANCELLED: 'statusCancelled',
  UNAVAILABLE: 'statusUnavailable',
} as const satisfies Record<AsyncOperationStatus, keyof BadgeWords>

/** The word for a status. Taking longer is still PENDING, but says so. */
export function statusWord(status: AsyncOperationStatus, isStuck: boolean, words: BadgeWords): string {
  return words[status === 'PENDING' && isStuck ? 'statusStuck' : WORDS[status]]
}
