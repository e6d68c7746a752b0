'use client'

import type { ReactNode } from 'react'

import { Icon } from './Icon.tsx'
import { RING_ICON } from './ringIcon.tsx'
import { STATUS_SHAPES } from './statusShapes.tsx'

export interface IntentBadgeProps {
  readonly state: keyof typeof ICONS
  /** The word for it. */
  readonly children: ReactNode
}

/** How a submission without an operation stands, as icon and word. */
export function IntentBadge({ state, children }: IntentBadgeProps) {
  return (
    <span className="ra-badge" data-part="badge" data-intent={state}>
      {ICONS[state]}
      <span className="ra-text" data-part="word">
        {children}
      </span>
    </span>
  )
}

const ICONS = {
  unconfirmed: (
    <Icon name="unconfirmed">
      <path d="M8 1.9 14.6 13.4H1.4z" />
      <path d="M8 6.2v3.2M8 11.3v.05" />
    </Icon>
  ),
  asking: RING_ICON,
  refused: <Icon name="refused">{STATUS_SHAPES.FAILED}</Icon>,
} as const
