'use client'

import type { ReactNode } from 'react'
import { useState } from 'react'

import { Icon } from './Icon.tsx'

export interface FoldProps {
  readonly title: string
  /** How much is in it; it begins open where there is something. */
  readonly count: number
  /** Opens it: something in it is wrong. */
  readonly isForcedOpen: boolean
  readonly children: ReactNode
}

/** A section that is folded away until it is needed. */
export function Fold({ title, count, isForcedOpen, children }: FoldProps) {
  const [isOpen, setIsOpen] = useState(count > 0)
  return (
    <details
      className="ra-fold"
      data-part="fold"
      open={isOpen || isForcedOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary className="ra-fold-title">
        <Icon name="fold">
          <path d="m6 4 4 4-4 4" />
        </Icon>
        {title}
        {count > 0 && <span className="ra-quiet">{count}</span>}
      </summary>
      <div className="ra-fold-body">{children}</div>
    </details>
  )
}
