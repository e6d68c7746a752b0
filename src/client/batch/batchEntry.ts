import { defined } from '../../protocol/json.ts'
import { createUuid } from '../request/idempotencyKey.ts'
import type { PreparedRequest, prepareSafely } from '../request/preparedRequest.ts'
import { toContent } from '../submission/sentIntent.ts'
import type { Submission } from '../submission/submission.ts'
import type { SubmittedInput } from './batch.ts'
import { isOver, toReason } from './batch.ts'
import type { BatchRow } from './batchStore.ts'

/** One input of a batch, and how far it is. */
export interface BatchEntry {
  readonly idempotencyKey: string
  readonly request: PreparedRequest | undefined
  input: SubmittedInput
  /** Its intent, once it has begun. */
  submission?: Submission | undefined
  /** Ends the subscription to `submission`. */
  detach?: (() => void) | undefined
  /** How often it was rejected with a 429 and no longer retried by the submission. */
  rejections: number
  /** Rejected with a 429: sent again when the wait is over. */
  isBlocked: boolean
}

/** Each with its key. Inputs with the same content are one intent. */
export function toEntries(prepared: readonly Awaited<ReturnType<typeof prepareSafely>>[]): BatchEntry[] {
  const contents = new Set<string>()
  return prepared.flatMap((one, index): BatchEntry[] => {
    const common = { idempotencyKey: createUuid(), rejections: 0, isBlocked: false }
    if ('error' in one)
      return [
        { ...common, request: undefined, input: { index, state: 'refused', problem: toReason(one.error) } },
      ]
    const content = toContent(one)
    if (contents.has(content)) return []
    contents.add(content)
    const { label, resourceId } = one
    return [{ ...common, request: one, input: { index, state: 'waiting', label, resourceId } }]
  })
}

/** Gives it a submission, until it is detached. */
export function bind(entry: BatchEntry, submission: Submission, stops: readonly (() => void)[]) {
  entry.submission = submission
  entry.detach = () => {
    entry.submission = undefined
    entry.detach = undefined
    for (const stop of stops) stop()
  }
}

export function change(entry: BatchEntry, changes: Omit<SubmittedInput, 'index'>) {
  entry.input = defined({ ...entry.input, ...changes })
}

/** Nothing of it was accepted, so it waits again. Its submission keeps its key. */
export function putBack(entry: BatchEntry) {
  entry.isBlocked = false
  change(entry, { state: 'waiting' })
}

export function toRow({ idempotencyKey, input, request }: BatchEntry, at: number): BatchRow {
  // Once it is accepted or over, its request is not needed.
  return { idempotencyKey, input, at, ...(!input.accepted && !isOver(input) && { request }) }
}

export function toStoredEntry({ idempotencyKey, input, request }: BatchRow): BatchEntry {
  return { idempotencyKey, request, input, rejections: 0, isBlocked: false }
}
