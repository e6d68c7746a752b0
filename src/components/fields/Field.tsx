import type { ReactNode } from 'react'

/** ARIA attributes of a control whose hint and error are in a `Field` with the same ID. */
export function describedBy(
  id: string,
  { hint, error }: Omit<FieldNotesProps, 'id'>,
): { 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const ids = [error !== undefined && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean)
  return {
    ...(ids.length > 0 && { 'aria-describedby': ids.join(' ') }),
    ...(error !== undefined && { 'aria-invalid': true }),
  }
}

interface FieldNotesProps {
  /** ID of the control they belong to; `describedBy` links them to it. */
  readonly id: string
  readonly hint?: string | undefined
  /** The error message; `undefined` if there is no error. */
  readonly error?: string | undefined
}

/** The props that every field has, besides those of its control. */
export interface LabelledProps extends FieldNotesProps {
  readonly label: string
}

/** The error and the hint below a control. */
export function FieldNotes({ id, hint, error }: FieldNotesProps) {
  return (
    <>
      {error !== undefined && (
        <p className="ra-error" data-part="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p className="ra-hint" data-part="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  )
}

interface FieldProps extends LabelledProps {
  readonly children: ReactNode
}

/** A control with its label above, and its error and hint below. */
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
