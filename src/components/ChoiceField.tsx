'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef } from 'react'

import { describedBy } from './describedBy.ts'
import { FieldNotes } from './FieldNotes.tsx'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly hint: string
}

export interface ChoiceFieldProps extends Omit<ComponentPropsWithoutRef<'input'>, 'id' | 'type' | 'value'> {
  readonly id: string
  readonly label: string
  readonly choices: readonly Choice[]
  readonly hint?: string | undefined
  readonly error?: string | undefined
}

/** One of a few choices, each with a sentence that explains it. The ref is that of each radio button in turn. */
export const ChoiceField = forwardRef<HTMLInputElement, ChoiceFieldProps>(function ChoiceField(
  { id, label, choices, hint, error, ...rest },
  ref,
) {
  return (
    <fieldset
      className="ra-choices"
      data-part="field"
      data-invalid={error !== undefined || undefined}
      aria-describedby={describedBy(id, { hint, error })['aria-describedby']}
    >
      <legend className="ra-label">{label}</legend>
      {choices.map((choice, index) => {
        const choiceId = index === 0 ? id : `${id}-${index}`
        return (
          <label key={choice.value} className="ra-choice" data-part="choice" htmlFor={choiceId}>
            <input
              {...rest}
              ref={ref}
              id={choiceId}
              type="radio"
              value={choice.value}
              className="ra-radio"
              data-part="input"
              aria-labelledby={`${choiceId}-label`}
              aria-describedby={`${choiceId}-about`}
            />
            <span className="ra-text">
              <span className="ra-label" id={`${choiceId}-label`}>
                {choice.label}
              </span>
              <span className="ra-hint" id={`${choiceId}-about`}>
                {choice.hint}
              </span>
            </span>
          </label>
        )
      })}
      <FieldNotes id={id} hint={hint} error={error} />
    </fieldset>
  )
})
