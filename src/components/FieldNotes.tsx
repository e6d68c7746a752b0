export interface FieldNotesProps {
  /** ID of the control they belong to; `describedBy` ties them to it. */
  readonly id: string
  readonly hint?: string | undefined
  /** What is wrong; `undefined` where nothing is. */
  readonly error?: string | undefined
}

/** What stands below a control: what is wrong with it, and a hint. */
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
