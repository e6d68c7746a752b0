'use client'

import { useEffect, useRef } from 'react'

/**
 * Puts the focus into a form that can be filled in again, where the button that had it went with what was said. Someone
 * who is elsewhere on the page stays there.
 *
 * @param focus puts the focus at the form's first field
 */
export function useFocusOnReturn(isOpen: boolean, focus: () => void) {
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (isOpen && !wasOpen.current && document.activeElement === document.body) focus()
    wasOpen.current = isOpen
  })
}
