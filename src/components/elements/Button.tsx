import type { ComponentPropsWithoutRef } from 'react'

/** A button with our looks. It does not submit the form around it. */
export function Button(props: Omit<ComponentPropsWithoutRef<'button'>, 'type' | 'className'>) {
  return <button type="button" className="ra-button" {...props} />
}
