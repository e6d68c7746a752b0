'use client'

import type { ComponentPropsWithoutRef, DOMAttributes, ReactNode, RefObject } from 'react'
import { useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

import { isElement } from './ownRoot.ts'

interface ModalDialogProps extends Omit<
  ComponentPropsWithoutRef<'dialog'>,
  'open' | 'className' | 'onCancel'
> {
  /** Gets the focus when the dialog opens. */
  readonly firstFocus: RefObject<HTMLElement | null>
  /** Called after the dialog was closed, by Escape or by its `close()`. */
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * A `<dialog>` that is modal for exactly as long as it is shown. Its events do not reach anything around it:
 * neither the row it belongs to, nor a modal of the application, which the same Escape would close.
 */
export function ModalDialog({ firstFocus, onClose, children, ...rest }: ModalDialogProps) {
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null)
  const isShown = useRef(false)

  // React cleans up the layout effects of what <Activity> or <Suspense> hides. A dialog that is hidden but
  // still modal would block the page.
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
        // When React hides the dialog, it clears the ref but keeps the element.
        if (element) setDialog(element)
      }}
      // `cancel` and `close` bubble in React, although not in browsers.
      onCancel={stopEvent}
      onClose={(event) => {
        event.stopPropagation()
        // The event is asynchronous: by now the dialog may be hidden, or open again.
        if (isShown.current && !event.currentTarget.open) onClose()
      }}
    >
      {/* React listens for the events of a portal on its container, so they can be stopped there. */}
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

/** The events that stay inside. Hover and drag events still reach the page. */
const EVENTS = (
  'Click DoubleClick AuxClick ContextMenu KeyDown KeyUp MouseDown MouseUp PointerDown PointerUp ' +
  'PointerCancel TouchStart TouchEnd TouchCancel Focus Blur BeforeInput Input Change Submit Reset ' +
  'Invalid Toggle Copy Cut Paste'
).split(' ')
const NATIVE: Readonly<Record<string, string>> = {
  DoubleClick: 'dblclick',
  Focus: 'focusin',
  Blur: 'focusout',
}

function stopEvent(event: { stopPropagation: () => void }) {
  event.stopPropagation()
}

/**
 * For the outermost element inside the dialog: React events bubble from a portal to its parent components.
 */
const STOPPED_EVENTS: DOMAttributes<HTMLElement> = Object.fromEntries(
  EVENTS.map((name) => [`on${name}`, stopEvent]),
)

/**
 * Hides the events of an open modal dialog from the page. React listens on the dialog itself, so its handlers
 * inside are still called.
 *
 * @returns a function that stops this
 */
function keepEventsIn(dialog: HTMLDialogElement): () => void {
  const view = dialog.ownerDocument.defaultView
  const types = EVENTS.map((name) => NATIVE[name] ?? name.toLowerCase())

  /**
   * Modals of the application capture Escape on the document, so it is captured earlier, on the window. The
   * browser still closes the dialog.
   */
  function takeEscape(event: KeyboardEvent) {
    const innermost = event.composedPath().find(isModal)
    if (event.key !== 'Escape' || (innermost && innermost !== dialog)) return
    event.stopImmediatePropagation()
    // The `keyup` follows when the dialog is closed and the focus is back in the application.
    view?.addEventListener('keyup', takeEscapeUp, { capture: true, once: true })
  }

  for (const type of types) dialog.addEventListener(type, stopEvent)
  view?.addEventListener('keydown', takeEscape, true)
  return () => {
    for (const type of types) dialog.removeEventListener(type, stopEvent)
    view?.removeEventListener('keydown', takeEscape, true)
  }
}

function isModal(target: EventTarget): boolean {
  return isElement(target) && target.matches('dialog, [aria-modal="true"]')
}

function takeEscapeUp(event: KeyboardEvent) {
  if (event.key === 'Escape') event.stopImmediatePropagation()
}
