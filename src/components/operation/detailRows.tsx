'use client'

import type { ReactNode } from 'react'

import type { AsyncOperation } from '../../hooks/asyncOperation.ts'
import { toIso } from '../../protocol/json.ts'
import type { Resource } from '../../protocol/resource.ts'
import { CopyableId } from '../elements/CopyButton.tsx'
import { formatDuration } from '../elements/formatTime.ts'
import { ElapsedTime, useInstantText } from '../elements/Time.tsx'
import { useOperationMessages } from '../messages/useOperationMessages.ts'
import { readOperationTimes } from './operationTimes.ts'
import { ResourceCandidates } from './ResourceOutcome.tsx'

interface DetailRowProps {
  /** Names the part for styling. */
  readonly part: string
  readonly name: string
  readonly children: ReactNode
}

/** A name and its value in a definition list. */
export function DetailRow({ part, name, children }: DetailRowProps) {
  return (
    <div className="ra-details-row" data-part={part}>
      <dt className="ra-term">{name}</dt>
      <dd className="ra-value">{children}</dd>
    </div>
  )
}

interface ProgressRowProps {
  readonly operation: AsyncOperation
}

/** How much is done and what the server is doing, if it says so. */
export function ProgressRow({ operation: { status, operation } }: ProgressRowProps) {
  const messages = useOperationMessages()
  const { progress, message } = operation ?? {}
  if (status !== 'PENDING' || (progress === undefined && !message)) return null
  return (
    <DetailRow part="progress-row" name={messages.fieldProgress}>
      {progress !== undefined && <span className="ra-text">{messages.percent(progress)}</span>}
      {message && <bdi className="ra-step">{message}</bdi>}
    </DetailRow>
  )
}

interface OperationTimeRowsProps {
  readonly operation: AsyncOperation
}

/** When an operation started, and how long it has been running or took. */
export function OperationTimeRows({ operation }: OperationTimeRowsProps) {
  const messages = useOperationMessages()
  const toInstantText = useInstantText()
  const { startedAt, durationMs, isAbout } = readOperationTimes(operation)
  const duration = formatDuration(durationMs ?? 0, messages.locale)
  return (
    <>
      {startedAt !== undefined && (
        <DetailRow part="started" name={messages.fieldStarted}>
          <time className="ra-time" dateTime={toIso(startedAt)}>
            {toInstantText(startedAt)}
          </time>
        </DetailRow>
      )}
      {startedAt !== undefined && operation.status === 'PENDING' && (
        <DetailRow part="running" name={messages.fieldElapsed}>
          <ElapsedTime since={startedAt} />
        </DetailRow>
      )}
      {durationMs !== undefined && (
        <DetailRow part="duration" name={messages.fieldDuration}>
          {isAbout ? messages.about(duration) : duration}
        </DetailRow>
      )}
    </>
  )
}

interface ResourceRowProps {
  readonly resource: Resource
}

/** The ID of the resource that an operation created, or the state of the search for it. */
export function ResourceRow({ resource }: ResourceRowProps) {
  const messages = useOperationMessages()
  if (resource.state === 'none') return null
  const name = messages.fieldResource(resource.state === 'found' ? resource.type : undefined)
  return (
    <DetailRow part="resource" name={name}>
      <ResourceValue resource={resource} name={name} />
    </DetailRow>
  )
}

function ResourceValue({ resource, name }: ResourceRowProps & { readonly name: string }) {
  const messages = useOperationMessages()
  if (resource.state === 'found') return <CopyableId id={resource.id} what={name} />
  if (resource.state === 'searching') return <span className="ra-quiet">{messages.resourceSearching}</span>
  if (resource.state !== 'ambiguous') return <span className="ra-text">{messages.resourceNotFound}</span>
  return (
    <>
      <span className="ra-text">{messages.resourceAmbiguous(resource.candidates.length)}</span>
      <ResourceCandidates candidates={resource.candidates} name={name} />
    </>
  )
}
