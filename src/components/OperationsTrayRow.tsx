'use client'

import { useId, useRef } from 'react'

import type { TrackedOperation } from '../client/trackedOperations.ts'
import type { AsyncOperation } from '../hooks/asyncOperation.ts'
import { isPending, isSettledView } from '../hooks/asyncOperation.ts'
import { useAsyncOperation } from '../hooks/useAsyncOperation.ts'
import { useOnScreen } from '../hooks/useOnScreen.ts'
import type { OperationsResult } from '../hooks/useOperations.ts'
import { useOperationsContext } from '../hooks/useOperationsContext.ts'
import { toShownId } from '../protocol/operationIdentity.ts'
import { isFinal } from '../protocol/status.ts'
import { ElapsedTime } from './ElapsedTime.tsx'
import { FailureNotice } from './FailureNotice.tsx'
import { OperationAnnouncer } from './OperationAnnouncer.tsx'
import { OperationsTrayButton } from './OperationsTrayButton.tsx'
import { OperationsTrayCheck } from './OperationsTrayCheck.tsx'
import type { GetResourceHref } from './OperationsTrayLink.tsx'
import { OperationsTrayLink } from './OperationsTrayLink.tsx'
import { OperationsTrayResource } from './OperationsTrayResource.tsx'
import { OperationsTrayTitle } from './OperationsTrayTitle.tsx'
import { readOperationTimes } from './readOperationTimes.ts'
import { StatusBadge } from './StatusBadge.tsx'
import { StuckNotice } from './StuckNotice.tsx'
import { TimeAgo } from './TimeAgo.tsx'
import { toFailure } from './toFailure.ts'
import { toLastKnown } from './toLastKnown.ts'
import { UnavailableNotice } from './UnavailableNotice.tsx'
import { useOperationWords } from './useOperationWords.ts'
import { useTrayWords } from './useTrayWords.ts'

export interface OperationsTrayRowProps extends Pick<OperationsResult, 'watch' | 'stopWatching' | 'dismiss'> {
  readonly tracked: TrackedOperation
  readonly getResourceHref: GetResourceHref | undefined
  readonly supportUrl: string | undefined
}

/** One operation in the tray: what it is, how it stands, and what a person can do. */
export function OperationsTrayRow({
  tracked: { accepted, isWatched },
  getResourceHref,
  supportUrl,
  watch,
  stopWatching,
  dismiss,
}: OperationsTrayRowProps) {
  const { client } = useOperationsContext('OperationsTray').observers
  const words = useTrayWords()
  const titleId = useId()
  const row = useRef<HTMLLIElement>(null)
  const shown = isWatched ? accepted : null
  const followed = useAsyncOperation(shown)
  useOnScreen(row, shown)
  const operation = isWatched ? followed : toLastKnown(client, accepted)
  const { status, isStuck, connection } = operation
  const found = operation.status === 'COMPLETED' ? operation.resource : undefined
  const isGone = client.recipeOf(accepted.kind)?.isDestructive
  const href = found?.state === 'found' && !isGone ? getResourceHref?.(found) : undefined
  const isRunning = isPending(operation)
  const canStop = isWatched && isRunning
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
        <StatusBadge status={status} isStuck={isStuck} connection={connection} />
        <Age operation={operation} />
      </div>
      {status === 'COMPLETED' && !href && <OperationsTrayResource resource={operation.resource} />}
      <Reason operation={operation} supportUrl={supportUrl} refresh={followed.refresh} />
      <div className="ra-tray-actions">
        {href && <OperationsTrayLink href={href} titleId={titleId} />}
        {canStop && connection !== 'offline' && (
          <OperationsTrayCheck accepted={accepted} titleId={titleId} refresh={followed.refresh} />
        )}
        {canStop && (
          <OperationsTrayButton part="stop" titleId={titleId} onClick={() => stopWatching(accepted)}>
            {words.stopWatching}
          </OperationsTrayButton>
        )}
        {!isWatched && !isSettledView(operation) && (
          <OperationsTrayButton part="watch" titleId={titleId} onClick={() => watch(accepted)}>
            {words.watchAgain}
          </OperationsTrayButton>
        )}
        {canDismiss && (
          <OperationsTrayButton part="dismiss" titleId={titleId} onClick={() => dismiss(accepted)}>
            {words.dismiss}
          </OperationsTrayButton>
        )}
      </div>
      <OperationAnnouncer operation={shown} />
    </li>
  )
}

/** Running: how long so far. Else how long ago it ended, as far as that is known. */
function Age({ operation }: { readonly operation: AsyncOperation }) {
  const { startedAt, endedAt, isAbout } = readOperationTimes(operation)
  if (endedAt !== undefined) return <TimeAgo at={endedAt} isAbout={isAbout} />
  // How long ago it began would be read as how long ago it ended.
  if (startedAt === undefined || isFinal(operation.status)) return null
  const isTicking = operation.status === 'PENDING' && operation.connection !== 'paused'
  return isTicking ? <ElapsedTime since={startedAt} isSentence /> : <TimeAgo at={startedAt} />
}

interface ReasonProps {
  readonly operation: AsyncOperation
  readonly supportUrl: string | undefined
  readonly refresh: () => Promise<void>
}

/** Why it stands as it does, where the badge alone does not tell. */
function Reason({ operation, supportUrl, refresh }: ReasonProps) {
  const words = useOperationWords()
  switch (operation.status) {
    case 'FAILED':
      return <FailureNotice problem={toFailure(operation, words.statusFailed)} />
    case 'CANCELLED':
      return <p className="ra-quiet">{words.cancelledBody}</p>
    case 'UNAVAILABLE':
      return <UnavailableNotice pollError={operation.pollError} refresh={refresh} />
    case 'PENDING':
      if (operation.connection === 'paused') return <p className="ra-quiet">{words.pausedHint}</p>
      if (operation.connection === 'unauthorized') return <p className="ra-quiet">{words.unauthorizedHint}</p>
      if (operation.connection === 'forbidden') return <p className="ra-quiet">{words.forbiddenHint}</p>
      return operation.isStuck ? <StuckNotice operation={operation} supportUrl={supportUrl} /> : null
    default:
      return null
  }
}
