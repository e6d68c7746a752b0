'use client'
import type { RefObject } from 'react'
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'

import type { OperationRecipe } from '../client/defineOperation.ts'
import type { Intent } from '../client/intent.ts'
import { toAccepted } from '../client/intent.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { SubmissionError } from '../protocol/errors.ts'
import type { AsyncOperation } from './asyncOperation.ts'
import { isSettledView } from './asyncOperation.ts'
import type { AsyncOperationResult } from './useAsyncOperation.ts'
import { useAsyncOperation } from './useAsyncOperation.ts'
import { useOperationsContext } from './useOperationsContext.ts'
import { useWatch } from './useWatch.ts'

/** An operation that completed. */
export type CompletedOperation = Extract<AsyncOperation, { status: 'COMPLETED' }>
/** An operation that ended without doing what it was for. */
export type FailedOperation = Extract<AsyncOperation, { status: 'FAILED' | 'CANCELLED' }>

/** What {@link useSubmitOperation} tells, while its component is mounted; each once per intent. */
export interface SubmitOperationOptions {
  /** The resource it changes, where there is one. An intent that an earlier page left comes back only to its own form. */
  readonly resourceId?: string | undefined
  /** The server answered 202. */
  readonly onAccepted?: (accepted: AcceptedOperation) => void
  /** It completed, and the search for its new resource has ended. */
  readonly onCompleted?: (operation: CompletedOperation) => void
  /** It ended FAILED or CANCELLED. */
  readonly onFailed?: (operation: FailedOperation) => void
  /** Whether it was accepted is not known. */
  readonly onUnconfirmed?: (error: SubmissionError) => void
}

/** What {@link useSubmitOperation} gives. */
export interface SubmitResult<TInput> {
  /** Submits, or joins the submission under way. Never rejects: it resolves to what became of it. */
  readonly submit: (input: TInput) => Promise<Intent>
  readonly intent: Intent
  /** What the 202 gave, for every component and hook that takes an operation; `undefined` before. */
  readonly accepted: AcceptedOperation | undefined
  /** The accepted operation, followed to its end; IDLE before. */
  readonly operation: AsyncOperationResult
  /** Asks what became of an unconfirmed intent, as it was sent, under its own key. */
  readonly sendAgain: () => Promise<Intent>
  /** Begins anew. What was accepted goes on; an unconfirmed intent is given up. */
  readonly reset: () => void
  /**
   * Shows an operation that was accepted earlier, as after a reload, where nothing has been submitted yet. `onAccepted`
   * is not told of it, and `hasEnded` says that its end has been told too.
   */
  readonly follow: (accepted: AcceptedOperation, hasEnded?: boolean) => void
}

/**
 * Submits operations of one recipe: one Idempotency-Key per intent over every retry and click, then follows the
 * operation. The provider goes on watching it after this component is gone.
 *
 * @param recipe from `defineOperation`; keep its identity
 * @throws MissingProviderError where OperationsProvider is missing
 */
export function useSubmitOperation<TInput>(
  recipe: OperationRecipe<TInput>,
  options: SubmitOperationOptions = {},
): SubmitResult<TInput> {
  const { client } = useOperationsContext('useSubmitOperation').observers
  const { submissions, tracked } = useWatch('useSubmitOperation')
  const { resourceId } = options
  // oxlint-disable-next-line react/memo-dependencies, react-hooks/exhaustive-deps -- One for each home: a form keeps the recipe and the resource that it began with.
  const submission = useMemo(() => submissions.find(recipe, resourceId), [submissions])
  useEffect(() => submissions.mount(submission, resourceId), [submissions, submission, resourceId])
  const intent = useSyncExternalStore(submission.subscribe, submission.intent, submission.intent)
  const accepted = toAccepted(intent)
  const operation = useAsyncOperation(accepted)
  const submit = useCallback(
    (input: TInput) => submission.submit(() => recipe.prepare(input), client, tracked.add),
    [submission, recipe, client, tracked],
  )
  const sendAgain = useCallback(
    () => submission.sendAgain(client, tracked.add),
    [submission, client, tracked],
  )
  const told = useCallbacks(intent, operation, options)
  const follow = useCallback(
    (earlier: AcceptedOperation, hasEnded = false) => {
      const before = submission.intent()
      submission.follow(earlier)
      const followed = submission.intent()
      if (followed !== before) Object.assign(told.current, { followed }, hasEnded && { end: followed })
    },
    [submission, told],
  )
  return useMemo(
    () => ({ submit, intent, accepted, operation, sendAgain, reset: submission.reset, follow }),
    [submit, intent, accepted, operation, sendAgain, submission.reset, follow],
  )
}

/** The last of each news that was told. */
interface Told {
  intent?: Intent
  /** Accepted, and told, on an earlier page. */
  followed?: Intent
  end?: Intent
  error?: SubmissionError
}

/** Effects run again in StrictMode and when callers pass new functions; each news is still told once. */
function useCallbacks(
  intent: Intent,
  operation: AsyncOperation,
  callbacks: SubmitOperationOptions,
): RefObject<Told> {
  const latest = useRef(callbacks)
  const told = useRef<Told>({})
  useEffect(() => {
    latest.current = callbacks
  })
  useEffect(() => {
    if (told.current.intent === intent) return
    told.current.intent = intent
    if (intent.state === 'accepted' && intent !== told.current.followed)
      latest.current.onAccepted?.(intent.accepted)
    // What is found by its name later is no news of this kind.
    if (intent.state !== 'unconfirmed' || told.current.error === intent.error) return
    told.current.error = intent.error
    latest.current.onUnconfirmed?.(intent.error)
  }, [intent])
  useEffect(() => {
    if (told.current.end === intent || !isSettledView(operation)) return
    told.current.end = intent
    if (operation.status === 'COMPLETED') latest.current.onCompleted?.(operation)
    else latest.current.onFailed?.(operation)
  }, [intent, operation])
  return told
}
