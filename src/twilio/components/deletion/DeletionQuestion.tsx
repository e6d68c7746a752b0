'use client'

import type { ReactNode, RefObject } from 'react'
import { useId } from 'react'

import { FieldNotes, describedBy } from '../../../components/fields/Field.tsx'
import type { DeletionSubjectMessages } from '../messages/deletionMessages.ts'
import { useDeletionMessages } from '../messages/useOrchestratorMessages.ts'

export interface DeletionQuestionProps {
  readonly subjectMessages: Pick<DeletionSubjectMessages, 'consequences'>
  readonly notes: ReactNode
  readonly checkboxRef: RefObject<HTMLInputElement | null>
  readonly isLocked: boolean
  readonly isConfirmed: boolean
  /** The user tried to continue without ticking the checkbox. */
  readonly isReminded: boolean
  readonly onConfirmedChange: (isConfirmed: boolean) => void
  /** The label of the checkbox. Default: that of one resource. */
  readonly confirm?: string
}

/** What is deleted and what stays, and the checkbox that is required to delete anything. */
export function DeletionQuestion({
  subjectMessages,
  notes,
  checkboxRef,
  isLocked,
  isConfirmed,
  isReminded,
  onConfirmedChange,
  confirm,
}: DeletionQuestionProps) {
  const messages = useDeletionMessages()
  const id = useId()
  const error = isReminded ? messages.confirmFirst : undefined
  return (
    <>
      <p className="ra-text">{messages.whatHappens}</p>
      <ul className="ra-dialog-list" data-part="consequences">
        {subjectMessages.consequences.map((sentence) => (
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
              // Inside one of the application's forms, Enter would submit that form.
              if (event.key === 'Enter') event.preventDefault()
            }}
          />
          <span className="ra-text">{confirm ?? messages.confirm}</span>
        </label>
        <FieldNotes id={id} error={error} />
      </div>
    </>
  )
}
