'use client'

import type { RefObject } from 'react'
import { useEffect } from 'react'

import type { OperationRef } from '../client/createOperationsClient.ts'
import { createVisibility } from '../client/polling/visibility.ts'
import type { OperationIdentity } from '../protocol/operation.ts'
import { useOperationsContext } from './OperationsContext.ts'

const seenListeners = new WeakMap<Element, (isSeen: boolean) => void>()
const intersectionObservers = new WeakMap<Window, IntersectionObserver>()

/**
 * Polls operations whose element is on screen first, if more are due than `maxConcurrentPolls` allows. Sets
 * `data-offscreen` on the others, because a thousand spinners out of sight would keep the whole page busy.
 */
export function useVisibility(element: RefObject<Element | null>, ref: OperationRef | null | undefined) {
  const { observers } = useOperationsContext('OperationStatusBadge')
  const { api, operationId }: Partial<OperationIdentity> = ref ? observers.client.identify(ref) : {}
  useEffect(() => {
    const shown = element.current
    if (!shown || api === undefined || operationId === undefined) return undefined
    const view = shown.ownerDocument.defaultView
    if (!view?.IntersectionObserver) return shown.removeAttribute('data-offscreen')
    observers.visibility ??= createVisibility(observers.engine.gate)
    const place = observers.visibility.addPlace({ api, operationId })
    seenListeners.set(shown, place.setSeen)
    // One observer for all elements of a window, because an observer only sees its own window.
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
