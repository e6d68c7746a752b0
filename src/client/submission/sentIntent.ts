import { SubmissionError } from '../../protocol/errors.ts'
import type { RequestFailure } from '../../protocol/failure.ts'
import { defined } from '../../protocol/json.ts'
import type { Resource, ResourceRule } from '../../protocol/resource.ts'
import { chooseResource } from '../../protocol/resource.ts'
import type { ClientEngine } from '../createOperationsClient.ts'
import type { ClientContext } from '../http/clientContext.ts'
import { readJson } from '../http/readJson.ts'
import type { AnyEndpoint } from '../request/endpoint.ts'
import { createUuid } from '../request/idempotencyKey.ts'
import type { PreparedRequest } from '../request/preparedRequest.ts'
import type { IntentRecord } from '../storage/journalRecord.ts'

/**
 * A record of a new intent. It has a key even if the endpoint takes none, because the key identifies it.
 *
 * @param batchKey the key, if a batch chose it before
 */
export function toIntentRecord(
  { kind, api, label, hint, resourceId, takesIdempotencyKey }: PreparedRequest,
  { version, isDestructive = false }: AnyEndpoint,
  now: number,
  batchKey?: string,
): IntentRecord {
  const idempotencyKey = batchKey ?? createUuid()
  const isOfBatch = batchKey === undefined ? undefined : (true as const)
  const own = { idempotencyKey, kind, version, api, label, hint, resourceId, takesIdempotencyKey }
  return defined({ ...own, isDestructive, isOfBatch, createdAt: now, state: 'sending' as const })
}

/** An intent with its request. A key must never be sent with a different request. */
export interface SentIntent {
  readonly record: IntentRecord
  /** `undefined` if the request was lost with the page that started the intent. */
  readonly request: PreparedRequest | undefined
  /** When the intent began, by the monotonic `performance.now()`; `-Infinity` if that is not known. */
  readonly bornAt: number
}

/** The API keeps keys for 24 h (API reference, Idempotency-Key). The hour less is for clock differences. */
export const KEY_LIFE_MS = 23 * 3_600_000
/** Clock corrections are smaller than this. A record from further in the future has no known age. */
const CLOCK_CORRECTION_MS = 60_000

const CLOSED: RequestFailure = { kind: 'network', message: 'The page was closed before a response arrived.' }

/**
 * Restores an intent of an earlier page as `unclear`, with the error to show. A request that does not match
 * the record is dropped.
 */
export function toEarlierIntent(
  record: IntentRecord,
  request: PreparedRequest | undefined,
  now: number,
): SentIntent & { readonly error: SubmissionError } {
  const { api, takesIdempotencyKey } = record
  const isOwn = request?.api === api && request?.takesIdempotencyKey === takesIdempotencyKey
  const ageMs = now - record.createdAt
  return {
    // The outcome of earlier attempts is not known.
    record: { ...record, state: 'unclear' },
    request: isOwn ? request : undefined,
    error: new SubmissionError('unclear', CLOSED, 1, toShownKey(record)),
    bornAt: ageMs < -CLOCK_CORRECTION_MS ? -Infinity : performance.now() - ageMs,
  }
}

/** The key as it is sent and shown; `undefined` if the endpoint takes none. */
export function toShownKey({ takesIdempotencyKey, idempotencyKey }: IntentRecord): string | undefined {
  return takesIdempotencyKey ? idempotencyKey : undefined
}

/** True if the server still has the key, so that a retry cannot create anything twice. If in doubt, false. */
export function canSendAgain({ record, request, bornAt }: SentIntent, { context }: ClientEngine): boolean {
  const ageMs = Math.max(performance.now() - bornAt, context.now() - record.createdAt)
  return record.takesIdempotencyKey && request !== undefined && ageMs < KEY_LIFE_MS
}

/** Two requests with the same content are the same intent. */
export function toContent({ method, path, body }: PreparedRequest): string {
  return `${method} ${path} ${body}`
}

/** How much client and server clocks may differ: a resource created this long before may still be ours. */
const CLOCKS_DIFFER_MS = 60_000

/** An accepted request creates its resource within this time. Before that, its absence proves nothing. */
const LOOK_IS_SURE_MS = 600_000

/**
 * True if a resource that is still missing this long after the last unclear attempt was never created: after
 * 10 minutes, or twice `stuckAfterMs` if that is longer.
 */
export function isLookupConclusive(sinceMs: number, { pace }: ClientContext): boolean {
  return sinceMs >= Math.max(LOOK_IS_SURE_MS, 2 * pace.stuckAfterMs)
}

/**
 * Looks by name for the resource that an unclear intent may have created, if a retry with its key does not
 * settle it.
 *
 * @returns `undefined` if there is nothing to search by, or the list cannot be read right now
 */
export async function findIntended(
  { hint, api, createdAt }: IntentRecord,
  rule: ResourceRule | undefined,
  context: ClientContext,
  signal: AbortSignal,
): Promise<Resource | undefined> {
  if (!rule?.find || !hint) return undefined
  try {
    const read = async (path: string) => (await readJson(context, path, { api, signal })).body
    const candidates = await rule.find(hint, read)
    const startedAt = createdAt - CLOCKS_DIFFER_MS
    return chooseResource(candidates, { startedAt, type: rule.type, isLastLook: true })
  } catch {
    return undefined
  }
}
