import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import { SubmissionError } from '../protocol/errors.ts'
import { isSettled } from '../protocol/snapshot.ts'
import type { OperationsClient } from './createOperationsClient.ts'
import type { OperationRecipe } from './defineOperation.ts'
import { createIdempotencyKey } from './idempotencyKey.ts'
import type { Intent } from './intent.ts'

/** One place of submission, such as a form: keeps one intent and its key over every attempt. */
export interface Submission<TInput> {
  /**
   * Submits, or joins the submission that is on its way. Never rejects: the answer is the intent.
   *
   * @param client the application's current one: after a new sign-in the same intent goes on through another
   * @param onAccepted told of the 202, also when nobody shows this submission any more
   */
  submit: (
    input: TInput,
    client: OperationsClient,
    onAccepted?: (accepted: AcceptedOperation) => void,
  ) => Promise<Intent>
  intent: () => Intent
  subscribe: (listener: () => void) => () => void
  /** Begins anew. What was accepted goes on; an unconfirmed intent is given up. */
  reset: () => void
}

/** What is under one key: the key must never travel with another body. */
interface Sent<TInput> {
  readonly idempotencyKey: string
  readonly input: TInput
  readonly content: string
  /** Epoch ms. */
  readonly createdAt: number
  /** An attempt under this key may have been accepted. */
  isUnclear: boolean
}

/** The API forgets keys after 24 h (API reference, Idempotency-Key); an hour is left for clocks that differ. */
const KEY_LIFE_MS = 23 * 3_600_000

export function createSubmission<TInput>(recipe: OperationRecipe<TInput>): Submission<TInput> {
  const listeners = new Set<() => void>()
  let intent: Intent = { state: 'idle' }
  let sent: Sent<TInput> | undefined
  let underWay: Promise<Intent> | undefined

  function change(next: Intent): Intent {
    intent = next
    for (const listener of listeners) listener()
    return next
  }

  async function send(
    client: OperationsClient,
    next: Sent<TInput>,
    isEdited: boolean,
    onAccepted?: (accepted: AcceptedOperation) => void,
  ): Promise<Intent> {
    const { idempotencyKey } = next
    const shownKey = recipe.takesIdempotencyKey ? idempotencyKey : undefined
    const onAttempt = (attempt: number) => {
      change({ state: 'submitting', attempt, idempotencyKey: shownKey })
    }
    onAttempt(1)
    let accepted: AcceptedOperation
    try {
      accepted = await client.submit(recipe, next.input, { idempotencyKey, onAttempt })
    } catch (thrown) {
      const error = toSubmissionError(thrown, shownKey)
      // Being blocked now says nothing of an earlier attempt that may have been accepted.
      next.isUnclear = error.outcome === 'unclear' || (error.outcome === 'blocked' && next.isUnclear)
      return change({ state: next.isUnclear ? 'unconfirmed' : toState(error), error })
    }
    change({ state: 'accepted', accepted, isEdited })
    onAccepted?.(accepted)
    return intent
  }

  /** Chooses what may be sent now: what is unclear goes first, under its own key, even if it has been edited since. */
  function choose(input: TInput, now: number): { next: Sent<TInput>; isEdited: boolean } {
    const content = toContent(input)
    const isSame = sent?.content === content
    if (sent && (intent.state === 'unconfirmed' || (intent.state === 'blocked' && isSame))) {
      return { next: sent, isEdited: !isSame }
    }
    return {
      next: { idempotencyKey: createIdempotencyKey(), input, content, createdAt: now, isUnclear: false },
      isEdited: false,
    }
  }

  /** A second click that comes after the 202 is still the same click, as long as nothing was edited. */
  function isStillRunning(client: OperationsClient, input: TInput): boolean {
    if (intent.state !== 'accepted' || sent?.content !== toContent(input)) return false
    const known = client.peek(intent.accepted)
    return known !== undefined && !isSettled(known)
  }

  /** Without a key that is still known nothing may be sent twice: what became of it has to be looked up. */
  function maySendAgain({ context }: OperationsClient): boolean {
    return recipe.takesIdempotencyKey && sent !== undefined && context.now() - sent.createdAt < KEY_LIFE_MS
  }

  function toContent(input: TInput): string {
    return JSON.stringify([recipe.path(input), recipe.body?.(input)])
  }

  return {
    submit(input, client, onAccepted) {
      if (underWay) return underWay
      if (isStillRunning(client, input)) return Promise.resolve(intent)
      if (intent.state === 'unconfirmed' && !maySendAgain(client)) return Promise.resolve(intent)
      const { next, isEdited } = choose(input, client.context.now())
      sent = next
      underWay = send(client, next, isEdited, onAccepted).finally(() => {
        underWay = undefined
      })
      return underWay
    },
    intent: () => intent,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    reset() {
      if (underWay) return
      sent = undefined
      change({ state: 'idle' })
    },
  }
}

function toState({ outcome }: SubmissionError): 'refused' | 'blocked' {
  return outcome === 'refused' ? 'refused' : 'blocked'
}

/** Anything else comes from the recipe's own code, before anything was sent. */
function toSubmissionError(thrown: unknown, idempotencyKey: string | undefined): SubmissionError {
  if (thrown instanceof SubmissionError) return thrown
  return new SubmissionError('refused', { kind: 'refused', message: String(thrown) }, 0, idempotencyKey)
}
