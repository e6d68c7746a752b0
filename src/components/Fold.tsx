'use client'

import type { ReactNode } from 'react'
import { useState } from 'react'

import { Icon } from './Icon.tsx'

export interface FoldProps {
  readonly title: string
  /** How much is in it; it opens where there begins to be something. */
  readonly count: number
  /** Why it has to be seen, such as the attempt after which something in it was wrong. It opens once for each reason. */
  readonly reason: string | number | undefined
  readonly children: ReactNode
}

/** A section that is folded away until it is needed. */
export function Fold({ title, count, reason, children }: FoldProps) {
  const [isOpen, setIsOpen] = useState(count > 0)
  const [countBefore, setCountBefore] = useState(count)
  const [closedFor, setClosedFor] = useState<FoldProps['reason']>()
  if (count !== countBefore) {
    setCountBefore(count)
    // Such as what an earlier page has left.
    if (countBefore === 0) setIsOpen(true)
  }
  return (
    <details
      className="ra-fold"
      data-part="fold"
      open={isOpen || (reason !== undefined && reason !== closedFor)}
      onToggle={(event) => {
        setIsOpen(event.currentTarget.open)
        setClosedFor(reason)
      }}
    >
      <summary className="ra-fold-title">
        <Icon name="fold">
          <path d="m6 4 4 4-4 4" />
        </Icon>
        <span className="ra-text">{title}</span>
        {count > 0 && <span className="ra-quiet">{count}</span>}
      </summary>
      <div className="ra-fold-body">{children}</div>
    </details>
  )
}
