'use client'

import type { ReactNode } from 'react'

import { Button } from '../../../components/elements/appearance.tsx'
import { FailureNotice } from '../../../components/elements/FailureNotice.tsx'
import { toReadReason, useOperationMessages } from '../../../components/messages/useOperationMessages.ts'
import { useConfigurationMessages } from '../messages/useOrchestratorMessages.ts'
import type { ColumnHead } from './configurationColumns.tsx'

interface TableNoticeProps {
  readonly state: 'loading' | 'failed' | 'empty' | 'filled'
  /** Why the last read failed. */
  readonly error: Error | null
  readonly onRetry: () => void
  readonly emptyAction: ReactNode
}

/** A notice below the rows if the list is empty or could not be read. Announces that it is loading. */
export function TableNotice({ state, error, onRetry, emptyAction }: TableNoticeProps) {
  const messages = useConfigurationMessages()
  const operationMessages = useOperationMessages()
  return (
    <>
      <output className="ra-visually-hidden">
        {state === 'loading' ? messages.tableLoading : state === 'empty' && messages.tableEmptyTitle}
      </output>
      {state === 'empty' && (
        <div className="ra-table-empty" data-part="empty">
          <p className="ra-table-empty-title">{messages.tableEmptyTitle}</p>
          <p className="ra-text">{messages.tableEmptyBody}</p>
          {emptyAction && <div className="ra-group">{emptyAction}</div>}
        </div>
      )}
      {state === 'failed' && error && (
        <div className="ra-table-failed" data-part="failed" role="alert">
          <FailureNotice
            problem={{ title: messages.tableFailed, ...toReadReason(error, operationMessages), fields: [] }}
            actions={
              <Button data-part="retry" onClick={onRetry}>
                {messages.retry}
              </Button>
            }
          />
        </div>
      )}
    </>
  )
}

interface SkeletonRowsProps {
  readonly rows: number
  readonly heads: readonly ColumnHead[]
}

/** Grey placeholders for rows that are loading, as high as the rows will be. Hidden from screen readers. */
export function SkeletonRows({ rows, heads }: SkeletonRowsProps) {
  return Array.from({ length: rows }, (_, row) => (
    // oxlint-disable-next-line react/no-array-index-key -- Empty rows have no identity but their position.
    <tr key={row} className="ra-skeleton-row" data-part="skeleton" aria-hidden="true">
      {heads.map(({ id, header }) => (
        <td className="ra-table-cell" key={id} data-column={id} data-label={header}>
          <span className="ra-skeleton">&nbsp;</span>
        </td>
      ))}
    </tr>
  ))
}
