'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef, useImperativeHandle, useRef } from 'react'

import type { OperationRef } from '../../client/createOperationsClient.ts'
import type { AsyncOperationStatus, OperationConnection } from '../../hooks/asyncOperation.ts'
import type { SubmittedOperation } from '../../hooks/submittedOperation.ts'
import { toHttpStatus, toIntent } from '../../hooks/submittedOperation.ts'
import { useAsyncOperation } from '../../hooks/useAsyncOperation.ts'
import { useVisibility } from '../../hooks/useVisibility.ts'
import { IntentBadge, StatusBadge, useStatusBadge } from './StatusBadge.tsx'

interface WatchedProps {
  /** The operation to watch; `null` renders nothing. */
  readonly operation: OperationRef | null | undefined
  readonly submission?: never
  readonly status?: never
  readonly stuck?: never
  readonly connection?: never
  readonly progress?: never
  readonly cancelling?: never
}

interface SubmittedProps {
  /**
   * The submission: the result of `useSubmitOperation` or of a hook built on it, or its `intent`. Renders
   * nothing before the first attempt.
   */
  readonly submission: SubmittedOperation
  readonly operation?: never
  readonly status?: never
  readonly stuck?: never
  readonly connection?: never
  readonly progress?: never
  readonly cancelling?: never
}

interface GivenProps {
  /** The status to show. Needs no provider. */
  readonly status: AsyncOperationStatus
  /** Shows that a PENDING operation is taking longer than usual. Default false. */
  readonly stuck?: boolean | undefined
  /** Why the status cannot be read right now. Shown only for PENDING and LOADING. Default `'ok'`. */
  readonly connection?: OperationConnection | undefined
  /** How much is done, 0 to 100. Shown only for PENDING and LOADING, and only if nothing else needs the place. */
  readonly progress?: number | undefined
  /** Shows that a PENDING operation is being cancelled. Default false. */
  readonly cancelling?: boolean | undefined
  readonly operation?: never
  readonly submission?: never
}

/** Props of OperationStatusBadge. */
export type OperationStatusBadgeProps = Omit<ComponentPropsWithoutRef<'span'>, 'children'> &
  (WatchedProps | SubmittedProps | GivenProps)

/**
 * The status of an operation as icon and word: of an operation it watches, of a submission, or a status that
 * you pass. A submission that has not started yet renders nothing.
 *
 * ```tsx
 * <OperationStatusBadge submission={useCreateConfiguration()} />
 * <OperationStatusBadge operation={accepted} />
 * <OperationStatusBadge status="FAILED" />
 * ```
 */
export const OperationStatusBadge = /* @__PURE__ */ forwardRef<HTMLSpanElement, OperationStatusBadgeProps>(
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

const WatchedBadge = /* @__PURE__ */ forwardRef<HTMLSpanElement, WatchedBadgeProps>(function WatchedBadge(
  { operation, ...rest },
  ref,
) {
  const { status, isStuck, connection, operation: read } = useAsyncOperation(operation)
  const own = useRef<HTMLSpanElement>(null)
  useImperativeHandle<HTMLSpanElement | null, HTMLSpanElement | null>(ref, () => own.current)
  useVisibility(own, operation)
  const badge = useStatusBadge(
    // Until it is on screen: a thousand spinners that start at once would delay the first paint.
    {
      'data-offscreen': '',
      ...rest,
      status,
      stuck: isStuck,
      connection,
      progress: read?.progress,
      cancelling: read?.isCancelling,
    },
    own,
  )
  return operation ? badge : null
})
