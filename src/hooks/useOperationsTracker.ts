'use client'

import { useEffect } from 'react'

import { useOperationsContext } from './OperationsContext.ts'
import type { OperationsShared } from './OperationsContext.ts'
import type { OperationsTracker } from './operationsTracker.ts'
import type { OperationsTrackers } from './operationsTrackers.ts'
import { createOperationsTrackers } from './operationsTrackers.ts'

/**
 * The tracker of the provider's home. The first caller creates it, so a page that only polls does not bundle it.
 *
 * @param asker the hook or component that is named in the error outside a provider
 */
export function useOperationsTracker(asker: string): OperationsTracker {
  const { observers, shared } = useOperationsContext(asker)
  const trackers = shareTrackers(shared)
  useEffect(() => trackers.start(observers, shared), [trackers, observers, shared])
  return trackers.of(observers.home)
}

function shareTrackers(shared: OperationsShared): OperationsTrackers {
  return (shared.trackers ??= createOperationsTrackers())
}
