import { SubmissionError } from '../protocol/errors.ts'
import type { Failure } from '../protocol/failure.ts'
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

const CLOSED: Failure = { kind: 'network', message: 'The page was closed before an answer came.' }

/** An intent of an earlier page, and why nothing is known of it. A request that is not the record's own is as good as gone. */
export function toEarlierIntent(
  record: IntentRecord,
  request: PreparedRequest | undefined,
  now: number,
): SentIntent & { readonly error: SubmissionError } {
  const { api, takesIdempotencyKey } = record
  const isOwn = request?.api === api && request?.takesIdempotencyKey === takesIdempotencyKey
  const ageMs = now - record.createdAt
  return {
    // No attempt of this page has been answered, and nobody knows of those before.
    record: { ...record, state: 'unclear' },
    request: isOwn ? request : undefined,
    error: new SubmissionError('unclear', CLOSED, 1, toShownKey(record)),
    bornAt: ageMs < -CLOCK_CORRECTION_MS ? -Infinity : performance.now() - ageMs,
  }
}

/** The key as it is shown and sent; `undefined` for an endpoint that takes none. */
export function toShownKey({ takesIdempotencyKey, idempotencyKey }: IntentRecord): string | undefined {
  return takesIdempotencyKey ? idempotencyKey : undefined
}

export function toSignedOutError(idempotencyKey: string | undefined): SubmissionError {
  const message =
    'Someone signed out in another tab, so nothing was sent. Check who is signed in, then submit again.'
  return new SubmissionError('blocked', { kind: 'unauthorized', message }, 0, idempotencyKey)
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
