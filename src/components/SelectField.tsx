'use client'

import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { forwardRef } from 'react'

import { describedBy } from './describedBy.ts'
import { Field } from './Field.tsx'
import { Icon } from './Icon.tsx'

export interface SelectFieldProps extends Omit<ComponentPropsWithoutRef<'select'>, 'id'> {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  /** The options. */
  readonly children: ReactNode
}

/** The browser's own list of choices with label, hint and error. */
export const SelectField = forwardRef<HTMLSelectElement, SelectFieldProps>(function SelectField(
  { id, label, hint, error, children, ...rest },
  ref,
) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <span className="ra-select">
        <select
          {...rest}
          {...describedBy(id, { hint, error })}
          ref={ref}
          id={id}
          className="ra-input"
          data-part="input"
        >
          {children}
        </select>
        <Icon name="open">
          <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />
        </Icon>
      </span>
    </Field>
  )
})
