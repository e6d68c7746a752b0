'use client'

import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { forwardRef } from 'react'

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

interface TextFieldProps extends LabelledProps, Omit<ComponentPropsWithoutRef<'input'>, 'id'> {
  /** A unit after the input, such as `minutes`. */
  readonly unit?: string
}

/** A single-line text input with label, hint and error. */
export const TextField = /* @__PURE__ */ forwardRef<HTMLInputElement, TextFieldProps>(function TextField(
  { id, label, hint, error, unit, ...rest },
  ref,
) {
  const input = (
    <input
      type="text"
      autoComplete="off"
      {...rest}
      {...describedBy(id, { hint, error })}
      ref={ref}
      id={id}
      className="ra-input"
      data-part="input"
    />
  )
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {unit ? (
        <span className="ra-with-unit">
          {input}
          <span className="ra-text" aria-hidden="true">
            {unit}
          </span>
        </span>
      ) : (
        input
      )}
    </Field>
  )
})

type TextAreaFieldProps = LabelledProps & Omit<ComponentPropsWithoutRef<'textarea'>, 'id'>

/** A multi-line text input with label, hint and error. */
export const TextAreaField = /* @__PURE__ */ forwardRef<HTMLTextAreaElement, TextAreaFieldProps>(
  function TextAreaField({ id, label, hint, error, ...rest }, ref) {
    return (
      <Field id={id} label={label} hint={hint} error={error}>
        <textarea
          rows={2}
          {...rest}
          {...describedBy(id, { hint, error })}
          ref={ref}
          id={id}
          className="ra-input"
          data-part="input"
        />
      </Field>
    )
  },
)
