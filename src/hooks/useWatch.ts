'use client'
import { useEffect } from 'react'

import type { OperationsShared } from './OperationsContext.ts'
import type { OperationsWatch } from './operationsWatch.ts'
import { createOperationsWatch } from './operationsWatch.ts'
import { useOperationsContext } from './useOperationsContext.ts'

/** The provider's own watch; the first to ask for it brings it into being. */
export function useWatch(asker: string): OperationsWatch {
  const { observers, shared } = useOperationsContext(asker)
  const watch = sharedWatch(shared)
  useEffect(() => watch.start(observers, shared), [watch, observers, shared])
  return watch
}

function sharedWatch(shared: OperationsShared): OperationsWatch {
  return (shared.watch ??= createOperationsWatch())
}
