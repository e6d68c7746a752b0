import type { IntentRecord, OperationRecord } from './journalRecord.ts'
import { readIntentRecord, readOperationRecord } from './journalRecord.ts'

/** The API forgets keys after 24 h (API reference, Idempotency-Key). */
const INTENT_LIFE_MS = 24 * 3_600_000
const OPERATION_LIFE_MS = 7 * 24 * 3_600_000
/** Of the operations that have ended, those that ended last. What is still open is never pushed out. */
const MAX_ENDED = 200

/** What a journal holds. */
export interface JournalContent {
  /** Those that are still open, newest first. */
  readonly intents: readonly IntentRecord[]
  readonly operations: readonly OperationRecord[]
}

/** What is in a journal, and what is to go. */
interface ReadContent extends JournalContent {
  /** The keys of what is too old, answered, or too much. */
  readonly gone: readonly string[]
}

/**
 * Reads all records of one home.
 *
 * @param own what their keys begin with
 */
export function readContent(all: ReadonlyMap<string, string>, own: string, now: number): ReadContent {
  const stored = read(all, `${own}operation/`, readOperationRecord)
  const begun = read(all, `${own}intent/`, readIntentRecord)
  const operations = stored
    .filter(([, { accepted }]) => now - accepted.acceptedAt < OPERATION_LIFE_MS)
    .toSorted(([, one], [, other]) => other.accepted.acceptedAt - one.accepted.acceptedAt)
  const ended = operations.filter(([, { settled }]) => settled)
  // Nothing is to be waited for after the end: that was at the last deadline.
  const endedLastFirst = ended.toSorted(
    ([, one], [, other]) => (other.settled?.nextPollAt ?? 0) - (one.settled?.nextPollAt ?? 0),
  )
  const tooMany = new Set(endedLastFirst.slice(MAX_ENDED))
  const kept = operations.filter((entry) => !tooMany.has(entry))
  const answered = new Set(kept.map(([, { idempotencyKey }]) => idempotencyKey))
  const intents = begun
    .filter(([, { createdAt }]) => now - createdAt < INTENT_LIFE_MS)
    // The page may have ended between the two writes that follow a 202.
    .filter(([, { idempotencyKey }]) => !answered.has(idempotencyKey))
    .toSorted(([, one], [, other]) => other.createdAt - one.createdAt)
  const left = new Set([...kept, ...intents].map(([key]) => key))
  return {
    intents: intents.map(([, one]) => one),
    operations: kept.map(([, one]) => one),
    // What cannot be read may be of a later release: it stays.
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

/** `undefined` for what is no JSON. */
export function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
}
