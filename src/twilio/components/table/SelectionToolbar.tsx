'use client'

import { Button } from '../../../components/elements/appearance.tsx'
import type { Configuration } from '../../api/configuration.ts'
import type { UseConfigurationsResult } from '../../hooks/useConfigurations.ts'
import { useBulkDeletionMessages } from '../messages/useOrchestratorMessages.ts'
import type { lazyBulkDeletion } from './lazyBulkDeletion.ts'
import type { SelectableRows, Selection } from './useSelection.ts'

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
