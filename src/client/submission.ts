import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { OperationsClient } from './createOperationsClient.ts'
import type { Intent } from './intent.ts'
import type { IntentKeeper } from './intentKeeper.ts'
import type { IntentRecord } from './journalRecord.ts'
import type { PreparedRequest } from './preparedRequest.ts'
import type { SentIntent } from './sentIntent.ts'

/** Told of a 202. */
export type OnAccepted = (accepted: AcceptedOperation) => void

/** What one submission gives to another that goes on with the same intent. */
export interface HandedOver {
  readonly intent: Intent
  /** `undefined` where nothing is open. */
  readonly sent: SentIntent | undefined
}

/** What a submission has around it. */
export interface SubmissionSurroundings {
  /** The journal of this tab, as it is when it is needed; without one nothing is written down. */
  readonly findKeeper?: () => IntentKeeper | undefined
  /** A submission of the same content that no form shows any more. */
  readonly findLeft?: (kind: string, content: string) => Submission | undefined
}

/** One place of submission, such as a form: keeps one intent and its key over every attempt. */
export interface Submission {
  readonly kind: string
  /**
   * Submits, or joins the submission that is on its way. Never rejects: the answer is the intent.
   *
   * @param prepare makes the request; called unless this joins
   * @param client the application's current one: after a new sign-in the same intent goes on through another
   * @param onAccepted told of the 202, also when nobody shows this submission any more
   */
  readonly submit: (
    prepare: () => Promise<PreparedRequest>,
    client: OperationsClient,
    onAccepted?: OnAccepted,
  ) => Promise<Intent>
  /** Asks again what became of an unconfirmed or blocked intent, under its own key. */
  readonly sendAgain: (client: OperationsClient, onAccepted?: OnAccepted) => Promise<Intent>
  /** Takes over an intent that an earlier page began. Only where this one is idle. */
  readonly adopt: (
    record: IntentRecord,
    request: PreparedRequest | undefined,
    client: OperationsClient,
  ) => void
  /** Shows an operation that was accepted before. Only where this one is idle. */
  readonly follow: (accepted: AcceptedOperation) => void
  /** What was sent and is open; `undefined` where nothing is, or the request is gone. */
  readonly content: () => string | undefined
  /** Gives what is open away, when what is on its way has been answered, and begins anew. */
  readonly handOver: () => Promise<HandedOver>
  readonly intent: () => Intent
  /** The intent as it is written down; `undefined` where none is open. */
  readonly record: () => IntentRecord | undefined
  /** False where the request is gone with the tab that began it: then it can only be shown. */
  readonly hasRequest: () => boolean
  readonly subscribe: (listener: () => void) => () => void
  /** Begins anew. What was accepted goes on; an unconfirmed intent is given up. */
  readonly reset: () => void
  /** Begins again for somebody else: what is on its way is not taken note of any more either. */
  readonly forget: () => void
  /** Stops here, and gives nothing up: what is written down waits for its home to be shown again. */
  readonly leave: () => void
}
