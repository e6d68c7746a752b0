import type { FormEvent } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'

/**
 * Answers a native reset, by a button or by `form.reset()`: what the form holds has to be what it shows.
 *
 * @param isLocked nothing can be changed just now, so the reset is refused
 * @param begin puts the first values in place
 */
export function answerReset<TValues extends FieldValues>(
  event: FormEvent<HTMLFormElement>,
  form: Pick<UseFormReturn<TValues>, 'getValues' | 'reset'>,
  isLocked: boolean,
  begin: () => void,
) {
  // React also brings what happens to another form, in a portal within this one.
  if (event.defaultPrevented || event.target !== event.currentTarget) return
  if (isLocked) {
    event.preventDefault()
    return
  }
  begin()
  // The browser empties all controls after this event, also those that have their first value again by now.
  setTimeout(() => form.reset(form.getValues(), { keepDefaultValues: true }))
}
