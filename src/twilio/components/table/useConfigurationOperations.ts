'use client'

import { useState } from 'react'

import type { AsyncOperation } from '../../../hooks/asyncOperation.ts'
import { isPending, isSettledView } from '../../../hooks/asyncOperation.ts'
import { useAsyncOperations } from '../../../hooks/useAsyncOperation.ts'
import { useOperations } from '../../../hooks/useOperations.ts'
import type { AcceptedOperation } from '../../../protocol/operation.ts'

/** An operation that creates, changes or deletes a row of the table. */
export interface RowOperation {
  readonly accepted: AcceptedOperation
  readonly operation: AsyncOperation
  readonly action: 'create' | 'change' | 'delete'
}

/** The operations running on a list of configurations. */
export interface ConfigurationOperations {
  /** The latest change or deletion of each configuration, by its ID. */
  readonly changes: ReadonlyMap<string, RowOperation>
  /** Configurations that are being created, latest first. */
  readonly creations: readonly RowOperation[]
}

const ACTIONS: Readonly<Partial<Record<string, RowOperation['action']>>> = {
  'configuration.create': 'create',
  'configuration.update': 'change',
  'configuration.patch': 'change',
  'configuration.delete': 'delete',
}

/**
 * The running operations of a list, wherever they were started. One that has just completed is kept until the
 * list has been read again, so that no row disappears and comes back.
 *
 * @param listed the IDs of the configurations that have a row of their own
 * @param isFetching true while the list is being read
 * @param memoryStoreId set if the list contains only configurations that use this store
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
  /** Operations that were seen running. Those that ended earlier are not shown. */
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
