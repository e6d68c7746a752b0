'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef, useImperativeHandle, useRef } from 'react'

import type { OperationRef } from '../client/createOperationsClient.ts'
import type { AsyncOperationStatus, OperationConnection } from '../hooks/asyncOperation.ts'
import { useAsyncOperation } from '../hooks/useAsyncOperation.ts'
import { useOnScreen } from '../hooks/useOnScreen.ts'
import { StatusBadge } from './StatusBadge.tsx'

interface WatchedProps {
  /** The operation to watch; `null` shows that there is none. */
  readonly operation: OperationRef | null | undefined
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
}

/** Props of OperationStatusBadge. */
export type OperationStatusBadgeProps = Omit<ComponentPropsWithoutRef<'span'>, 'children'> &
  (WatchedProps | GivenProps)

/**
 * The status of an operation as icon and word: of one it watches, or one you give it.
 *
 * ```tsx
 * <OperationStatusBadge operation={accepted} />
 * <OperationStatusBadge status="FAILED" />
 * ```
 */
export const OperationStatusBadge = forwardRef<HTMLSpanElement, OperationStatusBadgeProps>(
  function OperationStatusBadge(props, ref) {
    return props.status === undefined ? (
      <WatchedBadge {...props} ref={ref} />
    ) : (
      <StatusBadge {...props} ref={ref} />
    )
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
  return (
    <StatusBadge
      data-offscreen="" // until it is seen: a thousand rings that begin to turn at once hold up the first paint
      {...rest}
      status={status}
      isStuck={isStuck}
      connection={connection}
      ref={own}
    />
  )
})
