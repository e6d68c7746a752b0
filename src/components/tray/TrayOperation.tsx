'use client'

import { useEffect, useId, useRef, useState } from 'react'

import type { AsyncOperation } from '../../hooks/asyncOperation.ts'
import { isPending, isSettledView } from '../../hooks/asyncOperation.ts'
import { useOperationsContext } from '../../hooks/OperationsContext.ts'
import type { TrackedOperation } from '../../hooks/trackedOperations.ts'
import { useAsyncOperation } from '../../hooks/useAsyncOperation.ts'
import { useCancelOperation } from '../../hooks/useCancelOperation.ts'
import type { UseOperationsResult } from '../../hooks/useOperations.ts'
import { useVisibility } from '../../hooks/useVisibility.ts'
import { isFinal, toShownId } from '../../protocol/operation.ts'
import type { AcceptedOperation } from '../../protocol/operation.ts'
import { OperationAnnouncer } from '../announcer/OperationAnnouncer.tsx'
import { FailureNotice, toFailure } from '../elements/FailureNotice.tsx'
import { ElapsedTime, TimeAgo, formatDuration, readOperationTimes } from '../elements/Time.tsx'
import { useOperationMessages, useTrayMessages } from '../messages/useOperationMessages.ts'
import { CancelRefusal, StuckNotice, UnavailableNotice } from '../operation/operationNotices.tsx'
import { StatusBadge } from '../operation/StatusBadge.tsx'
import {
  OperationsTrayButton,
  OperationsTrayLink,
  OperationsTrayResource,
  OperationsTrayTitle,
  toLastKnown,
} from './trayParts.tsx'
import type { GetResourceHref } from './trayParts.tsx'

interface TrayOperationProps extends Pick<UseOperationsResult, 'watch' | 'stopWatching' | 'dismiss'> {
  readonly tracked: TrackedOperation
  readonly getResourceHref: GetResourceHref | undefined
  readonly supportUrl: string | undefined
}

/** One operation in the tray: what it is, its status, and what the user can do. */
export function TrayOperation({
  tracked: { accepted, isWatched },
  getResourceHref,
  supportUrl,
  watch,
  stopWatching,
  dismiss,
}: TrayOperationProps) {
  const { client } = useOperationsContext('OperationsTray').observers
  const messages = useTrayMessages()
  const texts = useOperationMessages()
  const titleId = useId()
  const row = useRef<HTMLLIElement>(null)
  const shown = isWatched ? accepted : null
  const followed = useAsyncOperation(shown)
  const cancellation = useCancelOperation(shown)
  useVisibility(row, shown)
  const operation = isWatched ? followed : toLastKnown(client, accepted)
  const { status, isStuck, connection } = operation
  const found = operation.status === 'COMPLETED' ? operation.resource : undefined
  const isGone = client.endpointOf(accepted.kind)?.isDestructive
  const href = found?.state === 'found' && !isGone ? getResourceHref?.(found) : undefined
  const isRunning = isPending(operation)
  const canStop = isWatched && isRunning
  const isCancellable = cancellation.canCancel || cancellation.isSending
  const canDismiss = !isWatched || status === 'UNAVAILABLE' || isSettledView(operation)
  return (
    <li
      className="ra-tray-row"
      data-part="row"
      data-status={status}
      data-watched={isWatched}
      tabIndex={-1}
      ref={row}
    >
      <div className="ra-tray-head">
        <OperationsTrayTitle
          id={titleId}
          label={accepted.label}
          kind={accepted.kind}
          fallback={toShownId(accepted.operationId)}
        />
        <StatusBadge
          status={status}
          stuck={isStuck}
          connection={connection}
          progress={operation.operation?.progress}
          cancelling={operation.operation?.isCancelling}
        />
        <Age operation={operation} />
      </div>
      {status === 'COMPLETED' && !href && <OperationsTrayResource resource={operation.resource} />}
      <Reason operation={operation} supportUrl={supportUrl} refresh={followed.refresh} />
      <CancelRefusal error={cancellation.error} />
      <div className="ra-tray-actions">
        {href && <OperationsTrayLink href={href} titleId={titleId} />}
        {status === 'COMPLETED' && operation.result.state === 'link' && (
          <OperationsTrayLink href={operation.result.href} titleId={titleId} isResult />
        )}
        {canStop && connection !== 'offline' && (
          <OperationsTrayCheck accepted={accepted} titleId={titleId} refresh={followed.refresh} />
        )}
        {isCancellable && (
          <OperationsTrayButton
            part="cancel"
            titleId={titleId}
            isBusy={cancellation.isSending}
            onClick={() => void cancellation.cancel()}
          >
            {cancellation.isSending ? texts.cancelSending : texts.cancelOperation}
          </OperationsTrayButton>
        )}
        {canStop && (
          <OperationsTrayButton part="stop" titleId={titleId} onClick={() => stopWatching(accepted)}>
            {messages.stopWatching}
          </OperationsTrayButton>
        )}
        {!isWatched && !isSettledView(operation) && (
          <OperationsTrayButton part="watch" titleId={titleId} onClick={() => watch(accepted)}>
            {messages.watchAgain}
          </OperationsTrayButton>
        )}
        {canDismiss && (
          <OperationsTrayButton part="dismiss" titleId={titleId} onClick={() => dismiss(accepted)}>
            {messages.dismiss}
          </OperationsTrayButton>
        )}
      </div>
      <OperationAnnouncer operation={shown} />
    </li>
  )
}

/** How long an operation has been running, or how long ago it ended, if known. */
function Age({ operation }: { readonly operation: AsyncOperation }) {
  const { startedAt, endedAt, isAbout } = readOperationTimes(operation)
  if (endedAt !== undefined) return <TimeAgo at={endedAt} isAbout={isAbout} />
  // Its start time would be read as its end time.
  if (startedAt === undefined || isFinal(operation.status)) return null
  const isTicking = operation.status === 'PENDING' && operation.connection !== 'paused'
  return isTicking ? <ElapsedTime since={startedAt} isSentence /> : <TimeAgo at={startedAt} />
}

interface ReasonProps {
  readonly operation: AsyncOperation
  readonly supportUrl: string | undefined
  readonly refresh: () => Promise<void>
}

/** Explains the status if the badge alone does not. */
function Reason({ operation, supportUrl, refresh }: ReasonProps) {
  const messages = useOperationMessages()
  switch (operation.status) {
    case 'FAILED':
      return <FailureNotice problem={toFailure(operation, messages.statusFailed)} />
    case 'CANCELLED':
      return <p className="ra-quiet">{messages.cancelledBody}</p>
    case 'UNAVAILABLE':
      return <UnavailableNotice pollError={operation.pollError} refresh={refresh} />
    case 'PENDING':
      if (operation.connection === 'paused') return <p className="ra-quiet">{messages.pausedHint}</p>
      if (operation.connection === 'unauthorized')
        return <p className="ra-quiet">{messages.unauthorizedHint}</p>
      if (operation.connection === 'forbidden') return <p className="ra-quiet">{messages.forbiddenHint}</p>
      return operation.isStuck ? <StuckNotice operation={operation} supportUrl={supportUrl} /> : null
    default:
      return null
  }
}

/** How long the time of the next check is shown, in ms. */
const FEEDBACK_MS = 4_000

interface OperationsTrayCheckProps {
  readonly accepted: AcceptedOperation
  readonly titleId: string
  /** Checks the status again, but never earlier than the server allows. */
  readonly refresh: () => Promise<void>
}

/** Checks a running operation again. The server may demand a wait, so it shows when the next check is due. */
function OperationsTrayCheck({ accepted, titleId, refresh }: OperationsTrayCheckProps) {
  const { client, engine } = useOperationsContext('OperationsTray').observers
  const { locale, checkNow, checking } = useOperationMessages()
  const { nextCheck } = useTrayMessages()
  const [isChecking, setIsChecking] = useState(false)
  const [waitMs, setWaitMs] = useState<number>()

  useEffect(() => {
    if (waitMs === undefined) return undefined
    const timer = setTimeout(() => setWaitMs(undefined), FEEDBACK_MS)
    return () => clearTimeout(timer)
  }, [waitMs])

  async function check() {
    setIsChecking(true)
    setWaitMs(undefined)
    await refresh().finally(() => setIsChecking(false))
    const { wake, nextPollAt = 0 } = client.peek(accepted) ?? {}
    // No automatic check follows, for example after `maxWatchMs`.
    if (wake === 'manual') return
    setWaitMs(Math.max(1_000, Math.ceil((nextPollAt - engine.context.now()) / 1_000) * 1_000))
  }

  return (
    <span className="ra-tray-check">
      <OperationsTrayButton
        part="check-now"
        titleId={titleId}
        isBusy={isChecking}
        onClick={() => void check()}
      >
        {isChecking ? checking : checkNow}
      </OperationsTrayButton>
      <output className="ra-tray-next" data-part="next-check">
        {waitMs !== undefined && nextCheck(formatDuration(waitMs, locale))}
      </output>
    </span>
  )
}
