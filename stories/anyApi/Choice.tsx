import { useId } from 'react'

export interface ChoiceProps<TValue extends string> {
  readonly legend: string
  readonly options: readonly { readonly value: TValue; readonly title: string }[]
  readonly value: TValue
  readonly onChange: (value: TValue) => void
}

/** A group of radio buttons in a row. */
export function Choice<TValue extends string>({ legend, options, value, onChange }: ChoiceProps<TValue>) {
  const name = useId()
  return (
    <fieldset className="any-api-choice">
      <legend>{legend}</legend>
      <div>
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.title}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
