'use client'

import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { forwardRef } from 'react'

import { Icon } from '../elements/Icon.tsx'
import type { LabelledProps } from './Field.tsx'
import { Field, FieldNotes, describedBy } from './Field.tsx'

interface SelectFieldProps extends LabelledProps, Omit<ComponentPropsWithoutRef<'select'>, 'id'> {
  /** The options. */
  readonly children: ReactNode
}

/** A native select with label, hint and error. */
export const SelectField = /* @__PURE__ */ forwardRef<HTMLSelectElement, SelectFieldProps>(
  function SelectField({ id, label, hint, error, children, ...rest }, ref) {
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
  },
)

interface Choice {
  readonly value: string
  readonly label: string
  readonly hint: string
}

interface ChoiceFieldProps
  extends LabelledProps, Omit<ComponentPropsWithoutRef<'input'>, 'id' | 'type' | 'value'> {
  readonly choices: readonly Choice[]
}

/** A few choices, each with a sentence that explains it. The ref is attached to each radio button in turn. */
export const RadioGroupField = /* @__PURE__ */ forwardRef<HTMLInputElement, ChoiceFieldProps>(
  function ChoiceField({ id, label, choices, hint, error, ...rest }, ref) {
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
  },
)

type SwitchFieldProps = LabelledProps & Omit<ComponentPropsWithoutRef<'input'>, 'id' | 'type'>

/** An on/off switch with label, hint and error. */
export const SwitchField = /* @__PURE__ */ forwardRef<HTMLInputElement, SwitchFieldProps>(
  function SwitchField({ id, label, hint, error, ...rest }, ref) {
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
  },
)
