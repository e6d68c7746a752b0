'use client'

import { useState } from 'react'

import type { OperationConnection } from '../../hooks/asyncOperation.ts'
import { isPending } from '../../hooks/asyncOperation.ts'
import type { OperationMessages } from '../../hooks/messages.ts'
import type { UseAsyncOperationResult } from '../../hooks/useAsyncOperation.ts'
import type { RequestFailure } from '../../protocol/failure.ts'
import { isGone } from '../../protocol/failure.ts'
import { Button } from '../elements/Button.tsx'
import { Notice } from '../elements/Notice.tsx'
import { useOperationMessages } from '../messages/useOperationMessages.ts'
import { connectionWord } from './StatusBadge.tsx'

interface CheckNowButtonProps {
  /** Checks the status again. */
  readonly refresh: () => Promise<void>
}

/** Lets the user check the status after automatic polling has stopped. */
function CheckNowButton({ refresh }: CheckNowButtonProps) {
  const messages = useOperationMessages()
  const [isChecking, setIsChecking] = useState(false)

  async function check() {
    setIsChecking(true)
    await refresh().finally(() => setIsChecking(false))
  }

  return (
    <Button data-part="check-now" aria-disabled={isChecking} onClick={() => !isChecking && void check()}>
      {isChecking ? messages.checking : messages.checkNow}
    </Button>
  )
}

const HINTS = {
  retrying: 'retryingHint',
  unauthorized: 'unauthorizedHint',
  forbidden: 'forbiddenHint',
  offline: 'offlineHint',
  paused: 'pausedHint',
} as const satisfies Record<Exclude<OperationConnection, 'ok'>, keyof OperationMessages>

interface ConnectionNoticeProps {
  readonly operation: UseAsyncOperationResult
}

/** Says why the status cannot be read right now, and that the operation itself keeps running. */
export function ConnectionNotice({ operation: { status, connection, refresh } }: ConnectionNoticeProps) {
  const messages = useOperationMessages()
  if (connection === 'ok' || !isPending({ status })) return null
  return (
    <Notice
      tone={connection === 'unauthorized' || connection === 'forbidden' ? 'warning' : 'calm'}
      part="connection"
      title={connectionWord(connection, messages) ?? ''}
      actions={connection === 'paused' && <CheckNowButton refresh={refresh} />}
    >
      <p className="ra-text">{messages[HINTS[connection]]}</p>
    </Notice>
  )
}

interface UnavailableNoticeProps extends CheckNowButtonProps {
  readonly pollError: RequestFailure
}

/** Says that the status can no longer be read and what that means, and lets the user check it again. */
export function UnavailableNotice({ pollError, refresh }: UnavailableNoticeProps) {
  const messages = useOperationMessages()
  return (
    <Notice
      tone="calm"
      part="unavailable"
      title={messages.unavailableTitle}
      actions={<CheckNowButton refresh={refresh} />}
    >
      <p className="ra-text">{messages[reason(pollError)]}</p>
    </Notice>
  )
}

function reason(failure: RequestFailure): Extract<keyof OperationMessages, `unavailable${string}`> {
  if (isGone(failure)) return 'unavailableNotFound'
  return failure.kind === 'untrusted' ? 'unavailableUntrusted' : 'unavailableOther'
}
