'use client'

import type { ComponentPropsWithoutRef, ReactElement, Ref } from 'react'
import { forwardRef } from 'react'

import type { SubmissionState } from '../../client/submission/submission.ts'
import type { AsyncOperationStatus, OperationConnection } from '../../hooks/asyncOperation.ts'
import { isPending } from '../../hooks/asyncOperation.ts'
import type { BadgeMessages } from '../../hooks/messages.ts'
import { classes, useAppearance } from '../elements/appearance.tsx'
import { Icon, RING_ICON, STATUS_SHAPES, statusIcon } from '../elements/Icon.tsx'
import type { ShownStatus } from '../elements/Icon.tsx'
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

interface IntentBadgeProps extends Omit<ComponentPropsWithoutRef<'span'>, 'children'> {
  readonly state: Exclude<SubmissionState['state'], 'idle' | 'accepted'>
  /** The HTTP status of the last response. */
  readonly httpStatus?: number | undefined
  /** Shown instead of the word for the state. */
  readonly word?: string | undefined
}

/** The state of a submission without an operation, as icon and word, with a hint after a 401 or 403. */
export const IntentBadge = /* @__PURE__ */ forwardRef<HTMLSpanElement, IntentBadgeProps>(function IntentBadge(
  { state, httpStatus, word, className, ...rest },
  ref,
) {
  const messages = useBadgeMessages()
  const appearance = useAppearance()
  const hint = connectionWord(CONNECTIONS[httpStatus ?? 0] ?? 'ok', messages)
  return (
    <span
      {...appearance}
      data-part="badge"
      data-intent={state}
      {...rest}
      ref={ref}
      className={classes('ra-badge', className)}
    >
      {badgeContent(ICONS[state], word ?? messages[KEYS[state]], hint)}
    </span>
  )
})

const KEYS = {
  submitting: 'intentSending',
  unconfirmed: 'intentUnconfirmed',
  refused: 'intentRefused',
  blocked: 'intentRefused',
} as const satisfies Record<IntentBadgeProps['state'], keyof BadgeMessages>

const CONNECTIONS: Readonly<Partial<Record<number, OperationConnection>>> = {
  401: 'unauthorized',
  403: 'forbidden',
}

const REFUSED = <Icon name="refused">{STATUS_SHAPES.FAILED}</Icon>
const ICONS = {
  unconfirmed: (
    <Icon name="unconfirmed">
      <path d="M8 1.9 14.6 13.4H1.4zM8 6.2v3.2M8 11.3v.05" />
    </Icon>
  ),
  submitting: RING_ICON,
  refused: REFUSED,
  blocked: REFUSED,
} as const
