'use client'

import type { RefObject } from 'react'
import { useEffect, useRef } from 'react'

import { isElement, isFocusLost } from './ownRoot.ts'

/** The focused element and its row. */
interface Focused {
  readonly element: Element
  readonly row: Element | null
  readonly index: number
}

const ROW = '[data-part="row"], [data-takes-focus]'

/**
 * Keeps the focus inside a list whose rows and buttons come and go. If the focused element is removed, the
 * focus moves to its row, else to the row that took its place, else to the heading.
 *
 * @param list contains the rows, which have `data-part="row"` or `data-takes-focus`, and are focusable
 */
export function useFocusRecovery(
  list: RefObject<HTMLElement | null>,
  heading: RefObject<HTMLElement | null>,
) {
  useEffect(() => {
    const root = list.current
    if (!root) return undefined
    let focused: Focused | undefined
    const rows = () => [...root.querySelectorAll<HTMLElement>(ROW)]

    function remember({ target }: FocusEvent) {
      if (!isElement(target)) return
      const row = target.closest(ROW)
      focused = { element: target, row, index: rows().findIndex((one) => one === row) }
    }

    function forget({ target }: FocusEvent) {
      // Some browsers fire `focusout` before they remove the element. If the element is still there, the user
      // has left it.
      queueMicrotask(() => {
        if (isElement(target) && target.isConnected && focused?.element === target) focused = undefined
      })
    }

    const observer = new MutationObserver(() => {
      if (!focused || focused.element.isConnected) return
      const { row, index } = focused
      focused = undefined
      if (!isFocusLost(root)) return
      const goal = row?.isConnected ? rows().find((one) => one === row) : rows()[index]
      ;(goal ?? heading.current)?.focus()
    })

    // Captured, because an open dialog in a row stops its events.
    root.addEventListener('focusin', remember, true)
    root.addEventListener('focusout', forget, true)
    observer.observe(root, { childList: true, subtree: true })
    return () => {
      root.removeEventListener('focusin', remember, true)
      root.removeEventListener('focusout', forget, true)
      observer.disconnect()
    }
  }, [list, heading])
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
