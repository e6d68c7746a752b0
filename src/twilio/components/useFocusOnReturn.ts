'use client'

import type { RefObject } from 'react'
import { useEffect, useRef } from 'react'

import { isFocusLost } from '../../components/ownRoot.ts'

/**
 * Puts the focus into a form that can be filled in again, where the button that had it went with what was said. Someone
 * who is elsewhere on the page stays there.
 *
 * @param focus puts the focus at the form's first field
 */
export function useFocusOnReturn(form: RefObject<Element | null>, isOpen: boolean, focus: () => void) {
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (isOpen && !wasOpen.current && form.current && isFocusLost(form.current)) focus()
    wasOpen.current = isOpen
  })
}
