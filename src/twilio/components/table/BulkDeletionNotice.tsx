'use client'

import type { ReactNode, RefObject } from 'react'
import { useState } from 'react'

import type { BatchState, SubmittedInput } from '../../../client/batch/batch.ts'
import { Button } from '../../../components/elements/appearance.tsx'
import { Notice } from '../../../components/elements/Notice.tsx'
import type { NoticeProps } from '../../../components/elements/Notice.tsx'
import { ProgressTrack } from '../../../components/operation/OperationProgress.tsx'
import type { BulkDeletionMessages } from '../messages/bulkDeletionMessages.ts'
import { useBulkDeletionMessages, useDeletionMessages } from '../messages/useOrchestratorMessages.ts'
import type { BulkDeletion } from './useBulkDeletion.ts'
import { isNotDeleted, isUnanswered } from './useBulkDeletion.ts'

interface BulkDeletionNoticeProps {
  readonly deletion: BulkDeletion
  readonly noticeRef: RefObject<HTMLElement | null>
  /** Called when the user closes it. */
  readonly onEnd: () => void
}

/** How far the deletion of several configurations is, and at its end which were not deleted, and why. */
export function BulkDeletionNotice({ deletion, noticeRef, onEnd }: BulkDeletionNoticeProps) {
  const messages = useBulkDeletionMessages()
  const { state } = deletion
  const { status, pausedBy, inputs, progress } = state
  const title = toTitle(state, messages)

  return (
    <>
      <output className="ra-visually-hidden" data-part="said">
        {useAnnouncement(state, title, messages)}
      </output>
      {status !== 'idle' && (
        <section
          className="ra-bulk"
          data-part="bulk-deletion"
          data-status={status}
          data-paused-by={pausedBy}
          aria-label={messages.deletion}
          data-takes-focus
          tabIndex={-1}
          ref={noticeRef}
        >
          <Notice
            tone={toTone(state)}
            part="bulk-state"
            title={title}
            actions={<BulkDeletionActions deletion={deletion} onEnd={onEnd} />}
          >
            {status !== 'done' && <BulkProgress state={state} />}
            <Outcomes part="not-deleted" title={messages.notDeleted} inputs={inputs.filter(isNotDeleted)} />
            <Outcomes
              part="unknown"
              title={messages.unknown}
              inputs={inputs.filter((input) => input.state === 'unknown')}
            />
            {status === 'running' && progress.waiting > 0 && (
              <p className="ra-hint">{state.isHeld ? messages.held : messages.keepOpen}</p>
            )}
          </Notice>
        </section>
      )}
    </>
  )
}

/** How many are deleted, in progress, and not sent. */
function BulkProgress({ state: { progress } }: { readonly state: BatchState }) {
  const messages = useBulkDeletionMessages()
  const { total, completed, waiting, running } = progress
  return (
    <>
      <div className="ra-progress">
        <ProgressTrack
          label={messages.deletion}
          percent={Math.floor(((total - waiting - running) / total) * 100)}
        />
      </div>
      <ul className="ra-bulk-counts" data-part="counts">
        <li className="ra-item">{messages.progress(completed, total)}</li>
        {running > 0 && <li className="ra-item">{messages.running(running)}</li>}
        {waiting > 0 && <li className="ra-item">{messages.waiting(waiting)}</li>}
      </ul>
    </>
  )
}

interface OutcomesProps {
  readonly part: string
  readonly title: (count: number) => string
  readonly inputs: readonly SubmittedInput[]
}

/** Names configurations that are not known to be deleted, each with the reason. */
function Outcomes({ part, title, inputs }: OutcomesProps) {
  if (inputs.length === 0) return null
  const label = title(inputs.length)
  return (
    <div className="ra-bulk-outcomes">
      <p className="ra-text">
        <strong className="ra-text">{label}</strong>
      </p>
      <ScrollingList part={part} label={label}>
        {inputs.map(({ index, label: name, resourceId, problem }) => (
          <li className="ra-item" key={index}>
            <bdi className="ra-text">{name ?? resourceId}</bdi>
            {problem && <span className="ra-quiet">{problem.title}</span>}
            {problem?.detail && <span className="ra-quiet">{problem.detail}</span>}
          </li>
        ))}
      </ScrollingList>
    </div>
  )
}

interface BulkDeletionActionsProps {
  readonly deletion: BulkDeletion
  readonly onEnd: () => void
}

function BulkDeletionActions({ deletion, onEnd }: BulkDeletionActionsProps) {
  const messages = useBulkDeletionMessages()
  const deletionMessages = useDeletionMessages()
  const { stop, resume, retry } = deletion
  const { status, inputs } = deletion.state
  const notDeleted = inputs.filter(isNotDeleted).length
  if (status === 'running')
    return (
      <Button key="stop" data-size="small" data-part="stop" onClick={stop}>
        {messages.stop}
      </Button>
    )
  return (
    <>
      {status === 'paused' && (
        <Button data-size="small" data-part="resume" onClick={resume}>
          {messages.resume}
        </Button>
      )}
      {status === 'done' && notDeleted > 0 && (
        <Button data-size="small" data-part="retry" onClick={retry}>
          {messages.retry(notDeleted)}
        </Button>
      )}
      {status === 'done' && inputs.some(isUnanswered) && (
        <Button data-size="small" data-part="send-again" onClick={resume}>
          {deletionMessages.sendAgain}
        </Button>
      )}
      <Button data-size="small" data-part="end" onClick={onEnd}>
        {status === 'paused' ? messages.discardRest : deletionMessages.close}
      </Button>
    </>
  )
}

function toTitle({ status, pausedBy, progress }: BatchState, messages: BulkDeletionMessages): string {
  if (status === 'running') return messages.runningTitle
  if (status === 'paused' && pausedBy) return messages.pausedTitle[pausedBy]
  return messages.doneTitle(progress.completed, progress.total)
}

function toTone({ status, progress }: BatchState): NoticeProps['tone'] {
  if (status === 'running') return 'calm'
  if (status === 'paused') return 'warning'
  return progress.completed === progress.total ? 'success' : 'failure'
}

/** What is announced: the beginning, each quarter, each pause, and the end. */
function useAnnouncement(state: BatchState, title: string, messages: BulkDeletionMessages): string {
  const { status, pausedBy, progress } = state
  const { total, completed, waiting, running, refused, failed } = progress
  const quarter = total > 0 ? Math.floor(((total - waiting - running) / total) * 4) : 0
  const mark = [status, pausedBy, status === 'running' && quarter].join(' ')
  const [said, setSaid] = useState({ mark: 'idle', text: '' })
  if (status === 'idle') {
    if (said.text !== '') setSaid({ mark, text: '' })
  } else if (said.mark !== mark) {
    const counts = status === 'done' ? '' : messages.progress(completed, total)
    const bad = refused + failed > 0 ? messages.notDeleted(refused + failed) : ''
    setSaid({ mark, text: [title, counts, bad].filter((one) => one !== '').join('. ') })
  }
  return said.text
}

interface ScrollingListProps {
  /** Names the part for styling. */
  readonly part: string
  readonly label: string
  /** The items. */
  readonly children: ReactNode
}

/** A list that may be long: it scrolls, with the keyboard too. */
export function ScrollingList({ part, label, children }: ScrollingListProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- The arrow keys scroll it.
    <ul className="ra-scrolling" data-part={part} aria-label={label} tabIndex={0}>
      {children}
    </ul>
  )
}
