'use client'

import type { ComponentPropsWithoutRef, ReactNode, RefObject } from 'react'
import { useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

import { keepEventsIn, STOPPED_EVENTS, stopEvent } from './keepEventsIn.ts'

export interface ModalDialogProps extends Omit<
  ComponentPropsWithoutRef<'dialog'>,
  'open' | 'className' | 'onCancel'
> {
  /** Has the focus at first. */
  readonly firstFocus: RefObject<HTMLElement | null>
  /** The dialog was closed: by Escape, or by its `close()`. */
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * A `<dialog>` that is modal exactly as long as it is shown. What happens inside reaches nothing around it: neither the
 * row that it belongs to, nor a modal of the application, which would close by the same Escape.
 */
export function ModalDialog({ firstFocus, onClose, children, ...rest }: ModalDialogProps) {
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null)
  const isShown = useRef(false)

  // React undoes layout effects of what it hides by <Activity> or <Suspense>. Hidden but still modal, a dialog would
  // block the page.
  useLayoutEffect(() => {
    if (!dialog) return undefined
    dialog.showModal()
    isShown.current = true
    firstFocus.current?.focus()
    const letOut = keepEventsIn(dialog)
    return () => {
      isShown.current = false
      letOut()
      dialog.close()
    }
  }, [dialog, firstFocus])

  return (
    <dialog
      {...rest}
      className="ra-dialog"
      ref={(element) => {
        // What React hides loses its ref and keeps its element.
        if (element) setDialog(element)
      }}
      // No browser lets these two bubble, but React does.
      onCancel={stopEvent}
      onClose={(event) => {
        event.stopPropagation()
        // The event comes late: the dialog may be hidden, or open again.
        if (isShown.current && !event.currentTarget.open) onClose()
      }}
    >
      {/* React listens for the events of a portal at its container, so they can be stopped there. */}
      {dialog &&
        createPortal(
          <div className="ra-dialog-content" {...STOPPED_EVENTS}>
            {children}
          </div>,
          dialog,
        )}
    </dialog>
  )
}
