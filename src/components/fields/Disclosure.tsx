'use client'

import type { ReactNode } from 'react'
import { useState } from 'react'

import { Icon } from '../elements/Icon.tsx'

export interface FoldProps {
  readonly title: string
  /** Number of entries. The section opens when the first ones appear. */
  readonly count: number
  /**
   * Why it must be seen, such as the attempt after which a field in it was invalid. Opens once for each
   * reason.
   */
  readonly reason: string | number | undefined
  readonly children: ReactNode
}

/** A section that is collapsed until it is needed. */
export function Disclosure({ title, count, reason, children }: FoldProps) {
  const [isOpen, setIsOpen] = useState(count > 0)
  const [countBefore, setCountBefore] = useState(count)
  const [closedFor, setClosedFor] = useState<FoldProps['reason']>()
  if (count !== countBefore) {
    setCountBefore(count)
    // Such as entries that an earlier page has left.
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
