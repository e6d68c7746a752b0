import { sleep } from '../http/abort.ts'
import type { PreparedRequest } from '../request/preparedRequest.ts'
import type { JournalContent } from '../storage/journalRecord.ts'
import type { BatchEntry } from './batchEntry.ts'
import type { BatchPlace } from './batchPlace.ts'
import type { BatchRun } from './batchRun.ts'

/** The wait before an unreadable journal is read again. */
const RETRY_MS = 1_000
const MAX_READS = 5

/** What the journal says about the entries of a batch. */
export interface KnownIntents extends JournalContent {
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
