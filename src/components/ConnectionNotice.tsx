'use client'

import type { OperationConnection } from '../hooks/asyncOperation.ts'
import { isPending } from '../hooks/asyncOperation.ts'
import type { OperationWords } from '../hooks/messages.ts'
import type { AsyncOperationResult } from '../hooks/useAsyncOperation.ts'
import { CheckNowButton } from './CheckNowButton.tsx'
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
  readonly operation: AsyncOperationResult
}

/** Says what stands between the page and the server, and that the operation itself goes on. */
export function ConnectionNotice({ operation: { status, connection, refresh } }: ConnectionNoticeProps) {
  const words = useOperationWords()
  if (connection === 'ok' || !isPending({ status })) return null
  return (
    <Notice
      tone={connection === 'unauthorized' || connection === 'forbidden' ? 'warning' : 'calm'}
      part="connection"
      title={connectionWord(connection, words) ?? ''}
      actions={connection === 'paused' && <CheckNowButton refresh={refresh} />}
    >
      <p className="ra-text">{words[HINTS[connection]]}</p>
    </Notice>
  )
}
