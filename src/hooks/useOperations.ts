'use client'
import { useSyncExternalStore } from 'react'

import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import { useTracked } from './useTracked.ts'

/** What {@link useOperations} gives. */
export interface OperationsResult {
  /** Running and ended ones, newest first. */
  readonly operations: readonly AcceptedOperation[]
  /** Watches an operation that was accepted elsewhere. */
  readonly watch: (accepted: AcceptedOperation) => void
  /** Takes an operation off the list. The operation itself goes on. */
  readonly dismiss: (identity: OperationIdentity) => void
}

/** Every operation that this provider watches. */
export function useOperations(): OperationsResult {
  const tracked = useTracked('useOperations')
  const operations = useSyncExternalStore(tracked.subscribe, tracked.list, tracked.list)
  return { operations, watch: tracked.add, dismiss: tracked.remove }
}
