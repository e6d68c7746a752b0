import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import { AcceptedError, ConnectionError, SubmissionError } from '../protocol/errors.ts'
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
}

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
    { idempotencyKey, input }: Sent<TInput>,
    isEdited: boolean,
    onAccepted?: (accepted: AcceptedOperation) => void,
  ): Promise<Intent> {
    const shownKey = recipe.takesIdempotencyKey ? idempotencyKey : undefined
    const onAttempt = (attempt: number) => {
      change({ state: 'submitting', attempt, idempotencyKey: shownKey })
    }
    onAttempt(1)
    try {
      const accepted = await client.submit(recipe, input, { idempotencyKey, onAttempt })
      onAccepted?.(accepted)
      return change({ state: 'accepted', accepted, isEdited })
    } catch (thrown) {
      const error = toSubmissionError(thrown, shownKey)
      return change({ state: error.outcome === 'unclear' ? 'unconfirmed' : error.outcome, error })
    }
  }

  /** Chooses what may be sent now: what is unclear goes first, under its own key, even if it has been edited since. */
  function choose(input: TInput): { next: Sent<TInput>; isEdited: boolean } {
    const content = toContent(input)
    const isSame = sent?.content === content
    if (sent && (intent.state === 'unconfirmed' || (intent.state === 'blocked' && isSame))) {
      return { next: sent, isEdited: !isSame }
    }
    return { next: { idempotencyKey: createIdempotencyKey(), input, content }, isEdited: false }
  }

  /** A second click that comes after the 202 is still the same click, as long as nothing was edited. */
  function isStillRunning(client: OperationsClient, input: TInput): boolean {
    if (intent.state !== 'accepted' || intent.isEdited || sent?.content !== toContent(input)) return false
    const known = client.peek(intent.accepted)
    return known !== undefined && !isSettled(known)
  }

  function toContent(input: TInput): string {
    return JSON.stringify([recipe.path(input), recipe.body?.(input)])
  }

  return {
    submit(input, client, onAccepted) {
      if (underWay) return underWay
      if (isStillRunning(client, input)) return Promise.resolve(intent)
      const { next, isEdited } = choose(input)
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

function toSubmissionError(thrown: unknown, idempotencyKey: string | undefined): SubmissionError {
  if (thrown instanceof SubmissionError) return thrown
  const cause =
    thrown instanceof AcceptedError
      ? thrown
      : new ConnectionError('network', String(thrown), { cause: thrown })
  return new SubmissionError('unclear', 1, idempotencyKey, cause)
}
