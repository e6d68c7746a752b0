'use client'

import { useCallback, useState } from 'react'

import { lazy } from '../../../client/http/lazy.ts'
import { Button } from '../../../components/elements/appearance.tsx'
import { useOperationsTracker } from '../../../hooks/OperationsContext.ts'
import type { Configuration } from '../../api/configuration.ts'
import type { UseConfigurationsResult } from '../../hooks/useConfigurations.ts'
import { useBulkDeletionMessages } from '../messages/useOrchestratorMessages.ts'
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
interface SelectableRows {
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

/** What deletes several configurations together. */
export const lazyBulkDeletion = /* @__PURE__ */ lazy(() => import('./BulkDeletion.tsx'))

interface RowCheckboxProps {
  readonly id: string
  readonly name: string
  readonly isSelected: boolean
  /** It is being deleted. */
  readonly isLocked: boolean
  readonly onChange: Selection['change']
}

/** Selects one row. */
export function RowCheckbox({ id, name, isSelected, isLocked, onChange }: RowCheckboxProps) {
  const messages = useBulkDeletionMessages()
  return (
    <label className="ra-selection-box">
      <input
        type="checkbox"
        className="ra-checkbox"
        data-part="select"
        aria-label={messages.selectOne(name)}
        checked={isSelected && !isLocked}
        disabled={isLocked}
        onChange={(event) => onChange([id], event.target.checked)}
      />
    </label>
  )
}

interface SelectionToolbarProps extends SelectableRows {
  readonly selection: Selection
  readonly list: UseConfigurationsResult
  /** More pages are being read. */
  readonly isReading: boolean
  /** There is nothing to select. */
  readonly isEmpty: boolean
  /** What deletes the selection, once it has loaded. */
  readonly bulk: ReturnType<typeof lazyBulkDeletion.now>
}

/** Selects every row that is shown, says how many are selected, and deletes them. */
export function SelectionToolbar({
  selection,
  rows,
  selected,
  list,
  isReading,
  isEmpty,
  bulk,
}: SelectionToolbarProps) {
  const messages = useBulkDeletionMessages()
  const isAll = rows.length > 0 && selected.length === rows.length
  const isMore = isAll && list.hasNextPage && !isReading
  return (
    <div className="ra-selection" data-part="selection">
      {!isEmpty && (
        <>
          <label className="ra-selection-all">
            <input
              type="checkbox"
              className="ra-checkbox"
              data-part="select-all"
              ref={(box) => {
                if (box) box.indeterminate = selected.length > 0 && !isAll
              }}
              checked={isAll}
              disabled={rows.length === 0}
              onChange={() => selection.change(toIds(rows), !isAll)}
            />
            <span className="ra-text">{messages.selectAll}</span>
          </label>
          <output className="ra-quiet" data-part="selected">
            {selection.isAllWanted && isReading
              ? messages.loadingAll(rows.length)
              : isMore
                ? messages.onlyLoaded(selected.length)
                : messages.selected(selected.length, rows.length)}
          </output>
          {isMore && !list.error && (
            <Button data-size="small" data-part="load-all" onClick={selection.wantAll}>
              {messages.loadAll}
            </Button>
          )}
        </>
      )}
      {bulk && (
        <bulk.BulkDeletion
          selected={selected}
          isEmpty={isEmpty}
          onStarted={(ids) => selection.change(ids, false)}
        />
      )}
    </div>
  )
}

function toIds(configurations: readonly Configuration[]): string[] {
  return configurations.map(({ id }) => id)
}
