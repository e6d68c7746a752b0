import { defined } from '../../protocol/json.ts'
import type { AcceptedOperation } from '../../protocol/operation.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import { sleep } from '../http/abort.ts'
import { createUuid } from '../request/idempotencyKey.ts'
import type { PreparedRequest, prepareSafely } from '../request/preparedRequest.ts'
import type { JournalContent } from '../storage/journalRecord.ts'
import { toContent } from '../submission/sentIntent.ts'
import type { Submission } from '../submission/submission.ts'
import type { SubmittedInput, BatchPause, BatchState } from './batch.ts'
import { isOver, toReason } from './batch.ts'
import type { BatchPlace } from './batchPlace.ts'
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

/** Sends the inputs of a batch in order, a few at a time. Stores nothing: `onEntry` and `onPause` may. */
export interface BatchRun {
  readonly current: () => BatchState
  readonly subscribe: (listener: () => void) => () => void
  /**
   * Begins with these entries. Nothing is sent if `pausedBy` is set.
   *
   * @param restore called before anything begins, to restore what an earlier page has begun
   */
  readonly begin: (entries: readonly BatchEntry[], pausedBy?: BatchPause, restore?: () => void) => void
  /**
   * Takes over an intent of an earlier page.
   *
   * @param isBlocked true if it was not accepted, so it waits
   */
  readonly takeOver: (entry: BatchEntry, submission: Submission, isBlocked: boolean) => void
  /** Follows an operation of an earlier page. */
  readonly follow: (entry: BatchEntry, accepted: AcceptedOperation, known?: OperationSnapshot) => void
  /** Its operation is not watched any more. */
  readonly lose: (entry: BatchEntry, accepted: AcceptedOperation) => void
  readonly pause: (by: BatchPause) => void
  /** Continues, and sends unknown inputs again if that is safe. */
  readonly resume: () => void
  /** Begins what may begin now, such as after the provider has mounted again. */
  readonly go: () => void
  /** Ends every waiting input: none of them is sent. */
  readonly endWaiting: (state: 'refused' | 'unknown', reason: string) => void
  /** Discards the intents of waiting inputs. */
  readonly discard: () => void
  /** Forgets everything. Accepted inputs continue; waiting ones are not sent. */
  readonly end: () => void
}

/** Callbacks of {@link createBatchRun}. */
export interface BatchCallbacks {
  /** An input was accepted, or is over. */
  readonly onEntry: (entry: BatchEntry) => void
  readonly onPause: (by: BatchPause | undefined) => void
  /** A sign-out, or another home, has ended it. */
  readonly onLeft: () => void
}

/** The wait before an unreadable journal is read again. */
const RETRY_MS = 1_000
const MAX_READS = 5

/** What the journal says about the entries of a batch. */
interface KnownIntents extends JournalContent {
  /** The requests of the intents, by key. */
  readonly requests: ReadonlyMap<string, PreparedRequest | undefined>
  /** False if the journal could not be read. */
  readonly isRead: boolean
}

export async function readIntents(place: BatchPlace, entries: readonly BatchEntry[]): Promise<KnownIntents> {
  const content = await readJournal(place)
  const keys = new Set(entries.map(({ idempotencyKey }) => idempotencyKey))
  const intents = content?.intents.filter(({ idempotencyKey }) => keys.has(idempotencyKey)) ?? []
  const requests = await Promise.all(
    intents.map(
      async ({ idempotencyKey }) =>
        [idempotencyKey, await place.journal.readRequest(idempotencyKey)] as const,
    ),
  )
  return {
    intents,
    operations: content?.operations ?? [],
    requests: new Map(requests),
    isRead: content !== undefined,
  }
}

async function readJournal({ journal, session }: BatchPlace): Promise<JournalContent | undefined> {
  let content = await journal.load()
  for (let reads = 1; !content && reads < MAX_READS && !session.aborted; reads += 1) {
    // oxlint-disable-next-line no-await-in-loop -- Each read waits for the one before.
    await sleep(RETRY_MS, session).catch(() => undefined)
    // oxlint-disable-next-line no-await-in-loop -- As above.
    content = await journal.load()
  }
  return content
}

/** An intent is in the journal before it is sent, so the others have not begun. */
export function restoreEntry(
  entry: BatchEntry,
  { engine, submissions, onAccepted }: BatchPlace,
  { intents, operations, requests }: KnownIntents,
  run: BatchRun,
) {
  const { idempotencyKey, input } = entry
  const isOwn = (one: { readonly idempotencyKey?: string }) => one.idempotencyKey === idempotencyKey
  const known = operations.find(isOwn)
  const accepted = known?.accepted ?? input.accepted
  const intent = intents.find(isOwn)
  if (accepted) {
    // The user may have stopped watching it, or dismissed it.
    const isWatched = known ? known.isWatched : input.state === 'running'
    if (!known?.settled && !isWatched)
      return input.state === 'unknown' ? undefined : run.lose(entry, accepted)
    if (!known?.settled) onAccepted(accepted)
    run.follow(entry, accepted, known?.settled)
  } else if (intent) {
    const open = submissions.open().find((one) => one.record()?.idempotencyKey === idempotencyKey)
    const request = requests.get(idempotencyKey) ?? entry.request
    run.takeOver(entry, open ?? submissions.adopt(intent, request, engine), intent.state === 'blocked')
  }
}
