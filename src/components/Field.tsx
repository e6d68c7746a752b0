import type { ReactNode } from 'react'

import type { FieldNotesProps } from './FieldNotes.tsx'
import { FieldNotes } from './FieldNotes.tsx'

export interface FieldProps extends FieldNotesProps {
  readonly label: string
  readonly children: ReactNode
}

/** A control with its label above, and below it a hint and what is wrong. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  return (
    <div className="ra-field" data-part="field" data-invalid={error !== undefined || undefined}>
      <label className="ra-label" htmlFor={id}>
        {label}
      </label>
      {children}
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  )
}
