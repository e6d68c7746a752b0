'use client'

import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { forwardRef } from 'react'

import type { OperationRef } from '../client/createOperationsClient.ts'
import { toAccepted } from '../client/intent.ts'
import type { AsyncOperation } from '../hooks/asyncOperation.ts'
import type { SubmittedOperation } from '../hooks/submittedOperation.ts'
import { toHttpStatus, toIntent } from '../hooks/submittedOperation.ts'
import type { AsyncOperationResult } from '../hooks/useAsyncOperation.ts'
import { useAsyncOperation } from '../hooks/useAsyncOperation.ts'
import { toShownId } from '../protocol/operationIdentity.ts'
import { classes } from './classes.ts'
import { ConnectionNotice } from './ConnectionNotice.tsx'
import { CopyableId } from './CopyableId.tsx'
import { DetailRow } from './DetailRow.tsx'
import { FailureNotice } from './FailureNotice.tsx'
import { IntentBadge } from './IntentBadge.tsx'
import { Notice } from './Notice.tsx'
import { OperationTimeRows } from './OperationTimeRows.tsx'
import { ResourceRow } from './ResourceRow.tsx'
import { StatusBadge } from './StatusBadge.tsx'
import { StuckNotice } from './StuckNotice.tsx'
import { toFailure } from './toFailure.ts'
import { UnavailableNotice } from './UnavailableNotice.tsx'
import { useAppearance } from './useAppearance.ts'
import { useOperationWords } from './useOperationWords.ts'

/** Props of OperationDetails. */
export interface OperationDetailsProps extends ComponentPropsWithoutRef<'section'> {
  /** The operation to watch; `null` renders nothing. */
  readonly operation?: OperationRef | null | undefined
  /** In place of `operation`: what was submitted, also while it is sent and where no operation came of it. */
  readonly submission?: SubmittedOperation | undefined
  /** Where a person gets help with an operation that takes too long. Default: no link. */
  readonly supportUrl?: string | undefined
  /** What a person can do about it: stands after the reason, before IDs and times. */
  readonly children?: ReactNode
}

/**
 * All that is known of one operation: its status, in plain words what went wrong and what can be done, then IDs, times
 * and the new resource.
 */
export const OperationDetails = forwardRef<HTMLElement, OperationDetailsProps>(function OperationDetails(
  { operation: ref, submission, supportUrl, children, className, ...rest },
  forwardedRef,
) {
  const intent = submission && toIntent(submission)
  const operation = useAsyncOperation(intent ? toAccepted(intent) : ref)
  const words = useOperationWords()
  const appearance = useAppearance()
  const isSent = intent && intent.state !== 'idle' && intent.state !== 'accepted'
  if (operation.status === 'IDLE' && !isSent) return null
  return (
    <section
      {...appearance}
      aria-label={words.detailsLabel}
      data-part="details"
      data-status={operation.status}
      {...rest}
      ref={forwardedRef}
      className={classes('ra-details', className)}
    >
      <dl className="ra-details-list">
        <DetailRow part="status" name={words.fieldStatus}>
          {isSent ? (
            <IntentBadge state={intent.state} httpStatus={toHttpStatus(intent)} />
          ) : (
            <StatusBadge
              status={operation.status}
              isStuck={operation.isStuck}
              connection={operation.connection}
            />
          )}
        </DetailRow>
      </dl>
      {isSent && 'error' in intent && intent.error.problem && (
        <FailureNotice problem={intent.error.problem} />
      )}
      <OperationReason operation={operation} supportUrl={supportUrl} />
      {children}
      {!isSent && (
        <dl className="ra-details-list">
          <IdentityRows operation={operation} />
          <OperationTimeRows operation={operation} />
          {operation.status === 'COMPLETED' && <ResourceRow resource={operation.resource} />}
        </dl>
      )}
    </section>
  )
})

interface OperationReasonProps {
  readonly operation: AsyncOperationResult
  readonly supportUrl: string | undefined
}

/** Why it stands as it does, where the badge alone does not tell. */
function OperationReason({ operation, supportUrl }: OperationReasonProps) {
  const words = useOperationWords()
  return (
    <>
      <ConnectionNotice operation={operation} />
      {operation.status === 'PENDING' && operation.isStuck && (
        <StuckNotice operation={operation} supportUrl={supportUrl} />
      )}
      {operation.status === 'FAILED' && <FailureNotice problem={toFailure(operation, words.statusFailed)} />}
      {operation.status === 'CANCELLED' && (
        <Notice tone="calm" part="cancelled" title={words.statusCancelled}>
          <p className="ra-text">{words.cancelledBody}</p>
        </Notice>
      )}
      {operation.status === 'UNAVAILABLE' && (
        <UnavailableNotice pollError={operation.pollError} refresh={operation.refresh} />
      )}
    </>
  )
}

interface RowsProps {
  readonly operation: AsyncOperation
}

function IdentityRows({ operation: { accepted, operation } }: RowsProps) {
  const words = useOperationWords()
  const id = operation?.operationId ?? accepted?.operationId
  return (
    <>
      {accepted?.label && (
        <DetailRow part="name" name={words.fieldName}>
          <bdi className="ra-text">{accepted.label}</bdi>
        </DetailRow>
      )}
      {accepted?.kind && (
        <DetailRow part="action" name={words.fieldAction}>
          {words.action(accepted.kind)}
        </DetailRow>
      )}
      {id && (
        <DetailRow part="operation-id" name={words.fieldOperationId}>
          <CopyableId id={toShownId(id)} what={words.fieldOperationId} />
        </DetailRow>
      )}
    </>
  )
}
