'use client'

import { connectionWord } from '../../components/connectionWord.ts'
import { statusIcon } from '../../components/statusIcon.tsx'
import { useStatusWords } from '../../components/useStatusWords.ts'
import type { RowOperation } from './useConfigurationOperations.ts'
import { useConfigurationsTableMessages } from './useConfigurationsTableMessages.ts'

const WORDS = { create: 'creating', change: 'changing', delete: 'deleting' } as const

export interface RowOperationBadgeProps {
  readonly running: RowOperation
}

/** What is happening to a row, as icon and word, and in small what stands in the way of reading how far it is. */
export function RowOperationBadge({ running: { action, operation } }: RowOperationBadgeProps) {
  const messages = useConfigurationsTableMessages()
  const words = useStatusWords()
  const { isStuck, connection } = operation
  const hint = isStuck ? words.statusStuck : connectionWord(connection, words)
  return (
    <span
      className="ra-badge"
      data-part="badge"
      data-action={action}
      data-status="PENDING"
      data-stuck={isStuck || undefined}
      data-connection={connection === 'ok' ? undefined : connection}
    >
      {statusIcon('PENDING', isStuck)}
      <span className="ra-text" data-part="word">
        {messages[WORDS[action]]}
      </span>
      {hint && (
        <span className="ra-badge-hint" data-part="hint">
          {hint}
        </span>
      )}
    </span>
  )
}
