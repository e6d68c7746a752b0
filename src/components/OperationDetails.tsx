'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef } from 'react'

import type { OperationRef } from '../client/createOperationsClient.ts'
import type { AsyncOperation } from '../hooks/asyncOperation.ts'
import { useAsyncOperation } from '../hooks/useAsyncOperation.ts'
import { classes } from './classes.ts'
import { ConnectionNotice } from './ConnectionNotice.tsx'
import { CopyableId } from './CopyableId.tsx'
import { DetailRow } from './DetailRow.tsx'
import { FailureNotice } from './FailureNotice.tsx'
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
export interface OperationDetailsProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /** The operation to watch; `null` renders nothing. */
  readonly operation: OperationRef | null | undefined
  /** Where a person gets help with an operation that takes too long. Default: no link. */
  readonly supportUrl?: string | undefined
}

/**
 * All that is known of one operation: status, IDs, times, the new resource, and in plain words what went wrong or what
 * can be done.
 */
export const OperationDetails = forwardRef<HTMLElement, OperationDetailsProps>(function OperationDetails(
  { operation: ref, supportUrl, className, ...rest },
  forwardedRef,
) {
  const operation = useAsyncOperation(ref)
  const words = useOperationWords()
  const appearance = useAppearance()
  if (operation.status === 'IDLE') return null
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
          <StatusBadge
            status={operation.status}
            isStuck={operation.isStuck}
            connection={operation.connection}
          />
        </DetailRow>
        <IdentityRows operation={operation} />
        <OperationTimeRows operation={operation} />
        {operation.status === 'COMPLETED' && <ResourceRow resource={operation.resource} />}
      </dl>
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
    </section>
  )
})

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
          {accepted.label}
        </DetailRow>
      )}
      {accepted?.kind && (
        <DetailRow part="action" name={words.fieldAction}>
          {words.action(accepted.kind)}
        </DetailRow>
      )}
      {id && (
        <DetailRow part="operation-id" name={words.fieldOperationId}>
          <CopyableId id={id} what={words.fieldOperationId} />
        </DetailRow>
      )}
    </>
  )
}
