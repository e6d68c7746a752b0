'use client'

import type { ReactNode, RefObject } from 'react'
import { useId } from 'react'

import { describedBy } from '../../components/describedBy.ts'
import { FieldNotes } from '../../components/FieldNotes.tsx'
import type { DeletedThingWords } from './deletionMessages.ts'
import { useDeletionMessages } from './useDeletionMessages.ts'

export interface DeletionQuestionProps {
  readonly words: DeletedThingWords
  readonly notes: ReactNode
  readonly checkboxRef: RefObject<HTMLInputElement | null>
  readonly isLocked: boolean
  readonly isConfirmed: boolean
  /** Someone wanted to go on without the tick. */
  readonly isReminded: boolean
  readonly onConfirmedChange: (isConfirmed: boolean) => void
}

/** What goes and what stays, and the tick without which nothing is deleted. */
export function DeletionQuestion({
  words,
  notes,
  checkboxRef,
  isLocked,
  isConfirmed,
  isReminded,
  onConfirmedChange,
}: DeletionQuestionProps) {
  const messages = useDeletionMessages()
  const id = useId()
  const error = isReminded ? messages.confirmFirst : undefined
  return (
    <>
      <p className="ra-text">{messages.whatHappens}</p>
      <ul className="ra-dialog-list" data-part="consequences">
        {words.consequences.map((sentence) => (
          <li className="ra-item" key={sentence}>
            {sentence}
          </li>
        ))}
      </ul>
      {notes}
      <p className="ra-text">
        <strong className="ra-text">{messages.irrevocable}</strong>
      </p>
      <div className="ra-confirm" data-part="confirm" data-invalid={isReminded || undefined}>
        <label className="ra-confirm-label">
          <input
            type="checkbox"
            className="ra-checkbox"
            id={id}
            ref={checkboxRef}
            checked={isConfirmed}
            disabled={isLocked}
            required
            {...describedBy(id, { error })}
            onChange={(event) => onConfirmedChange(event.target.checked)}
            onKeyDown={(event) => {
              // Inside a form of the application, Enter would submit that.
              if (event.key === 'Enter') event.preventDefault()
            }}
          />
          <span className="ra-text">{messages.confirm}</span>
        </label>
        <FieldNotes id={id} error={error} />
      </div>
    </>
  )
}
