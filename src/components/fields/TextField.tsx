'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef } from 'react'

import type { LabelledProps } from './Field.tsx'
import { Field, describedBy } from './Field.tsx'

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
