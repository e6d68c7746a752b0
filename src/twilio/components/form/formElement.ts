'use client'

import type { ComponentPropsWithoutRef, RefObject } from 'react'
import { useEffect, useRef } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'

import { isFocusLost } from '../../../components/elements/ownRoot.ts'
import type { FormDraft } from './useFormDraft.ts'

interface FormHandlerOptions<TValues extends FieldValues> {
  readonly form: Pick<UseFormReturn<TValues>, 'getValues' | 'reset'>
  readonly draft: FormDraft
  /** The form cannot be changed now: a reset is cancelled. */
  readonly isLocked: boolean
  readonly onChange: ComponentPropsWithoutRef<'form'>['onChange']
  /** Restores the initial values, after a native reset by a button or by `form.reset()`. */
  readonly onReset: () => void
  readonly onSubmit: () => void
}

/** The event handlers of a `<form>`. */
export function formHandlers<TValues extends FieldValues>({
  form,
  draft,
  isLocked,
  onChange,
  onReset,
  onSubmit,
}: FormHandlerOptions<TValues>): ComponentPropsWithoutRef<'form'> {
  return {
    noValidate: true,
    onChange(event) {
      onChange?.(event)
      draft.note()
    },
    onReset(event) {
      // React events bubble through portals: this may be an event of another form.
      if (event.defaultPrevented || event.target !== event.currentTarget) return
      if (isLocked) return event.preventDefault()
      onReset()
      // After this event the browser clears all controls, including those that were just restored.
      return void setTimeout(() => form.reset(form.getValues(), { keepDefaultValues: true }))
    },
    onSubmit(event) {
      if (event.target !== event.currentTarget) return
      event.preventDefault()
      onSubmit()
    },
  }
}

/** Takes over the focus when it mounts, if the element that had it was removed. */
export function useFocusTakeover(): RefObject<HTMLDivElement | null> {
  const container = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // If the focus was elsewhere on the page, it stays there.
    if (container.current && isFocusLost(container.current)) container.current.focus()
  }, [])
  return container
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
