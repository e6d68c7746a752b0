import type { ComponentPropsWithoutRef } from 'react'

interface ButtonProps extends Omit<ComponentPropsWithoutRef<'button'>, 'type' | 'className'> {
  /** Names the part for styling. */
  readonly part: string
  readonly size?: 'small'
  readonly variant?: 'primary' | 'danger'
}

/** A button with our looks. It does not submit the form around it. */
export function Button({ part, size, variant, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className="ra-button"
      data-size={size}
      data-variant={variant}
      data-part={part}
      {...rest}
    />
  )
}
