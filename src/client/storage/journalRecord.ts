import { defined, readField, readNumber, readText, readTexts } from '../../protocol/json.ts'
import type { AcceptedOperation } from '../../protocol/operation.ts'
import { isSameOperation } from '../../protocol/operation.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import { readStoredAcceptance, readStoredSnapshot } from '../../protocol/storedSnapshot.ts'

const STATES = ['sending', 'unclear', 'blocked'] as const

/** An intent whose outcome is not yet known. Never contains the body or credentials. */
export interface IntentRecord {
  readonly idempotencyKey: string
  /** The endpoint's `kind` and `version`. */
  readonly kind: string
  readonly version: number
  readonly api?: string
  readonly label?: string
  /** What the search for the resource needs if the key expires. */
  readonly hint?: Readonly<Record<string, string>>
  /** The resource it changes. */
  readonly resourceId?: string
  readonly takesIdempotencyKey: boolean
  readonly isDestructive: boolean
  /** Present if it is one of many of `useSubmitOperations`: then no form shows it. */
  readonly isOfBatch?: true
  /** When the intent began, in epoch ms. */
  readonly createdAt: number
  /**
   * `sending`: no attempt has ended yet. `unclear`: it may have been accepted. `blocked`: rejected with 401,
   * 403, 425 or 429, so not accepted.
   */
  readonly state: (typeof STATES)[number]
}

/** An operation that is watched, or that has ended. */
export interface OperationRecord {
  readonly accepted: AcceptedOperation
  /** The key it was submitted with. An intent with the same key has been accepted. */
  readonly idempotencyKey?: string
  /** False if the user stopped watching it. */
  readonly isWatched: boolean
  /** Present if the server has agreed to cancel it. */
  readonly isCancelling?: true
  /** How it ended. The page that wrote this reports it to the application. */
  readonly settled?: OperationSnapshot
  /** The ID of the page that wrote `settled`. */
  readonly settledBy?: string
}

/** @returns `undefined` for anything but a complete record */
export function readIntentRecord(value: unknown): IntentRecord | undefined {
  const idempotencyKey = readText(value, 'idempotencyKey')
  const kind = readText(value, 'kind')
  const version = readNumber(value, 'version')
  const createdAt = readNumber(value, 'createdAt')
  const state = STATES.find((one) => one === readField(value, 'state'))
  if (!idempotencyKey || !kind || version === undefined || createdAt === undefined || !state) return undefined
  return defined({
    idempotencyKey,
    kind,
    version,
    api: readText(value, 'api'),
    label: readText(value, 'label'),
    hint: readTexts(value, 'hint'),
    resourceId: readText(value, 'resourceId'),
    takesIdempotencyKey: readField(value, 'takesIdempotencyKey') === true,
    // If unknown, assume it is destructive: it is then not sent again automatically.
    isDestructive: readField(value, 'isDestructive') !== false,
    isOfBatch: readField(value, 'isOfBatch') === true || undefined,
    createdAt,
    state,
  })
}

/** @returns `undefined` for anything but a complete record */
export function readOperationRecord(value: unknown): OperationRecord | undefined {
  const accepted = readStoredAcceptance(readField(value, 'accepted'))
  if (!accepted) return undefined
  const settled = readStoredSnapshot(readField(value, 'settled'))
  return defined({
    accepted,
    idempotencyKey: readText(value, 'idempotencyKey'),
    isWatched: readField(value, 'isWatched') !== false,
    isCancelling: readField(value, 'isCancelling') === true || undefined,
    settledBy: readText(value, 'settledBy'),
    settled: settled?.wake === 'never' && isSameOperation(settled, accepted) ? settled : undefined,
  })
}

/** The API keeps keys for 24 h (API reference, Idempotency-Key). */
const INTENT_LIFE_MS = 24 * 3_600_000
const OPERATION_LIFE_MS = 7 * 24 * 3_600_000
/** How many ended operations are kept: those that ended last. Open operations are never evicted. */
const MAX_ENDED = 200

/** The contents of a journal. */
export interface JournalContent {
  /** Open intents, newest first. */
  readonly intents: readonly IntentRecord[]
  readonly operations: readonly OperationRecord[]
}

/** The contents of a journal, and what to delete. */
interface ReadContent extends JournalContent {
  /** The keys of records that are too old, answered, or over the limit. */
  readonly gone: readonly string[]
}

/**
 * Reads all records of one home.
 *
 * @param own the prefix of their keys
 */
export function readContent(all: ReadonlyMap<string, string>, own: string, now: number): ReadContent {
  const stored = read(all, `${own}operation/`, readOperationRecord)
  const begun = read(all, `${own}intent/`, readIntentRecord)
  const operations = stored
    .filter(([, { accepted }]) => now - accepted.acceptedAt < OPERATION_LIFE_MS)
    .toSorted(([, one], [, other]) => other.accepted.acceptedAt - one.accepted.acceptedAt)
  const ended = operations.filter(([, { settled }]) => settled)
  // No deadline follows the end, so `nextPollAt` tells when the operation ended.
  const endedLastFirst = ended.toSorted(
    ([, one], [, other]) => (other.settled?.nextPollAt ?? 0) - (one.settled?.nextPollAt ?? 0),
  )
  const tooMany = new Set(endedLastFirst.slice(MAX_ENDED))
  const kept = operations.filter((entry) => !tooMany.has(entry))
  const answered = new Set(kept.map(([, { idempotencyKey }]) => idempotencyKey))
  const intents = begun
    .filter(([, { createdAt }]) => now - createdAt < INTENT_LIFE_MS)
    // The page may have closed between the two writes after a 202.
    .filter(([, { idempotencyKey }]) => !answered.has(idempotencyKey))
    .toSorted(([, one], [, other]) => other.createdAt - one.createdAt)
  const left = new Set([...kept, ...intents].map(([key]) => key))
  return {
    intents: intents.map(([, one]) => one),
    operations: kept.map(([, one]) => one),
    // Keep what cannot be read: a later release may have written it.
    gone: [...stored, ...begun].map(([key]) => key).filter((key) => !left.has(key)),
  }
}

function read<T>(
  all: ReadonlyMap<string, string>,
  prefix: string,
  toRecord: (value: unknown) => T | undefined,
): [string, T][] {
  return [...all].flatMap(([key, text]): [string, T][] => {
    const record = key.startsWith(prefix) ? toRecord(parse(text)) : undefined
    return record === undefined ? [] : [[key, record]]
  })
}

/** `undefined` if the text is not JSON. */
export function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
}
