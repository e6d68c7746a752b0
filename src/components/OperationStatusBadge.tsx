'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef, useImperativeHandle, useRef } from 'react'

import type { OperationRef } from '../client/createOperationsClient.ts'
import type { AsyncOperationStatus, OperationConnection } from '../hooks/asyncOperation.ts'
import type { SubmittedOperation } from '../hooks/submittedOperation.ts'
import { toHttpStatus, toIntent } from '../hooks/submittedOperation.ts'
import { useAsyncOperation } from '../hooks/useAsyncOperation.ts'
import { useOnScreen } from '../hooks/useOnScreen.ts'
import { IntentBadge } from './IntentBadge.tsx'
import { StatusBadge, useStatusBadge } from './StatusBadge.tsx'

interface WatchedProps {
  /** The operation to watch; `null` renders nothing. */
  readonly operation: OperationRef | null | undefined
  readonly submission?: never
  readonly status?: never
  readonly isStuck?: never
  readonly connection?: never
}

interface SubmittedProps {
  /**
   * What was submitted, from its first attempt on: what `useSubmitOperation` and every hook built on it gives, or its
   * `intent`. Renders nothing before.
   */
  readonly submission: SubmittedOperation
  readonly operation?: never
  readonly status?: never
  readonly isStuck?: never
  readonly connection?: never
}

interface GivenProps {
  /** The status to show. Needs no provider. */
  readonly status: AsyncOperationStatus
  /** Says that a PENDING operation takes longer than usual. Default false. */
  readonly isStuck?: boolean | undefined
  /** What stands between the page and the server, for a status still open. Default `'ok'`. */
  readonly connection?: OperationConnection | undefined
  readonly operation?: never
  readonly submission?: never
}

/** Props of OperationStatusBadge. */
export type OperationStatusBadgeProps = Omit<ComponentPropsWithoutRef<'span'>, 'children'> &
  (WatchedProps | SubmittedProps | GivenProps)

/**
 * The status of an operation as icon and word: of one it watches, of what was submitted, or one you give it. Where
 * nothing was submitted yet, it renders nothing.
 *
 * ```tsx
 * <OperationStatusBadge submission={useCreateConfiguration()} />
 * <OperationStatusBadge operation={accepted} />
 * <OperationStatusBadge status="FAILED" />
 * ```
 */
export const OperationStatusBadge = forwardRef<HTMLSpanElement, OperationStatusBadgeProps>(
  function OperationStatusBadge(props, ref) {
    if (props.status !== undefined) return <StatusBadge {...props} ref={ref} />
    if (props.submission === undefined) return <WatchedBadge {...props} ref={ref} />
    const { submission, ...rest } = props
    const intent = toIntent(submission)
    if (intent.state === 'idle') return null
    if (intent.state === 'accepted') return <WatchedBadge {...rest} operation={intent.accepted} ref={ref} />
    return <IntentBadge {...rest} state={intent.state} httpStatus={toHttpStatus(intent)} ref={ref} />
  },
)

type WatchedBadgeProps = Omit<ComponentPropsWithoutRef<'span'>, 'children'> & WatchedProps

const WatchedBadge = forwardRef<HTMLSpanElement, WatchedBadgeProps>(function WatchedBadge(
  { operation, ...rest },
  ref,
) {
  const { status, isStuck, connection } = useAsyncOperation(operation)
  const own = useRef<HTMLSpanElement>(null)
  useImperativeHandle<HTMLSpanElement | null, HTMLSpanElement | null>(ref, () => own.current)
  useOnScreen(own, operation)
  const badge = useStatusBadge(
    // Until it is seen: a thousand rings that begin to turn at once hold up the first paint.
    { 'data-offscreen': '', ...rest, status, isStuck, connection },
    own,
  )
  return operation ? badge : null
})
