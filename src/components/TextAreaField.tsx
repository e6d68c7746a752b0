'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef } from 'react'

import { describedBy } from './describedBy.ts'
import { Field } from './Field.tsx'

export interface TextAreaFieldProps extends Omit<ComponentPropsWithoutRef<'textarea'>, 'id'> {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
}

/** Several lines of text with label, hint and error. */
export const TextAreaField = forwardRef<HTMLTextAreaElement, TextAreaFieldProps>(function TextAreaField(
  { id, label, hint, error, ...rest },
  ref,
) {
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
})
