'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef } from 'react'

import { describedBy } from './describedBy.ts'
import { Field } from './Field.tsx'

export interface TextFieldProps extends Omit<ComponentPropsWithoutRef<'input'>, 'id'> {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  /** A unit behind the input, such as `minutes`. */
  readonly unit?: string
}

/** One line of text with label, hint and error. */
export const TextField = forwardRef<HTMLInputElement, TextFieldProps>(function TextField(
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
