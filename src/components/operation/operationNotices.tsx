'use client'

import { useState } from 'react'

import { engineOf } from '../../client/createOperationsClient.ts'
import type { OperationRef } from '../../client/createOperationsClient.ts'
import type { AsyncOperation, OperationConnection } from '../../hooks/asyncOperation.ts'
import { isPending } from '../../hooks/asyncOperation.ts'
import type { OperationMessages } from '../../hooks/messages.ts'
import { useOperationsContext } from '../../hooks/OperationsContext.ts'
import type { UseAsyncOperationResult } from '../../hooks/useAsyncOperation.ts'
import { useCancelOperation } from '../../hooks/useCancelOperation.ts'
import type { RequestError } from '../../protocol/errors.ts'
import type { RequestFailure } from '../../protocol/failure.ts'
import { isGone } from '../../protocol/failure.ts'
import { toIso } from '../../protocol/json.ts'
import type { OperationsApi } from '../../protocol/operation.ts'
import { toShownId } from '../../protocol/operation.ts'
import { Button } from '../elements/appearance.tsx'
import { CopyButton } from '../elements/CopyButton.tsx'
import { FailureNotice } from '../elements/FailureNotice.tsx'
import { Notice } from '../elements/Notice.tsx'
import { toReadReason, useOperationMessages } from '../messages/useOperationMessages.ts'
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
      <p className="ra-text">{messages[toUnavailableReason(pollError)]}</p>
    </Notice>
  )
}

function toUnavailableReason(
  failure: RequestFailure,
): Extract<keyof OperationMessages, `unavailable${string}`> {
  if (isGone(failure)) return 'unavailableNotFound'
  return failure.kind === 'untrusted' ? 'unavailableUntrusted' : 'unavailableOther'
}

interface StuckNoticeProps {
  readonly operation: AsyncOperation
  readonly supportUrl?: string | undefined
}

/** Says calmly that an operation is taking longer than usual, and offers the details that Support needs. */
export function StuckNotice({ operation, supportUrl }: StuckNoticeProps) {
  const messages = useOperationMessages()
  const { apis } = engineOf(useOperationsContext('StuckNotice').observers.client).context
  const api = apis.find(({ api: name }) => name === operation.accepted?.api)
  return (
    <Notice
      tone="warning"
      part="stuck"
      title={messages.stuckTitle}
      actions={
        <>
          <CopyButton text={() => toSupportBundle(operation, Date.now(), api)}>
            {messages.copySupportBundle}
          </CopyButton>
          {supportUrl && (
            <a className="ra-link" href={supportUrl} target="_blank" rel="noreferrer">
              {messages.contactSupport}
            </a>
          )}
        </>
      }
    >
      <p className="ra-text">{messages.stuckBody}</p>
    </Notice>
  )
}

/**
 * The details that Support needs to find an operation, as lines of English text: IDs, times, statuses and
 * errors. Nothing else of the requests and responses, no names and no credentials, so that it can be pasted
 * anywhere.
 *
 * @param now epoch ms
 * @param api the API that runs the operation
 */
export function toSupportBundle(
  view: AsyncOperation,
  now: number,
  api?: Pick<OperationsApi, 'getRequestHref'>,
): string {
  const { accepted, operation, pollError } = view
  const requestId = pollError?.requestId
  const id = operation?.operationId ?? accepted?.operationId
  const error = view.status === 'FAILED' ? view.error : undefined
  const lines: (readonly [string, string | number | undefined])[] = [
    ['Operation ID', id && toShownId(id)],
    ['API', operation?.api ?? accepted?.api],
    ['Action', accepted?.kind],
    ['Status shown', view.isStuck ? `${view.status}, longer than usual` : view.status],
    ['Server status', operation?.rawStatus],
    ['Progress', operation?.progress === undefined ? undefined : `${operation.progress} %`],
    ['Accepted at', toIso(accepted?.acceptedAt)],
    ['Created at', operation?.createdAt],
    ['Completed at', operation?.completedAt],
    ['End seen at', toIso(view.endSeenAt)],
    ['Copied at', toIso(now)],
    ...Object.entries({ ...accepted?.related, ...operation?.related }),
    [
      'Resource ID',
      view.status === 'COMPLETED' && view.resource.state === 'found' ? view.resource.id : undefined,
    ],
    ['Error code', error?.code],
    ['Error link', error?.link],
    ['Connection', view.connection === 'ok' ? undefined : view.connection],
    ['Last failed check', pollError && [pollError.kind, pollError.httpStatus].filter(Boolean).join(' ')],
    ['Request ID of that check', requestId],
    ['Look it up in', requestId && api?.getRequestHref?.(requestId)],
  ]
  return lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])).join('\n')
}

interface CancelOperationProps {
  readonly operation: OperationRef | null | undefined
}

/** A button that asks the server to cancel an operation, if its API can, and why that was refused. */
export function CancelOperation({ operation }: CancelOperationProps) {
  const messages = useOperationMessages()
  const { cancel, canCancel, isSending, error } = useCancelOperation(operation)
  if (!canCancel && !isSending && !error) return null
  return (
    <div className="ra-cancel" data-part="cancellation">
      <CancelRefusal error={error} />
      {(canCancel || isSending) && (
        <Button data-part="cancel" data-size="small" aria-disabled={isSending} onClick={() => void cancel()}>
          {isSending ? messages.cancelSending : messages.cancelOperation}
        </Button>
      )}
    </div>
  )
}

interface CancelRefusalProps {
  readonly error: RequestError | undefined
}

/** Why an operation was not cancelled; nothing without an error. */
export function CancelRefusal({ error }: CancelRefusalProps) {
  const messages = useOperationMessages()
  if (!error) return null
  const reason = toReadReason(error, messages)
  return <FailureNotice problem={{ ...reason, title: messages.cancelRefused, fields: [] }} />
}
