'use client'

import type { ReactNode } from 'react'
import { useId } from 'react'

import { isDefaultKind } from '../../protocol/endpoint.ts'
import { useOperationMessages } from '../messages/useOperationMessages.ts'

interface OperationsTrayButtonProps {
  /** Names the part for styling. */
  readonly part: string
  /** ID of the element that names the row: "Dismiss" is read out as "Dismiss Harbor Reception". */
  readonly titleId: string
  /** Sets `aria-disabled` and ignores clicks. Default false. */
  readonly isBusy?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

/** A button that is also named after its row, because other rows have the same buttons. */
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

interface OperationsTrayTitleProps {
  /** ID of the label, after which the buttons of the row are named. */
  readonly id: string
  /** The user's name for it, such as its display name. */
  readonly label: string | undefined
  /** The endpoint's `kind`. */
  readonly kind: string | undefined
  /** Shown if there is neither. */
  readonly fallback: string
}

/** The title of a row: its label and its action. */
export function OperationsTrayTitle({ id, label, kind, fallback }: OperationsTrayTitleProps) {
  const { action } = useOperationMessages()
  const what = kind && !isDefaultKind(kind) && action(kind)
  return (
    <div className="ra-tray-title" data-part="title">
      <span className="ra-tray-label" data-part="label" id={id}>
        <bdi className="ra-text">{label ?? (what || fallback)}</bdi>
      </span>
      {label && what && (
        <span className="ra-quiet" data-part="action">
          {` ${what}`}
        </span>
      )}
    </div>
  )
}
