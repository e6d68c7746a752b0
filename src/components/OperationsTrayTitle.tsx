'use client'

import { useOperationWords } from './useOperationWords.ts'

export interface OperationsTrayTitleProps {
  /** Of the label, after which the buttons of the row are named. */
  readonly id: string
  /** A person's word for it, such as its display name. */
  readonly label: string | undefined
  /** The recipe's `kind`. */
  readonly kind: string | undefined
  /** Stands in where there is neither. */
  readonly fallback: string
}

/** What a row is about: its label, and what is done to it. */
export function OperationsTrayTitle({ id, label, kind, fallback }: OperationsTrayTitleProps) {
  const { action } = useOperationWords()
  const what = kind && action(kind)
  return (
    <div className="ra-tray-title" data-part="title">
      <span className="ra-tray-label" data-part="label" id={id}>
        <bdi className="ra-text">{label ?? what ?? fallback}</bdi>
      </span>
      {label && what && (
        <span className="ra-quiet" data-part="action">
          {` ${what}`}
        </span>
      )}
    </div>
  )
}
