'use client'

import type { FormEvent, RefObject } from 'react'
import { useEffect, useRef } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'

import { isFocusLost } from '../../../components/elements/ownRoot.ts'

/**
 * Handles a native reset, by a button or by `form.reset()`: the form's values must match what it shows.
 *
 * @param isLocked cancels the reset, because the form cannot be changed now
 * @param begin restores the initial values
 */
export function answerReset<TValues extends FieldValues>(
  event: FormEvent<HTMLFormElement>,
  form: Pick<UseFormReturn<TValues>, 'getValues' | 'reset'>,
  isLocked: boolean,
  begin: () => void,
) {
  // React also passes on events of another form in a portal within this one.
  if (event.defaultPrevented || event.target !== event.currentTarget) return
  if (isLocked) {
    event.preventDefault()
    return
  }
  begin()
  // After this event the browser clears all controls, including those that were just restored.
  setTimeout(() => form.reset(form.getValues(), { keepDefaultValues: true }))
}

/**
 * Moves the focus into a form that can be filled in again, if the focused button was removed together with
 * its notice. Does not move the focus from elsewhere on the page.
 *
 * @param focus moves the focus to the form's first field
 */
export function useFocusOnReturn(form: RefObject<Element | null>, isOpen: boolean, focus: () => void) {
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (isOpen && !wasOpen.current && form.current && isFocusLost(form.current)) focus()
    wasOpen.current = isOpen
  })
}
