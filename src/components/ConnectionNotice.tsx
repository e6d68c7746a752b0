'use client'

import type { AsyncOperation, OperationConnection } from '../hooks/asyncOperation.ts'
import { isPending } from '../hooks/asyncOperation.ts'
import type { OperationWords } from '../hooks/messages.ts'
import { connectionWord } from './connectionWord.ts'
import { Notice } from './Notice.tsx'
import { useOperationWords } from './useOperationWords.ts'

const HINTS = {
  retrying: 'retryingHint',
  unauthorized: 'unauthorizedHint',
  forbidden: 'forbiddenHint',
  offline: 'offlineHint',
  paused: 'pausedHint',
} as const satisfies Record<Exclude<OperationConnection, 'ok'>, keyof OperationWords>

export interface ConnectionNoticeProps {
  readonly operation: AsyncOperation
}

/** Says what stands between the page and the server, and that the operation itself goes on. */
export function ConnectionNotice({ operation: { status, connection } }: ConnectionNoticeProps) {
  const words = useOperationWords()
  if (connection === 'ok' || !isPending({ status })) return null
  return (
    <Notice
      tone={connection === 'unauthorized' || connection === 'forbidden' ? 'warning' : 'calm'}
      part="connection"
      title={connectionWord(connection, words) ?? ''}
    >
      <p className="ra-text">{words[HINTS[connection]]}</p>
    </Notice>
  )
}
