'use client'

import type { ReactNode } from 'react'
import { useId } from 'react'

export interface OperationsTrayButtonProps {
  /** Names the part for styling. */
  readonly part: string
  /** The element that names the row: "Dismiss" is heard as "Dismiss Harbor Reception". */
  readonly titleId: string
  /** Shows that it is at work; a click does nothing meanwhile. Default false. */
  readonly isBusy?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

/** One of several buttons of the same word, each named after its own row too. */
export function OperationsTrayButton({
  part,
  titleId,
  isBusy = false,
  onClick,
  children,
}: OperationsTrayButtonProps) {
  const id = useId()
  return (
    <button
      type="button"
      id={id}
      className="ra-button"
      data-size="small"
      data-part={part}
      aria-labelledby={`${id} ${titleId}`}
      aria-disabled={isBusy}
      onClick={() => {
        if (!isBusy) onClick()
      }}
    >
      {children}
    </button>
  )
}
