'use client'

import type { KeyboardEvent, ReactNode } from 'react'
import { useEffect, useRef } from 'react'

import { Icon } from './Icon.tsx'
import { isComposing } from './isComposing.ts'
import { isInput } from './ownRoot.ts'

/**
 * What the controls of rows have for their `form`: none. To find the handlers of a form, React asks the browser for a
 * property of it, and after every key the browser then looks at each control of that form anew.
 */
export const NO_FORM = { form: 'ra-no-form' } as const

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
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- What every control of a form does by itself.
    <div className="ra-rows" ref={list} onKeyDown={submitByEnter}>
      {Array.from(rows, (_, row) => row).map((row) => (
        <fieldset {...NO_FORM} key={row} className="ra-row" data-part="row" aria-label={rowLabel(row + 1)}>
          <div className="ra-row-fields">{renderRow(row)}</div>
          {!isLocked && (
            <button
              {...NO_FORM}
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

/** A control that belongs to no form submits none. */
function submitByEnter(event: KeyboardEvent<HTMLElement>) {
  const { target, currentTarget } = event
  if (event.key !== 'Enter' || isComposing(event)) return
  if (!isInput(target) || target.form) return
  event.preventDefault()
  currentTarget.closest('form')?.requestSubmit()
}
