import type { OperationsClient } from '../client/createOperationsClient.ts'
import type { IntentRecord } from '../client/journalRecord.ts'
import type { OnAccepted } from '../client/submission.ts'
import type { Submissions } from '../client/submissions.ts'
import { hasTabLocks } from '../client/tabLock.ts'
import type { JournalHome } from './journalHome.ts'

/** An intent this young is sent again by itself after a reload: the person is still waiting for it. */
const FRESH_MS = 120_000
/** If tabs cannot tell who is still there, no submission of another one takes as long as this. */
const LONGEST_SUBMISSION_MS = 600_000

/** Who takes an intent up. */
interface Resuming {
  readonly client: OperationsClient
  readonly submissions: Submissions
  readonly onAccepted: OnAccepted
}

/** Takes up the intents of a journal that this page has not begun. */
export interface Resumption {
  /** The journal holds these, and no others. */
  readonly takeUp: (records: readonly IntentRecord[]) => void
  /** What is waited for is not taken up any more, as after a sign-out. */
  readonly forget: () => void
}

export function resumeIntents(home: JournalHome, resuming: Resuming): Resumption {
  const { submissions } = resuming
  let claiming = new AbortController()
  const claimed = new Set<string>()

  /** What was only shown here, and has been answered or given up elsewhere. */
  function dropAnswered(keys: ReadonlySet<string>) {
    for (const one of submissions.open()) {
      const key = one.record()?.idempotencyKey
      if (key && !one.hasRequest() && !keys.has(key)) {
        claimed.delete(key)
        one.forget()
      }
    }
  }

  const held = submissions.open().filter((one) => one.hasRequest())
  home.keeper.holdAgain(
    held.flatMap((one) => one.record()?.idempotencyKey ?? []),
    claiming.signal,
  )
  return {
    takeUp(records) {
      dropAnswered(new Set(records.map(({ idempotencyKey }) => idempotencyKey)))
      const open = new Set(submissions.open().map((one) => one.record()?.idempotencyKey))
      for (const record of records) {
        if (claimed.has(record.idempotencyKey) || open.has(record.idempotencyKey)) continue
        claimed.add(record.idempotencyKey)
        void resumeIntent(record, home, resuming, claiming.signal)
      }
    },
    forget() {
      claiming.abort()
      claiming = new AbortController()
    },
  }
}

/** Sends it again by itself if that is safe, else shows it to a person. */
async function resumeIntent(
  record: IntentRecord,
  { journal, keeper, scope }: JournalHome,
  { client, submissions, onAccepted }: Resuming,
  signal: AbortSignal,
) {
  const { idempotencyKey, createdAt } = record
  const { now } = client.context
  const request = await journal.readRequest(idempotencyKey)
  if (!hasTabLocks() && !request && now() - createdAt < LONGEST_SUBMISSION_MS) return
  const isOpen = await keeper.claim(idempotencyKey, signal)
  if (isOpen === false || signal.aborted) return
  // Without the request it is only shown: a tab that is just being reloaded comes back for it.
  if (!request) keeper.letGo(idempotencyKey)
  const ageMs = now() - createdAt
  const submission = submissions.adopt(record, request, client)
  const isKnown = client.recipeOf(record.kind)?.version === record.version
  const isFresh = ageMs >= 0 && ageMs < FRESH_MS
  // Without a scope nobody knows whether the same person is still there.
  const isSafe = scope !== undefined && isOpen && record.takesIdempotencyKey && !record.isDestructive
  if (request && isSafe && isKnown && isFresh) await submission.sendAgain(client, onAccepted)
}
