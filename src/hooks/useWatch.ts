'use client'
import { useEffect } from 'react'

import type { OperationsShared } from './OperationsContext.ts'
import type { OperationsWatch } from './operationsWatch.ts'
import type { OperationsWatches } from './operationsWatches.ts'
import { createOperationsWatches } from './operationsWatches.ts'
import { useOperationsContext } from './useOperationsContext.ts'

/** The watch of the provider's home; the first to ask for it brings it into being. */
export function useWatch(asker: string): OperationsWatch {
  const { observers, shared } = useOperationsContext(asker)
  const watches = sharedWatches(shared)
  useEffect(() => watches.start(observers, shared), [watches, observers, shared])
  return watches.of(observers.home)
}

function sharedWatches(shared: OperationsShared): OperationsWatches {
  return (shared.watches ??= createOperationsWatches())
}
