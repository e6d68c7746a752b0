'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef } from 'react'

import { describedBy } from './describedBy.ts'
import { FieldNotes } from './FieldNotes.tsx'

export interface SwitchFieldProps extends Omit<ComponentPropsWithoutRef<'input'>, 'id' | 'type'> {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
}

/** Something that is on or off, with label, hint and error. */
export const SwitchField = forwardRef<HTMLInputElement, SwitchFieldProps>(function SwitchField(
  { id, label, hint, error, ...rest },
  ref,
) {
  return (
    <div className="ra-switch-field" data-part="field" data-invalid={error !== undefined || undefined}>
      <label className="ra-switch-label" htmlFor={id}>
        <input
          {...rest}
          {...describedBy(id, { hint, error })}
          ref={ref}
          id={id}
          type="checkbox"
          className="ra-switch"
          data-part="input"
        />
        <span className="ra-label">{label}</span>
      </label>
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  )
})
