import type { SubmissionError } from '../../protocol/errors.ts'
import type { AcceptedOperation } from '../../protocol/operation.ts'
import type { Resource } from '../../protocol/resource.ts'
import { isSettled } from '../../protocol/snapshot.ts'
import type { ClientEngine } from '../createOperationsClient.ts'
import type { PreparedRequest } from '../request/preparedRequest.ts'
import type { IntentLedger } from '../storage/intentLedger.ts'
import type { IntentRecord } from '../storage/journalRecord.ts'
import type { SentIntent } from './sentIntent.ts'

/**
 * The state of one submission.
 *
 * - `submitting`: in flight; `attempt` counts from 1.
 * - `accepted`: the server has accepted it. With `isEdited`, it has accepted the earlier version; the edited
 *   one was not sent.
 * - `refused`: definitely rejected, and no earlier attempt was accepted; nothing was created. The next submit
 *   uses a new key.
 * - `blocked`: rejected with 401, 403, 425 or 429, or stopped by a sign-out in another tab; nothing was
 *   created. The next submit uses the same key.
 * - `unconfirmed`: it may have been accepted, even if a later attempt was answered with a 4xx. With
 *   `canSendAgain`, the next submit sends it again with the same key, so nothing is created twice. Otherwise
 *   (no key, an expired key, a lost request) nothing is sent, and `found` says what was found under its name.
 */
export type SubmissionState<TResult = unknown> =
  | { readonly state: 'idle' }
  | { readonly state: 'submitting'; readonly attempt: number; readonly idempotencyKey: string | undefined }
  | { readonly state: 'accepted'; readonly accepted: AcceptedOperation<TResult>; readonly isEdited: boolean }
  | { readonly state: 'refused'; readonly error: SubmissionError }
  | { readonly state: 'blocked'; readonly error: SubmissionError }
  | {
      readonly state: 'unconfirmed'
      readonly error: SubmissionError
      readonly canSendAgain: boolean
      readonly found?: Resource | undefined
    }

/** The operation of an accepted submission; `undefined` in every other state. */
export function toAccepted(intent: SubmissionState): AcceptedOperation | undefined {
  return intent.state === 'accepted' ? intent.accepted : undefined
}

/** Called with the accepted operation after a 202. */
export type OnAccepted = (accepted: AcceptedOperation) => void

/** What a submission hands over to another one that continues the same intent. */
interface HandedOver {
  readonly current: SubmissionState
  /** `undefined` if no intent is open. */
  readonly sent: SentIntent | undefined
}

/** What a submission depends on. */
export interface SubmissionDependencies {
  /** The current journal of this tab; without one nothing is recorded. */
  readonly findLedger?: () => IntentLedger | undefined
  /** Finds a submission with the same content that no form shows any more. */
  readonly findLeft?: (kind: string, content: string) => Submission | undefined
  /** The key of its only intent, if a batch chose it before. Default: a new key for each intent. */
  readonly idempotencyKey?: string
}

/** One run of a submission. Once its signal is aborted, its results are ignored. */
export interface Task {
  readonly engine: ClientEngine
  /** The journal at the start. By the time a result arrives, there may be another one. */
  readonly ledger: IntentLedger | undefined
  readonly onAccepted: OnAccepted | undefined
  readonly signal: AbortSignal
}

/** One place that submits, such as a form. Keeps one intent and its key across all attempts. */
export interface Submission {
  readonly kind: string
  /**
   * Submits, or joins the submission in flight. Never rejects: it resolves to the intent.
   *
   * @param prepare builds the request; if this joins, only to see whether the content differs
   * @param engine that of the application's current client; after a new sign-in the same intent continues with
   * another one
   * @param onAccepted called after a 202, also if no component shows this submission any more
   */
  readonly submit: (
    prepare: () => Promise<PreparedRequest>,
    engine: ClientEngine,
    onAccepted?: OnAccepted,
  ) => Promise<SubmissionState>
  /**
   * Sends an unconfirmed or blocked intent again with its own key. If it cannot be sent, looks its resource
   * up by name.
   */
  readonly sendAgain: (engine: ClientEngine, onAccepted?: OnAccepted) => Promise<SubmissionState>
  /** Takes over an intent that an earlier page started. Does nothing unless this submission is idle. */
  readonly adopt: (record: IntentRecord, request: PreparedRequest | undefined, engine: ClientEngine) => void
  /** Shows an operation that was accepted earlier. Does nothing unless this submission is idle. */
  readonly follow: (accepted: AcceptedOperation) => void
  /** The content of the open request; `undefined` if there is none, or it was lost. */
  readonly content: () => string | undefined
  /** Waits for the request in flight, then hands over the open intent and starts over. */
  readonly handOver: () => Promise<HandedOver>
  readonly current: () => SubmissionState
  /** The journal record of the open intent; `undefined` if none is open. */
  readonly record: () => IntentRecord | undefined
  /** False if the request was lost with the tab that started it: the intent can then only be shown. */
  readonly hasRequest: () => boolean
  readonly subscribe: (listener: () => void) => () => void
  /**
   * Starts over. Accepted operations keep running; an unconfirmed intent is discarded. Does nothing while a
   * request is in flight.
   */
  readonly reset: () => void
  /** Starts over for another user: discards the open intent and ignores the result of a request in flight. */
  readonly forget: () => void
  /** Stops without discarding anything: the journal keeps its records until their home is shown again. */
  readonly leave: () => void
}

type AcceptedIntent = Extract<SubmissionState, { state: 'accepted' }>

/** Accepted intents that are still running, by content, so that a late second click finds them. */
interface AcceptedIntents {
  readonly find: (content: string, engine: ClientEngine) => AcceptedIntent | undefined
  readonly add: (content: string, intent: AcceptedIntent, engine: ClientEngine) => void
  readonly clear: () => void
}

/** A late second click repeats one of the last intents. Contents may be large. */
const MAX_KEPT = 10

export function createAcceptedIntents(): AcceptedIntents {
  const kept = new Map<string, AcceptedIntent>()

  /** After the end of an operation, the same content is a new intent. */
  function dropEnded(engine: ClientEngine) {
    for (const [content, { accepted }] of kept) if (!isRunning(engine, accepted)) kept.delete(content)
  }

  return {
    find(content, engine) {
      dropEnded(engine)
      return kept.get(content)
    },
    add(content, intent, engine) {
      dropEnded(engine)
      kept.set(content, intent)
      const [oldest] = kept.keys()
      if (oldest !== undefined && kept.size > MAX_KEPT) kept.delete(oldest)
    },
    clear: () => kept.clear(),
  }
}

/** True if the next submit sends something: the intent is neither still running nor unconfirmed. */
export function willSend(intent: SubmissionState, engine: ClientEngine): boolean {
  if (intent.state === 'accepted') return !isRunning(engine, intent.accepted)
  return intent.state !== 'unconfirmed'
}

function isRunning(engine: ClientEngine, accepted: AcceptedOperation): boolean {
  const known = engine.gate.peek(accepted)
  return known !== undefined && !isSettled(known)
}
