'use client'

import { useState } from 'react'

import type { AsyncOperation } from '../../hooks/asyncOperation.ts'
import { isPending, isSettledView } from '../../hooks/asyncOperation.ts'
import { useAsyncOperations } from '../../hooks/useAsyncOperations.ts'
import { useOperations } from '../../hooks/useOperations.ts'
import type { AcceptedOperation } from '../../protocol/acceptedOperation.ts'

/** An operation that changes a row of the table, or makes one. */
export interface RowOperation {
  readonly accepted: AcceptedOperation
  readonly operation: AsyncOperation
  readonly action: 'create' | 'change' | 'delete'
}

/** What is under way in a list of configurations. */
export interface ConfigurationOperations {
  /** By the configuration's ID, the latest of each. */
  readonly changes: ReadonlyMap<string, RowOperation>
  /** Configurations that are being made, the latest first. */
  readonly creations: readonly RowOperation[]
}

const ACTIONS: Readonly<Partial<Record<string, RowOperation['action']>>> = {
  'configuration.create': 'create',
  'configuration.update': 'change',
  'configuration.patch': 'change',
  'configuration.delete': 'delete',
}

/**
 * The running operations of a list, whoever began them. One that has just completed is still there until the list has
 * been read anew, so that no row comes, goes and comes back.
 *
 * @param listed the configurations that have a row of their own
 * @param isFetching the list is being read
 * @param memoryStoreId the list holds only those on this store
 */
export function useConfigurationOperations(
  listed: ReadonlySet<string>,
  isFetching: boolean,
  memoryStoreId: string | undefined,
): ConfigurationOperations {
  const { operations } = useOperations()
  const tracked = operations.flatMap(({ accepted, isWatched }) => {
    const action = ACTIONS[accepted.kind ?? '']
    return action && isWatched ? [{ accepted, action }] : []
  })
  const views = useAsyncOperations(tracked.map(({ accepted }) => accepted))
  const rows = tracked.flatMap((one, index): RowOperation[] => {
    const operation = views[index]
    return operation ? [{ ...one, operation }] : []
  })
  const running = rows.filter(({ operation }) => isRunning(operation))
  /** Those that were seen running: what ended before is no news. */
  const [ran, setRan] = useState<ReadonlySet<string>>(new Set())
  const added = running.map(({ accepted }) => accepted.operationId).filter((id) => !ran.has(id))
  if (added.length > 0) setRan(new Set([...ran, ...added]))

  const shown = rows.filter(({ accepted, operation, action }) => {
    const id = toConfigurationId(accepted, operation)
    const isListed = id !== undefined && listed.has(id)
    if (action === 'create' && isListed) return false
    if (isRunning(operation)) return true
    const isNews = operation.status === 'COMPLETED' && isFetching && ran.has(accepted.operationId)
    return isNews && (action === 'create') !== isListed
  })
  const changes = new Map<string, RowOperation>()
  for (const row of shown) {
    const id = toConfigurationId(row.accepted, row.operation)
    if (row.action !== 'create' && id !== undefined && !changes.has(id)) changes.set(id, row)
  }
  return {
    changes,
    creations: shown.filter(
      ({ action, accepted: { hint } }) =>
        action === 'create' && (memoryStoreId === undefined || hint?.['memoryStoreId'] === memoryStoreId),
    ),
  }
}

function isRunning(operation: AsyncOperation): boolean {
  return isPending(operation) || (operation.status === 'COMPLETED' && !isSettledView(operation))
}

function toConfigurationId(accepted: AcceptedOperation, operation: AsyncOperation): string | undefined {
  const found =
    operation.status === 'COMPLETED' && operation.resource.state === 'found'
      ? operation.resource.id
      : undefined
  return accepted.resourceId ?? accepted.related?.['configurationId'] ?? found
}
