'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef } from 'react'

import type { SubmissionState } from '../../client/submission/submission.ts'
import type { OperationConnection } from '../../hooks/asyncOperation.ts'
import type { BadgeMessages } from '../../hooks/messages.ts'
import { Icon, RING_ICON, STATUS_SHAPES } from '../elements/Icon.tsx'
import { classes, useAppearance } from '../elements/useAppearance.ts'
import { useBadgeMessages } from '../messages/useOperationMessages.ts'
import { badgeContent, connectionWord } from './StatusBadge.tsx'

export interface IntentBadgeProps extends Omit<ComponentPropsWithoutRef<'span'>, 'children'> {
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
