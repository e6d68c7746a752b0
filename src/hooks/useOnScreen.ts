'use client'
import type { RefObject } from 'react'
import { useEffect } from 'react'

import type { OperationRef } from '../client/createOperationsClient.ts'
import { addPlace } from '../client/onScreen.ts'
import { useOperationsContext } from './useOperationsContext.ts'

const seenListeners = new WeakMap<Element, (isSeen: boolean) => void>()
let intersections: IntersectionObserver | undefined

/**
 * Lets an operation whose element is scrolled out of sight wait behind those a person can see, where more are due than
 * may be asked at once. Marks the element by `data-offscreen` meanwhile: a thousand turning rings that nobody sees would
 * keep the whole page busy.
 */
export function useOnScreen(element: RefObject<Element | null>, ref: OperationRef | null | undefined) {
  const { client } = useOperationsContext('useOnScreen').observers
  const identity = ref ? client.identify(ref) : undefined
  const { api, operationId } = identity ?? {}
  useEffect(() => {
    const shown = element.current
    if (!shown || api === undefined || operationId === undefined) return undefined
    if (!('IntersectionObserver' in globalThis)) return shown.removeAttribute('data-offscreen')
    const place = addPlace(client.gate, { api, operationId })
    seenListeners.set(shown, place.setSeen)
    // One for all: a thousand badges are watched by one observer.
    intersections ??= new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        seenListeners.get(target)?.(isIntersecting)
        target.toggleAttribute('data-offscreen', !isIntersecting)
      }
    })
    intersections.observe(shown)
    return () => {
      intersections?.unobserve(shown)
      place.leave()
    }
  }, [client, element, api, operationId])
}
