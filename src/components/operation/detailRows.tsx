'use client'

import type { ReactNode } from 'react'

import type { OperationRef } from '../../client/createOperationsClient.ts'
import type { AsyncOperation } from '../../hooks/asyncOperation.ts'
import { useOperationResult } from '../../hooks/useOperationResult.ts'
import { toIso } from '../../protocol/json.ts'
import type { Resource, ResourceCandidate } from '../../protocol/resource.ts'
import type { OperationResult } from '../../protocol/result.ts'
import { CopyableId } from '../elements/CopyButton.tsx'
import { ElapsedTime, formatDuration, readOperationTimes, useInstantText } from '../elements/Time.tsx'
import { isolate } from '../messages/locale.ts'
import { useOperationMessages } from '../messages/useOperationMessages.ts'

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

/** How much of a result is shown, in characters, if the application does not render it. */
const MAX_SHOWN = 1_000

interface ResultRowProps {
  readonly operation: OperationRef | null | undefined
  readonly renderResult: ((result: unknown) => ReactNode) | undefined
}

/** What an operation returned, a link to it, or why it cannot be shown. */
export function ResultRow({ operation, renderResult }: ResultRowProps) {
  const messages = useOperationMessages()
  const result = useOperationResult(operation)
  if (!result || result.state === 'none') return null
  return (
    <DetailRow part="result" name={messages.fieldResult}>
      <ResultValue result={result} renderResult={renderResult} />
    </DetailRow>
  )
}

interface ResultValueProps extends Pick<ResultRowProps, 'renderResult'> {
  readonly result: OperationResult
}

function ResultValue({ result, renderResult = toText }: ResultValueProps) {
  const messages = useOperationMessages()
  switch (result.state) {
    case 'ready':
      return <div className="ra-result">{renderResult(result.value)}</div>
    case 'link':
      return (
        // It may lead to another host, which must not learn this page's address.
        <a className="ra-link" href={result.href} target="_blank" rel="noreferrer">
          {messages.openResult}
        </a>
      )
    case 'invalid':
      return <span className="ra-text">{messages.resultInvalid}</span>
    case 'unreadable':
      return <span className="ra-text">{messages.resultUnreadable}</span>
    default:
      return <span className="ra-quiet">{messages.resultReading}</span>
  }
}

/** A text as it is, anything else as JSON. */
function toText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text
}
