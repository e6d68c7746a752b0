'use client'

import type { ComponentPropsWithoutRef, ReactElement, Ref } from 'react'
import { forwardRef } from 'react'

import type { AsyncOperationStatus, OperationConnection } from '../../hooks/asyncOperation.ts'
import { isPending } from '../../hooks/asyncOperation.ts'
import type { BadgeMessages } from '../../hooks/messages.ts'
import type { ShownStatus } from '../elements/Icon.tsx'
import { statusIcon } from '../elements/Icon.tsx'
import { classes, useAppearance } from '../elements/useAppearance.ts'
import { useBadgeMessages } from '../messages/useOperationMessages.ts'

interface StatusBadgeProps extends Omit<ComponentPropsWithoutRef<'span'>, 'children'> {
  readonly status: AsyncOperationStatus
  readonly stuck?: boolean | undefined
  readonly connection?: OperationConnection | undefined
  readonly progress?: number | undefined
  readonly cancelling?: boolean | undefined
  readonly 'data-offscreen'?: '' | undefined
}

/** A status as icon and word, with a hint: why it cannot be read right now, or how much is done. */
export const StatusBadge = /* @__PURE__ */ forwardRef<HTMLSpanElement, StatusBadgeProps>(useStatusBadge)

/** The same as a hook: a page may have a thousand badges, and each extra component is an extra fiber. */
export function useStatusBadge(
  { status, stuck = false, connection = 'ok', progress, cancelling, className, ...rest }: StatusBadgeProps,
  ref: Ref<HTMLSpanElement>,
) {
  const messages = useBadgeMessages()
  const appearance = useAppearance()
  const shown = stuck && status === 'PENDING' ? 'STUCK' : status
  const isWaiting = isPending({ status })
  const isCancelling = cancelling && isWaiting
  const percent = progress === undefined ? progress : messages.percent(progress)
  const hint = isWaiting ? (connectionWord(connection, messages) ?? percent) : undefined
  return (
    <span
      {...appearance}
      data-part="badge"
      data-status={status}
      data-stuck={shown === 'STUCK' || undefined}
      data-cancelling={isCancelling || undefined}
      data-connection={isWaiting && connection !== 'ok' ? connection : undefined}
      {...rest}
      ref={ref}
      className={classes('ra-badge', className)}
    >
      {badgeContent(
        statusIcon(shown),
        messages[isCancelling ? 'statusCancelling' : STATUS_KEYS[shown]],
        hint,
      )}
    </span>
  )
}

/** The content of every badge. Not a component, for the same reason. */
export function badgeContent(icon: ReactElement, word: string, hint: string | undefined) {
  return (
    <>
      {icon}
      <span className="ra-text" data-part="word">
        {word}
      </span>
      {hint && (
        <span className="ra-badge-hint" data-part="hint">
          {hint}
        </span>
      )}
    </>
  )
}

const STATUS_KEYS = {
  IDLE: 'statusIdle',
  LOADING: 'statusLoading',
  PENDING: 'statusPending',
  STUCK: 'statusStuck',
  COMPLETED: 'statusCompleted',
  FAILED: 'statusFailed',
  CANCELLED: 'statusCancelled',
  UNAVAILABLE: 'statusUnavailable',
} as const satisfies Record<ShownStatus, keyof BadgeMessages>

const CONNECTION_KEYS = {
  retrying: 'connectionRetrying',
  unauthorized: 'connectionUnauthorized',
  forbidden: 'connectionForbidden',
  offline: 'connectionOffline',
  paused: 'connectionPaused',
} as const satisfies Record<Exclude<OperationConnection, 'ok'>, keyof BadgeMessages>

/** The word for why the status cannot be read right now; `undefined` for `ok`. */
export function connectionWord(connection: OperationConnection, messages: BadgeMessages): string | undefined {
  return connection === 'ok' ? undefined : messages[CONNECTION_KEYS[connection]]
}
