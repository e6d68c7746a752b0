'use client'

import type { ReactNode } from 'react'
import { useId } from 'react'

import { useMessages } from '../../hooks/OperationsContext.ts'
import type { Resource, ResourceCandidate } from '../../protocol/resource.ts'
import { CopyableId } from '../elements/CopyButton.tsx'
import { useInstantText } from '../elements/Time.tsx'
import { englishFindingMessages } from '../messages/englishMessages.ts'
import { isolate } from '../messages/locale.ts'
import { itself, useOperationMessages, useTrayMessages } from '../messages/useOperationMessages.ts'

interface ResourceCandidatesProps {
  readonly candidates: readonly ResourceCandidate[]
  /** What each ID is, such as `Configuration ID`. */
  readonly name: string
}

/**
 * The possible resources if it is not certain which one is meant, with their IDs, names and creation times.
 */
export function ResourceCandidates({ candidates, name }: ResourceCandidatesProps) {
  const toInstantText = useInstantText()
  return (
    <ul className="ra-candidates" data-part="candidates">
      {candidates.map(({ id, label, createdAt }) => {
        const at = Date.parse(createdAt ?? '')
        return (
          <li className="ra-item" key={id}>
            <CopyableId id={id} what={name} />
            <span className="ra-quiet">
              {[isolate(label), !Number.isNaN(at) && toInstantText(at)].filter(Boolean).join(' · ')}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

interface FoundByNameProps {
  /** `undefined` if there was no search yet: then nothing is shown. */
  readonly found: Resource | undefined
  /** A link to the resource found, if it has a page. Default: its ID with a copy button. */
  readonly children?: ReactNode
}

/** The result of the search by name for an unconfirmed intent. */
export function FoundByName({ found, children }: FoundByNameProps) {
  const messages = useMessages(englishFindingMessages, itself)
  const { fieldResource } = useOperationMessages()
  switch (found?.state) {
    case 'found':
      return (
        <div className="ra-group" data-part="found" data-state="found">
          <p className="ra-text">{messages.foundByName}</p>
          {children ?? <CopyableId id={found.id} what={fieldResource(found.type)} />}
        </div>
      )
    case 'ambiguous':
      return (
        <div className="ra-group" data-part="found" data-state="ambiguous">
          <p className="ra-text">{messages.foundSeveral(found.candidates.length)}</p>
          <ResourceCandidates candidates={found.candidates} name={fieldResource(undefined)} />
        </div>
      )
    case 'notFound':
      return (
        <p className="ra-text" data-part="found" data-state="notFound">
          {messages.foundNothing}
        </p>
      )
    default:
      return null
  }
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
