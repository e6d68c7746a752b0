'use client'

import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'

import { Icon } from './Icon.tsx'

export interface RowListProps {
  readonly rows: readonly unknown[]
  /** The most rows there may be. */
  readonly max: number
  readonly isLocked: boolean
  readonly addLabel: string
  /** @param position counts from 1 */
  readonly rowLabel: (position: number) => string
  readonly removeLabel: (row: string) => string
  readonly onAdd: () => void
  readonly onRemove: (row: number) => void
  readonly renderRow: (row: number) => ReactNode
}

/** Rows that can be added and removed. The focus goes to the first control of a new row, and after a removal to the button that adds. */
export function RowList({
  rows,
  max,
  isLocked,
  addLabel,
  rowLabel,
  removeLabel,
  onAdd,
  onRemove,
  renderRow,
}: RowListProps) {
  const list = useRef<HTMLDivElement>(null)
  const next = useRef<'new' | 'add' | undefined>(undefined)

  useEffect(() => {
    const goal = next.current
    next.current = undefined
    if (goal === 'new') list.current?.querySelector<HTMLElement>('.ra-row:last-of-type .ra-input')?.focus()
    else if (goal === 'add') list.current?.querySelector<HTMLElement>('[data-part="add"]')?.focus()
  })

  return (
    <div className="ra-rows" ref={list}>
      {Array.from(rows, (_, row) => row).map((row) => (
        <fieldset key={row} className="ra-row" data-part="row" aria-label={rowLabel(row + 1)}>
          <div className="ra-row-fields">{renderRow(row)}</div>
          {!isLocked && (
            <button
              type="button"
              className="ra-icon-button"
              data-part="remove"
              aria-label={removeLabel(rowLabel(row + 1))}
              title={removeLabel(rowLabel(row + 1))}
              onClick={() => {
                next.current = 'add'
                onRemove(row)
              }}
            >
              <Icon name="remove">
                <path d="m4 4 8 8m0-8-8 8" />
              </Icon>
            </button>
          )}
        </fieldset>
      ))}
      {!isLocked && rows.length < max && (
        <button
          type="button"
          className="ra-button"
          data-size="small"
          data-part="add"
          onClick={() => {
            next.current = 'new'
            onAdd()
          }}
        >
          {addLabel}
        </button>
      )}
    </div>
  )
}
