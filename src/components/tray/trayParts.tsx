'use client'

import type { ReactNode } from 'react'
import { useId } from 'react'

import type { OperationsClient } from '../../client/createOperationsClient.ts'
import type { AsyncOperation } from '../../hooks/asyncOperation.ts'
import { isPending, toAsyncOperation } from '../../hooks/asyncOperation.ts'
import { isDefaultKind } from '../../protocol/endpoint.ts'
import type { AcceptedOperation } from '../../protocol/operation.ts'
import type { Resource } from '../../protocol/resource.ts'
import { toSnapshot } from '../../protocol/snapshot.ts'
import { CopyableId } from '../elements/CopyButton.tsx'
import { useOperationMessages, useTrayMessages } from '../messages/useOperationMessages.ts'
import { ResourceCandidates } from '../operation/detailRows.tsx'

interface OperationsTrayButtonProps {
  /** Names the part for styling. */
  readonly part: string
  /** ID of the element that names the row: "Dismiss" is read out as "Dismiss Harbor Reception". */
  readonly titleId: string
  /** Sets `aria-disabled` and ignores clicks. Default false. */
  readonly isBusy?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

/** A button that is also named after its row, because other rows have the same buttons. */
export function OperationsTrayButton({
  part,
  titleId,
  isBusy = false,
  onClick,
  children,
}: OperationsTrayButtonProps) {
  const id = useId()
  return (
    <button
      type="button"
      id={id}
      className="ra-button"
      data-size="small"
      data-part={part}
      aria-labelledby={`${id} ${titleId}`}
      aria-disabled={isBusy}
      onClick={() => {
        if (!isBusy) onClick()
      }}
    >
      {children}
    </button>
  )
}

interface OperationsTrayTitleProps {
  /** ID of the label, after which the buttons of the row are named. */
  readonly id: string
  /** The user's name for it, such as its display name. */
  readonly label: string | undefined
  /** The endpoint's `kind`. */
  readonly kind: string | undefined
  /** Shown if there is neither. */
  readonly fallback: string
}

/** The title of a row: its label and its action. */
export function OperationsTrayTitle({ id, label, kind, fallback }: OperationsTrayTitleProps) {
  const { action } = useOperationMessages()
  const what = kind && !isDefaultKind(kind) && action(kind)
  return (
    <div className="ra-tray-title" data-part="title">
      <span className="ra-tray-label" data-part="label" id={id}>
        <bdi className="ra-text">{label ?? (what || fallback)}</bdi>
      </span>
      {label && what && (
        <span className="ra-quiet" data-part="action">
          {` ${what}`}
        </span>
      )}
    </div>
  )
}

/** Returns the URL of a resource's page; `undefined` if it has none. */
export type GetResourceHref = (resource: { readonly id: string; readonly type: string }) => string | undefined

interface OperationsTrayLinkProps {
  readonly href: string
  /** ID of the element that names the row: "Open" is read out as "Open Harbor Reception". */
  readonly titleId: string
  /** True for a result, which may be on another host: that must not learn this page's address. */
  readonly isResult?: boolean
}

/** A link to the page of a resource, or to a result. */
export function OperationsTrayLink({ href, titleId, isResult = false }: OperationsTrayLinkProps) {
  const { openResult } = useOperationMessages()
  const { openResource } = useTrayMessages()
  const id = useId()
  return (
    <a
      className="ra-tray-link"
      data-part={isResult ? 'result-link' : 'resource-link'}
      id={id}
      href={href}
      aria-labelledby={`${id} ${titleId}`}
      {...(isResult && { target: '_blank', rel: 'noreferrer' })}
    >
      {isResult ? openResult : openResource}
    </a>
  )
}

interface OperationsTrayResourceProps {
  readonly resource: Resource
}

/** The ID of the resource that an operation created, or the state of the search for it. */
export function OperationsTrayResource({ resource }: OperationsTrayResourceProps) {
  const messages = useOperationMessages()
  if (resource.state === 'none') return null
  return (
    <div className="ra-tray-resource" data-part="resource">
      {resource.state === 'found' && (
        <CopyableId id={resource.id} what={messages.fieldResource(resource.type)} />
      )}
      {resource.state === 'searching' && <p className="ra-quiet">{messages.resourceSearching}</p>}
      {resource.state === 'notFound' && <p className="ra-text">{messages.resourceNotFound}</p>}
      {resource.state === 'ambiguous' && (
        <>
          <p className="ra-text">{messages.resourceAmbiguous(resource.candidates.length)}</p>
          <ResourceCandidates candidates={resource.candidates} name={messages.fieldResource(undefined)} />
        </>
      )}
    </div>
  )
}

/** The last known state of an operation that is no longer watched, without a request. */
export function toLastKnown(client: OperationsClient, accepted: AcceptedOperation): AsyncOperation {
  const view = toAsyncOperation(client.peek(accepted) ?? toSnapshot(accepted))
  return isPending(view) ? { ...view, connection: 'paused' } : view
}
