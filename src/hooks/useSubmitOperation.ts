'use client'

import type { RefObject } from 'react'
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'

import type { Endpoint } from '../client/request/endpoint.ts'
import { toDefinedEndpoint } from '../client/request/endpoint.ts'
import type { SubmissionState } from '../client/submission/submission.ts'
import { toAccepted } from '../client/submission/submission.ts'
import type { SubmissionError } from '../protocol/errors.ts'
import type { AcceptedOperation } from '../protocol/operation.ts'
import type { AsyncOperation } from './asyncOperation.ts'
import { isSettledView } from './asyncOperation.ts'
import { useOperationsContext, useOperationsTracker } from './OperationsContext.ts'
import type { UseAsyncOperationResult } from './useAsyncOperation.ts'
import { useAsyncOperation } from './useAsyncOperation.ts'

/** An operation that completed. */
export type CompletedOperation<TResult = unknown> = Extract<AsyncOperation<TResult>, { status: 'COMPLETED' }>
/** An operation that ended FAILED or CANCELLED. */
export type FailedOperation = Extract<AsyncOperation, { status: 'FAILED' | 'CANCELLED' }>

/** Options of {@link useSubmitOperation}. Callbacks run while it is mounted, each once per intent. */
export interface UseSubmitOperationOptions<TResult = unknown> {
  /**
   * The resource it changes, if any. An intent left by an earlier page only returns to the form of its
   * resource.
   */
  readonly resourceId?: string | undefined
  /** Called after the server has answered 202. */
  readonly onAccepted?: (accepted: AcceptedOperation<TResult>) => void
  /** Called when it has completed, and its new resource and its result have been read. */
  readonly onCompleted?: (operation: CompletedOperation<TResult>) => void
  /** Called when it has ended FAILED or CANCELLED. */
  readonly onFailed?: (operation: FailedOperation) => void
  /** Called when it is not known whether it was accepted. */
  readonly onUnconfirmed?: (error: SubmissionError) => void
}

/** The result of {@link useSubmitOperation}. */
export interface UseSubmitOperationResult<TInput, TResult = unknown> {
  /** Submits, or joins the submission in flight. Never rejects: it resolves to the intent. */
  readonly submit: (input: TInput) => Promise<SubmissionState<TResult>>
  readonly intent: SubmissionState<TResult>
  /** The operation from the 202, for every component and hook that takes one; `undefined` before. */
  readonly accepted: AcceptedOperation<TResult> | undefined
  /** The accepted operation, followed until it ends; IDLE before. */
  readonly operation: UseAsyncOperationResult<TResult>
  /**
   * Sends an unconfirmed or blocked intent again, unchanged and with its own key. If it cannot be sent, looks
   * its resource up by name.
   */
  readonly sendAgain: () => Promise<SubmissionState<TResult>>
  /**
   * Starts over. Accepted operations keep running; an unconfirmed intent is discarded. Does nothing while a
   * request is in flight.
   */
  readonly reset: () => void
  /**
   * Shows an operation that was accepted earlier, such as after a reload, if nothing has been submitted yet.
   * `onAccepted` is not called for it. Pass `hasEnded` if its end has been reported as well.
   */
  readonly follow: (accepted: AcceptedOperation, hasEnded?: boolean) => void
}

/**
 * Submits operations of one endpoint, with one Idempotency-Key per intent across all retries and clicks, then
 * follows the operation. The provider keeps watching it after this component unmounts.
 *
 * @param endpoint from `defineOperation`, with a stable identity
 * @throws TypeError if the endpoint is not from `defineOperation`
 * @throws MissingProviderError if there is no OperationsProvider above
 */
export function useSubmitOperation<TInput, TResult>(
  endpoint: Endpoint<TInput, TResult>,
  options?: UseSubmitOperationOptions<TResult>,
): UseSubmitOperationResult<TInput, TResult>
// The endpoint's schema gives the result its type.
export function useSubmitOperation<TInput>(
  endpoint: Endpoint<TInput>,
  options: UseSubmitOperationOptions = {},
): UseSubmitOperationResult<TInput> {
  const { engine } = useOperationsContext('useSubmitOperation').observers
  const { submissions, tracked } = useOperationsTracker('useSubmitOperation')
  const { resourceId } = options
  const definedEndpoint = toDefinedEndpoint(endpoint)
  // oxlint-disable-next-line react/memo-dependencies, react-hooks/exhaustive-deps -- One per home: a form keeps its first endpoint and resource.
  const submission = useMemo(() => submissions.find(definedEndpoint, resourceId), [submissions])
  useEffect(() => submissions.mount(submission, resourceId), [submissions, submission, resourceId])
  const intent = useSyncExternalStore(submission.subscribe, submission.current, submission.current)
  const accepted = toAccepted(intent)
  const operation = useAsyncOperation(accepted)
  const submit = useCallback(
    (input: TInput) =>
      submission.submit(() => definedEndpoint['~internal'].prepare(endpoint, input), engine, tracked.add),
    [submission, definedEndpoint, endpoint, engine, tracked],
  )
  const sendAgain = useCallback(
    () => submission.sendAgain(engine, tracked.add),
    [submission, engine, tracked],
  )
  const notified = useOutcomeCallbacks(intent, operation, options)
  const follow = useCallback(
    (earlier: AcceptedOperation, hasEnded = false) => {
      const before = submission.current()
      submission.follow(earlier)
      const followed = submission.current()
      if (followed !== before) Object.assign(notified.current, { followed }, hasEnded && { end: followed })
    },
    [submission, notified],
  )
  return useMemo(
    () => ({ submit, intent, accepted, operation, sendAgain, reset: submission.reset, follow }),
    [submit, intent, accepted, operation, sendAgain, submission.reset, follow],
  )
}

/** The intent or error that each callback was last called for. */
interface Notified {
  intent?: SubmissionState
  /** Accepted, and reported, on an earlier page. */
  followed?: SubmissionState
  end?: SubmissionState
  error?: SubmissionError
}

/**
 * Effects rerun in StrictMode and when callers pass new functions. Each callback still runs once per intent.
 */
function useOutcomeCallbacks(
  intent: SubmissionState,
  operation: AsyncOperation,
  callbacks: UseSubmitOperationOptions,
): RefObject<Notified> {
  const latest = useRef(callbacks)
  const notified = useRef<Notified>({})
  useEffect(() => {
    latest.current = callbacks
  })
  useEffect(() => {
    if (notified.current.intent === intent) return
    notified.current.intent = intent
    if (intent.state === 'accepted' && intent !== notified.current.followed)
      latest.current.onAccepted?.(intent.accepted)
    // A later change of `found` does not call `onUnconfirmed` again.
    if (intent.state !== 'unconfirmed' || notified.current.error === intent.error) return
    notified.current.error = intent.error
    latest.current.onUnconfirmed?.(intent.error)
  }, [intent])
  useEffect(() => {
    if (notified.current.end === intent || !isSettledView(operation)) return
    notified.current.end = intent
    if (operation.status === 'COMPLETED') latest.current.onCompleted?.(operation)
    else latest.current.onFailed?.(operation)
  }, [intent, operation])
  return notified
}
