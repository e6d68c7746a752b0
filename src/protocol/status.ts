/** The four states an operation can be in. The last three are final. */
export type OperationStatus = 'PENDING' | 'COMPLETED' | 'FAILED' | 'CANCELLED'

/** An API's own words for the three final states, where it does not use ours: `{ Succeeded: 'COMPLETED' }`. */
export type StatusWords = Readonly<Record<string, OperationStatus>>

/**
 * Reads a status word. RUNNING and every word nobody told us about are PENDING: an unknown word must neither
 * end the wait nor be shown as a failure.
 */
export function readStatus(word: string, words?: StatusWords): OperationStatus {
  const own = words && Object.hasOwn(words, word) ? words[word] : undefined
  if (own) return own
  return isFinal(word) ? word : 'PENDING'
}

/** True for COMPLETED, FAILED and CANCELLED: whatever arrives later, these stay. */
export function isFinal(status: string): status is Exclude<OperationStatus, 'PENDING'> {
  return /^(?:COMPLETED|FAILED|CANCELLED)$/.test(status)
}
