'use client'
import type { RefObject } from 'react'
import { useEffect } from 'react'

import type { OperationRef } from '../client/createOperationsClient.ts'
import { createVisibility } from '../client/onScreen.ts'
import { useOperationsContext } from './useOperationsContext.ts'

const seenListeners = new WeakMap<Element, (isSeen: boolean) => void>()
const intersectionObservers = new WeakMap<Window, IntersectionObserver>()

/**
 * Lets an operation whose element is scrolled out of sight wait behind those a person can see, where more are due than
 * may be asked at once. Marks the element by `data-offscreen` meanwhile: a thousand turning rings that nobody sees would
 * keep the whole page busy.
 */
export function useOnScreen(element: RefObject<Element | null>, ref: OperationRef | null | undefined) {
  const { observers } = useOperationsContext('useOnScreen')
  const identity = ref ? observers.client.identify(ref) : undefined
  const { api, operationId } = identity ?? {}
  useEffect(() => {
    const shown = element.current
    if (!shown || api === undefined || operationId === undefined) return undefined
    const view = shown.ownerDocument.defaultView
    if (!view || !('IntersectionObserver' in view)) return shown.removeAttribute('data-offscreen')
    observers.visibility ??= createVisibility(observers.client.gate)
    const place = observers.visibility.addPlace({ api, operationId })
    seenListeners.set(shown, place.setSeen)
    // One for all: a thousand badges are watched by one observer. It sees only what is in its own window.
    const intersections = intersectionObservers.get(view) ?? new view.IntersectionObserver(look)
    intersectionObservers.set(view, intersections)
    intersections.observe(shown)
    return () => {
      intersections.unobserve(shown)
      place.leave()
    }
  }, [observers, element, api, operationId])
}

function look(entries: readonly IntersectionObserverEntry[]) {
  for (const { target, isIntersecting } of entries) {
    seenListeners.get(target)?.(isIntersecting)
    target.toggleAttribute('data-offscreen', !isIntersecting)
  }
}
