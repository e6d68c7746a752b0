'use client'

import type { ReactNode } from 'react'

import { FailureNotice } from '../../components/FailureNotice.tsx'
import { useOperationWords } from '../../components/useOperationWords.ts'
import { toReadReason } from './toReadReason.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface TableNoticeProps {
  readonly state: 'loading' | 'failed' | 'empty' | 'filled'
  /** Why the last read failed. */
  readonly error: Error | null
  readonly onRetry: () => void
  readonly emptyAction: ReactNode
}

/** What stands below the rows where there is something to say about them. */
export function TableNotice({ state, error, onRetry, emptyAction }: TableNoticeProps) {
  const messages = useConfigurationMessages()
  const words = useOperationWords()
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
            problem={{ title: messages.tableFailed, ...toReadReason(error, words), fields: [] }}
            actions={
              <button type="button" className="ra-button" data-part="retry" onClick={onRetry}>
                {messages.retry}
              </button>
            }
          />
        </div>
      )}
    </>
  )
}
