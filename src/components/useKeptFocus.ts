'use client'

import type { RefObject } from 'react'
import { useEffect } from 'react'

import { isElement, isFocusLost } from './ownRoot.ts'

/** What has the focus, and which row it stands in. */
interface Focused {
  readonly element: Element
  readonly row: Element | null
  readonly index: number
}

/**
 * Keeps the focus inside a list whose rows and buttons come and go by themselves. When what has the focus is taken
 * away, its row gets it, else the row that has moved into its place, else the heading.
 *
 * @param list around the rows, which have `data-part="row"` and take the focus
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>, heading: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const root = list.current
    if (!root) return undefined
    let focused: Focused | undefined
    const rows = () => [...root.querySelectorAll<HTMLElement>('[data-part="row"]')]

    function remember({ target }: FocusEvent) {
      if (!isElement(target)) return
      const row = target.closest('[data-part="row"]')
      focused = { element: target, row, index: rows().findIndex((one) => one === row) }
    }

    function forget({ target }: FocusEvent) {
      // Some browsers tell of a lost focus before they take the element away: only what is still there was left.
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

    // An open dialog in a row lets no event out.
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
