import { SubmissionError } from '../protocol/errors.ts'
import type { OperationsClient } from './createOperationsClient.ts'
import type { IntentRecord } from './journalRecord.ts'
import type { PreparedRequest } from './preparedRequest.ts'

/** What is under one key: the key must never travel with another request. */
export interface SentIntent {
  readonly record: IntentRecord
  /** Gone where an earlier page began it and took it along. */
  readonly request: PreparedRequest | undefined
  /** When it was begun, by the page's own clock, which nobody can set; long ago where that is not known. */
  readonly bornAt: number
}

/** The API forgets keys after 24 h (API reference, Idempotency-Key); an hour is left for clocks that differ. */
const KEY_LIFE_MS = 23 * 3_600_000
/** Clocks that are set right move by less. A record from later than that tells nothing about its age. */
const CLOCK_CORRECTION_MS = 60_000

/** An intent of an earlier page. A request that is not the record's own is as good as gone. */
export function toEarlierIntent(
  record: IntentRecord,
  request: PreparedRequest | undefined,
  now: number,
): SentIntent {
  const { api, takesIdempotencyKey } = record
  const isOwn = request?.api === api && request?.takesIdempotencyKey === takesIdempotencyKey
  const ageMs = now - record.createdAt
  return {
    // No attempt of this page has been answered, and nobody knows of those before.
    record: { ...record, state: 'unclear' },
    request: isOwn ? request : undefined,
    bornAt: ageMs < -CLOCK_CORRECTION_MS ? -Infinity : performance.now() - ageMs,
  }
}

export function toEarlierError({ takesIdempotencyKey, idempotencyKey }: IntentRecord): SubmissionError {
  const failure = { kind: 'network' as const, message: 'The page was closed before an answer came.' }
  return new SubmissionError('unclear', failure, 1, takesIdempotencyKey ? idempotencyKey : undefined)
}

/** True where the server still knows the key, so that nothing can be made twice. When in doubt, it does not. */
export function canSendAgain(
  { record, request, bornAt }: SentIntent,
  { context }: OperationsClient,
): boolean {
  const ageMs = Math.max(performance.now() - bornAt, context.now() - record.createdAt)
  return record.takesIdempotencyKey && request !== undefined && ageMs < KEY_LIFE_MS
}

/** What makes two requests the same intent. */
export function toContent({ method, path, body }: PreparedRequest): string {
  return `${method} ${path} ${body}`
}
