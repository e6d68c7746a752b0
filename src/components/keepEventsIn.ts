import type { DOMAttributes } from 'react'

import { isElement } from './ownRoot.ts'

/** What a person does inside. Hovering and dragging stay everybody's. */
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

export function stopEvent(event: { stopPropagation: () => void }) {
  event.stopPropagation()
}

/** For the outermost element of what keeps its events: React hands them on to the components around it. */
export const STOPPED_EVENTS: DOMAttributes<HTMLElement> = Object.fromEntries(
  EVENTS.map((name) => [`on${name}`, stopEvent]),
)

/**
 * Hides from the page what happens in an open modal dialog. Where React listens at the dialog itself, its handlers inside
 * are called nevertheless.
 *
 * @returns a function that ends it
 */
export function keepEventsIn(dialog: HTMLDialogElement): () => void {
  const view = dialog.ownerDocument.defaultView
  const types = EVENTS.map((name) => NATIVE[name] ?? name.toLowerCase())

  /** Modals of applications listen at the document, before anybody. The browser closes the dialog all the same. */
  function takeEscape(event: KeyboardEvent) {
    const innermost = event.composedPath().find(isModal)
    if (event.key !== 'Escape' || (innermost && innermost !== dialog)) return
    event.stopImmediatePropagation()
    // The key comes up when the dialog is closed, and the focus is back in the application.
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
