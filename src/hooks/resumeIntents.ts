import type { ClientEngine } from '../client/createOperationsClient.ts'
import type { IntentRecord } from '../client/storage/journalRecord.ts'
import type { OnAccepted } from '../client/submission/submission.ts'
import type { Submissions } from '../client/submission/submissions.ts'
import { hasTabLocks } from '../client/tabs/locks.ts'
import type { JournalHome } from './journalHome.ts'

/** A younger intent is sent again automatically after a reload: the user is still waiting for it. */
export const FRESH_MS = 120_000
/** Without Web Locks, a submission of another tab is assumed to be over after this long. */
const LONGEST_SUBMISSION_MS = 600_000

/** What resuming an intent needs. */
interface Resuming {
  readonly engine: ClientEngine
  readonly submissions: Submissions
  readonly onAccepted: OnAccepted
}

/** Resumes the intents of a journal that this page has not started. */
export interface Resumption {
  /** Call with all intents that the journal holds. */
  readonly resume: (records: readonly IntentRecord[]) => void
  /** Stops waiting for intents that other tabs hold, such as after a sign-out. */
  readonly forget: () => void
}

export function resumeIntents(home: JournalHome, resuming: Resuming): Resumption {
  const { submissions } = resuming
  let claiming = new AbortController()
  const claimed = new Set<string>()

  /** Drops what was only shown here, and has been answered or discarded elsewhere. */
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
  home.ledger.reacquire(
    held.flatMap((one) => one.record()?.idempotencyKey ?? []),
    claiming.signal,
  )
  return {
    resume(records) {
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

/** Sends an intent again if that is safe, else shows it to the user. */
async function resumeIntent(
  record: IntentRecord,
  { journal, ledger, scope }: JournalHome,
  { engine, submissions, onAccepted }: Resuming,
  signal: AbortSignal,
) {
  const { idempotencyKey, createdAt } = record
  const { now } = engine.context
  const request = await journal.readRequest(idempotencyKey)
  if (!hasTabLocks() && !request && now() - createdAt < LONGEST_SUBMISSION_MS) return
  const isOpen = await ledger.claim(idempotencyKey, signal)
  if (isOpen === false || signal.aborted) return
  // A batch has taken it over meanwhile.
  if (submissions.open().some((one) => one.record()?.idempotencyKey === idempotencyKey)) return
  // Without the request it is only shown. A tab that is being reloaded will claim it again.
  if (!request) ledger.release(idempotencyKey)
  const ageMs = now() - createdAt
  const submission = submissions.adopt(record, request, engine)
  const isKnown = engine.endpointOf(record.kind)?.version === record.version
  const isFresh = ageMs >= 0 && ageMs < FRESH_MS
  const isHarmless = record.takesIdempotencyKey && !record.isDestructive
  // Without a scope, it may be a different user. A batch resumes its own intents: it may be paused.
  const isSafe = scope !== undefined && isOpen && isHarmless && !record.isOfBatch
  if (request && isSafe && isKnown && isFresh) await submission.sendAgain(engine, onAccepted)
}
