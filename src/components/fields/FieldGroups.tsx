'use client'

import type { KeyboardEvent, ReactNode } from 'react'
import { useEffect, useRef, useState } from 'react'

import { Button } from '../elements/appearance.tsx'
import { Icon } from '../elements/Icon.tsx'
import { isInput } from '../elements/ownRoot.ts'

interface FoldProps {
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

/**
 * Keeps the controls of rows out of the form. To find a form's handlers, React reads a property of the form
 * element, and for that the browser goes through each control of the form again after every key.
 */
export const NO_FORM = { form: 'ra-no-form' } as const

interface RowListProps {
  readonly rows: readonly unknown[]
  /** The maximum number of rows. */
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

/**
 * Rows that can be added and removed. After an addition, the focus moves to the first control of the new row;
 * after a removal, to the add button.
 */
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
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- What every control in a form does natively.
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
        <Button
          data-size="small"
          data-part="add"
          onClick={() => {
            next.current = 'new'
            onAdd()
          }}
        >
          {addLabel}
        </Button>
      )}
    </div>
  )
}

/** Enter does not submit from a control that belongs to no form. */
function submitByEnter(event: KeyboardEvent<HTMLElement>) {
  const { target, currentTarget } = event
  if (event.key !== 'Enter' || isComposing(event)) return
  if (!isInput(target) || target.form) return
  event.preventDefault()
  currentTarget.closest('form')?.requestSubmit()
}

/**
 * True for a key that an input method handles, such as the Enter that confirms a word. Safari fires that one
 * after the composition has ended, and only its key code shows it.
 */
function isComposing({ nativeEvent, keyCode }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || keyCode === 229
}
