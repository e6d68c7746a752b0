'use client'

import type { ComponentPropsWithoutRef, ReactNode, RefAttributes } from 'react'
import { forwardRef } from 'react'

import type { OperationRef } from '../../client/createOperationsClient.ts'
import { isDoneSubmission } from '../../client/request/idempotencyKey.ts'
import { toAccepted } from '../../client/submission/submission.ts'
import type { AsyncOperation } from '../../hooks/asyncOperation.ts'
import type { SubmittedOperation } from '../../hooks/submittedOperation.ts'
import { toHttpStatus, toIntent } from '../../hooks/submittedOperation.ts'
import type { UseAsyncOperationResult } from '../../hooks/useAsyncOperation.ts'
import { useAsyncOperation } from '../../hooks/useAsyncOperation.ts'
import { isDefaultKind } from '../../protocol/endpoint.ts'
import { toShownId } from '../../protocol/operation.ts'
import { classes, useAppearance } from '../elements/appearance.tsx'
import { CopyableId } from '../elements/CopyButton.tsx'
import { FailureNotice, toFailure } from '../elements/FailureNotice.tsx'
import { Notice } from '../elements/Notice.tsx'
import { useOperationMessages } from '../messages/useOperationMessages.ts'
import { DetailRow, OperationTimeRows, ProgressRow, ResourceRow, ResultRow } from './detailRows.tsx'
import { CancelOperation, ConnectionNotice, StuckNotice, UnavailableNotice } from './operationNotices.tsx'
import { IntentBadge, StatusBadge } from './StatusBadge.tsx'
import { UnconfirmedNotice } from './UnconfirmedNotice.tsx'

/** Props of OperationDetails. */
export interface OperationDetailsProps<TResult = unknown> extends ComponentPropsWithoutRef<'section'> {
  /** The operation to watch; `null` renders nothing. */
  readonly operation?: OperationRef<TResult> | null | undefined
  /**
   * Instead of `operation`: the submission, shown also while it is sent and if it led to no operation. The result of
   * a hook also brings the buttons that send it again, or discard it.
   */
  readonly submission?: SubmittedOperation<TResult> | undefined
  /** URL where the user gets help with an operation that takes too long. Default: no link. */
  readonly supportUrl?: string | undefined
  /**
   * Shows what the operation returned, which its endpoint's schema has validated. Default: a text as it is, anything
   * else as JSON, cut to 1 000 characters.
   */
  renderResult?(this: void, result: TResult): ReactNode
  /** What the user can do about it. Shown after the reason, before IDs and times. */
  readonly children?: ReactNode
}

/**
 * Everything known about one operation: its status, what went wrong and what to do about it in plain words,
 * then IDs, times and the new resource.
 */
export const OperationDetails: {
  // Only with a call signature of its own is the result typed by `operation` or `submission`.
  <TResult>(props: OperationDetailsProps<TResult> & RefAttributes<HTMLElement>): ReactNode
  displayName?: string | undefined
} = /* @__PURE__ */ forwardRef<HTMLElement, OperationDetailsProps>(function OperationDetails(
  { operation: ref, submission, supportUrl, renderResult, children, className, ...rest },
  forwardedRef,
) {
  const intent = submission && toIntent(submission)
  const shown = intent ? toAccepted(intent) : ref
  const operation = useAsyncOperation(shown)
  const messages = useOperationMessages()
  const appearance = useAppearance()
  const isSent = intent && intent.state !== 'idle' && intent.state !== 'accepted'
  if (operation.status === 'IDLE' && !isSent) return null
  return (
    <section
      {...appearance}
      aria-label={messages.detailsLabel}
      data-part="details"
      data-status={operation.status}
      {...rest}
      ref={forwardedRef}
      className={classes('ra-details', className)}
    >
      <dl className="ra-details-list">
        <DetailRow part="status" name={messages.fieldStatus}>
          {isSent ? (
            <IntentBadge state={intent.state} httpStatus={toHttpStatus(intent)} />
          ) : (
            <StatusBadge
              status={operation.status}
              stuck={operation.isStuck}
              connection={operation.connection}
              cancelling={operation.operation?.isCancelling}
            />
          )}
        </DetailRow>
      </dl>
      {isSent && 'error' in intent && intent.error.problem && (
        <FailureNotice problem={intent.error.problem} />
      )}
      {submission && isSent && <UnconfirmedNotice submission={submission} />}
      <OperationReason operation={operation} supportUrl={supportUrl} />
      {!isSent && <CancelOperation operation={shown} />}
      {children}
      {!isSent && (
        <dl className="ra-details-list">
          <IdentityRows operation={operation} />
          <ProgressRow operation={operation} />
          <OperationTimeRows operation={operation} />
          {operation.status === 'COMPLETED' && <ResourceRow resource={operation.resource} />}
          <ResultRow operation={shown} renderResult={renderResult} />
        </dl>
      )}
    </section>
  )
})

interface OperationReasonProps {
  readonly operation: UseAsyncOperationResult
  readonly supportUrl: string | undefined
}

/** Explains the status if the badge alone does not. */
function OperationReason({ operation, supportUrl }: OperationReasonProps) {
  const messages = useOperationMessages()
  return (
    <>
      <ConnectionNotice operation={operation} />
      {operation.status === 'PENDING' && operation.isStuck && (
        <StuckNotice operation={operation} supportUrl={supportUrl} />
      )}
      {operation.status === 'FAILED' && (
        <FailureNotice problem={toFailure(operation, messages.statusFailed)} />
      )}
      {operation.status === 'CANCELLED' && (
        <Notice tone="calm" part="cancelled" title={messages.statusCancelled}>
          <p className="ra-text">{messages.cancelledBody}</p>
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
  const messages = useOperationMessages()
  const identity = operation ?? accepted
  // The server has no ID for an operation that had ended in its first response.
  const id = identity && !isDoneSubmission(identity) ? identity.operationId : undefined
  return (
    <>
      {accepted?.label && (
        <DetailRow part="name" name={messages.fieldName}>
          <bdi className="ra-text">{accepted.label}</bdi>
        </DetailRow>
      )}
      {accepted?.kind && !isDefaultKind(accepted.kind) && (
        <DetailRow part="action" name={messages.fieldAction}>
          {messages.action(accepted.kind)}
        </DetailRow>
      )}
      {id && (
        <DetailRow part="operation-id" name={messages.fieldOperationId}>
          <CopyableId id={toShownId(id)} what={messages.fieldOperationId} />
        </DetailRow>
      )}
    </>
  )
}
