'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef } from 'react'

import type { Intent } from '../client/intent.ts'
import type { OperationConnection } from '../hooks/asyncOperation.ts'
import type { BadgeWords } from '../hooks/messages.ts'
import { classes } from './classes.ts'
import { connectionWord } from './connectionWord.ts'
import { Icon } from './Icon.tsx'
import { RING_ICON } from './ringIcon.tsx'
import { STATUS_SHAPES } from './statusShapes.tsx'
import { useAppearance } from './useAppearance.ts'
import { useStatusWords } from './useStatusWords.ts'

export interface IntentBadgeProps extends Omit<ComponentPropsWithoutRef<'span'>, 'children'> {
  readonly state: Exclude<Intent['state'], 'idle' | 'accepted'>
  /** The HTTP status of the last answer. */
  readonly httpStatus?: number | undefined
  /** In place of the word for the state. */
  readonly word?: string | undefined
}

/** How a submission without an operation stands, as icon and word, and in small who is not let in. */
export const IntentBadge = forwardRef<HTMLSpanElement, IntentBadgeProps>(function IntentBadge(
  { state, httpStatus, word, className, ...rest },
  ref,
) {
  const words = useStatusWords()
  const appearance = useAppearance()
  const hint = connectionWord(CONNECTIONS[httpStatus ?? 0] ?? 'ok', words)
  return (
    <span
      {...appearance}
      data-part="badge"
      data-intent={state}
      {...rest}
      ref={ref}
      className={classes('ra-badge', className)}
    >
      {ICONS[state]}
      <span className="ra-text" data-part="word">
        {word ?? words[WORDS[state]]}
      </span>
      {hint && (
        <span className="ra-badge-hint" data-part="hint">
          {hint}
        </span>
      )}
    </span>
  )
})

const WORDS = {
  submitting: 'intentSending',
  unconfirmed: 'intentUnconfirmed',
  refused: 'intentRefused',
  blocked: 'intentRefused',
} as const satisfies Record<IntentBadgeProps['state'], keyof BadgeWords>

const CONNECTIONS: Readonly<Partial<Record<number, OperationConnection>>> = {
  401: 'unauthorized',
  403: 'forbidden',
}

const REFUSED = <Icon name="refused">{STATUS_SHAPES.FAILED}</Icon>
const ICONS = {
  unconfirmed: (
    <Icon name="unconfirmed">
      <path d="M8 1.9 14.6 13.4H1.4z" />
      <path d="M8 6.2v3.2M8 11.3v.05" />
    </Icon>
  ),
  submitting: RING_ICON,
  refused: REFUSED,
  blocked: REFUSED,
} as const
