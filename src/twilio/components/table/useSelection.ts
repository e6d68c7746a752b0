'use client'

import { useCallback, useState } from 'react'

import { useOperationsTracker } from '../../../hooks/useOperationsTracker.ts'
import type { Configuration } from '../../api/configuration.ts'
import type { UseConfigurationsResult } from '../../hooks/useConfigurations.ts'
import type { RowOperation } from './useConfigurationOperations.ts'

/** Which configurations of a list the user has selected. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  /** The user wants to select everything, so all pages have to be read. */
  readonly isAllWanted: boolean
  /** Stable. */
  readonly change: (ids: readonly string[], isSelected: boolean) => void
  readonly wantAll: () => void
}

const NONE: ReadonlySet<string> = new Set()

export function useSelection({ isLoading }: UseConfigurationsResult): Selection {
  const session = useOperationsTracker('useSelection').session()
  const [owner, setOwner] = useState(session)
  const [ids, setIds] = useState(NONE)
  const [isAllWanted, setIsAllWanted] = useState(false)
  const change = useCallback((changed: readonly string[], isSelected: boolean) => {
    setIsAllWanted(false)
    setIds((before) => {
      const after = new Set(before)
      for (const id of changed) {
        if (isSelected) after.add(id)
        else after.delete(id)
      }
      return after
    })
  }, [])
  // The next user has selected nothing, even if the list was read so fast that it never seemed to be loading.
  if (owner !== session) {
    setOwner(session)
    setIds(NONE)
    setIsAllWanted(false)
  }
  // The list starts over.
  if (isLoading && ids.size > 0) setIds(NONE)
  return { ids, isAllWanted, change, wantAll: () => setIsAllWanted(true) }
}

/** The rows of a table that can be selected. */
export interface SelectableRows {
  readonly rows: readonly Configuration[]
  /** Those that are selected. A selected row that is not shown does not count. */
  readonly selected: readonly Configuration[]
}

/**
 * Rows that are being deleted cannot be selected.
 *
 * @param shown the rows of the table
 * @param changes the operations that are running on them, by ID
 */
export function useSelectableRows(
  { ids, isAllWanted, change }: Selection,
  { hasNextPage, error }: UseConfigurationsResult,
  shown: readonly Configuration[],
  changes: ReadonlyMap<string, RowOperation>,
): SelectableRows {
  const rows = shown.filter(({ id }) => changes.get(id)?.action !== 'delete')
  // Every page has been read, or cannot be read.
  if (isAllWanted && (error || !hasNextPage)) change(error ? [] : rows.map(({ id }) => id), true)
  return { rows, selected: rows.filter(({ id }) => ids.has(id)) }
}
