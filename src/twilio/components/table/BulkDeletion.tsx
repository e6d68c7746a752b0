'use client'

import { useId, useLayoutEffect, useRef, useState } from 'react'

import { MAX_INPUTS } from '../../../client/batch/batchStore.ts'
import { Button, useAppearance } from '../../../components/elements/appearance.tsx'
import { statusIcon } from '../../../components/elements/Icon.tsx'
import { ModalDialog } from '../../../components/elements/ModalDialog.tsx'
import { Notice } from '../../../components/elements/Notice.tsx'
import type { Configuration } from '../../api/configuration.ts'
import { DeletionQuestion } from '../deletion/DeletionQuestion.tsx'
import { useBulkDeletionMessages, useDeletionMessages } from '../messages/useOrchestratorMessages.ts'
import { BulkDeletionNotice, ScrollingList } from './BulkDeletionNotice.tsx'
import type { AfterFailure } from './useBulkDeletion.ts'
import { useBulkDeletion } from './useBulkDeletion.ts'

interface BulkDeletionProps {
  readonly selected: readonly Configuration[]
  /** There is nothing to select. */
  readonly isEmpty: boolean
  /** Called with the IDs of those whose deletion has begun. */
  readonly onStarted: (ids: readonly string[]) => void
}

/**
 * A button that deletes the selected configurations, after a dialog that says what is deleted, and how far that
 * is. After a reload, nothing is sent before the user continues.
 */
export function BulkDeletion({ selected, isEmpty, onStarted }: BulkDeletionProps) {
  const messages = useBulkDeletionMessages()
  const deletion = useBulkDeletion()
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const notice = useRef<HTMLElement>(null)
  const isStarted = useRef(false)
  const count = selected.length
  const hint =
    count > MAX_INPUTS
      ? messages.tooMany(MAX_INPUTS)
      : count > 0 && deletion.isBusy
        ? messages.oneAtATime
        : undefined
  const canDelete = count > 0 && hint === undefined

  async function start(afterFailure: AfterFailure): Promise<boolean> {
    const inputs = selected.map(({ id, displayName }) => ({ id, displayName }))
    isStarted.current = await deletion.start(inputs, afterFailure)
    if (isStarted.current) onStarted(inputs.map(({ id }) => id))
    return isStarted.current
  }

  return (
    <>
      {!isEmpty && (
        <button
          type="button"
          className="ra-button"
          data-size="small"
          data-part="delete-selected"
          ref={button}
          aria-haspopup="dialog"
          aria-disabled={!canDelete}
          onClick={() => canDelete && setIsOpen(true)}
        >
          {messages.deleteSelected}
        </button>
      )}
      {hint !== undefined && <p className="ra-hint">{hint}</p>}
      <BulkDeletionNotice
        deletion={deletion}
        noticeRef={notice}
        onEnd={() => {
          deletion.end()
          button.current?.focus()
        }}
      />
      {isOpen && (
        <BulkDeletionDialog
          configurations={selected}
          onConfirm={start}
          onClose={() => {
            setIsOpen(false)
            const next = isStarted.current ? notice : button
            isStarted.current = false
            next.current?.focus()
          }}
        />
      )}
    </>
  )
}

const CHOICES: readonly AfterFailure[] = ['continue', 'stop']

interface BulkDeletionDialogProps {
  /** What is to be deleted. The dialog closes if nothing is left of it. */
  readonly configurations: readonly Configuration[]
  /** Called when the user has confirmed it; resolves to false if nothing was started. */
  readonly onConfirm: (afterFailure: AfterFailure) => Promise<boolean>
  readonly onClose: () => void
}

/** A modal dialog that names the configurations, and asks to confirm that they are deleted. */
function BulkDeletionDialog({ configurations, onConfirm, onClose }: BulkDeletionDialogProps) {
  const messages = useBulkDeletionMessages()
  const deletionMessages = useDeletionMessages()
  const appearance = useAppearance()
  const titleId = useId()
  const cancel = useRef<HTMLButtonElement>(null)
  const checkbox = useRef<HTMLInputElement>(null)
  const [afterFailure, setAfterFailure] = useState<AfterFailure>('continue')
  const [isConfirmed, setIsConfirmed] = useState(false)
  const [isReminded, setIsReminded] = useState(false)
  const [phase, setPhase] = useState<'asking' | 'starting' | 'notStarted'>('asking')
  const isStarting = phase === 'starting'
  const isOver = configurations.length === 0

  useLayoutEffect(() => {
    if (isOver) closeAround(cancel.current)
  }, [isOver])

  async function confirm() {
    if (isStarting) return
    if (!isConfirmed) {
      setIsReminded(true)
      checkbox.current?.focus()
      return
    }
    setPhase('starting')
    if (!(await onConfirm(afterFailure))) setPhase('notStarted')
  }

  return (
    <ModalDialog
      {...appearance}
      firstFocus={cancel}
      data-part="dialog"
      data-phase={phase}
      aria-labelledby={titleId}
      onClose={onClose}
    >
      <div className="ra-dialog-body">
        <h2 className="ra-dialog-title" data-part="title" id={titleId}>
          {messages.title(configurations.length)}
        </h2>
        <ScrollingList part="subjects" label={messages.subjects}>
          {configurations.map(({ id, displayName }) => (
            <li className="ra-item" key={id}>
              <bdi className="ra-text">{displayName}</bdi>
            </li>
          ))}
        </ScrollingList>
        <DeletionQuestion
          subjectMessages={messages}
          notes={<AfterFailureChoice value={afterFailure} isLocked={isStarting} onChange={setAfterFailure} />}
          checkboxRef={checkbox}
          isLocked={isStarting}
          isConfirmed={isConfirmed}
          isReminded={isReminded && !isConfirmed}
          onConfirmedChange={setIsConfirmed}
          confirm={messages.confirm}
        />
        <div className="ra-dialog-said" role="alert">
          {phase === 'notStarted' && (
            <Notice tone="warning" part="not-started" title={messages.notStartedTitle}>
              <p className="ra-text">{messages.notStartedBody}</p>
            </Notice>
          )}
        </div>
      </div>
      <div className="ra-dialog-actions">
        <button
          type="button"
          className="ra-button"
          data-part="cancel"
          ref={cancel}
          onClick={() => closeAround(cancel.current)}
        >
          {deletionMessages.cancel}
        </button>
        <Button
          data-part="submit"
          data-variant="danger"
          aria-disabled={isStarting}
          onClick={() => void confirm()}
        >
          {isStarting && statusIcon('PENDING')}
          <span className="ra-text">{isStarting ? messages.starting : deletionMessages.deleteIt}</span>
        </Button>
      </div>
    </ModalDialog>
  )
}

function closeAround(element: Element | null) {
  element?.closest('dialog')?.close()
}

interface AfterFailureChoiceProps {
  readonly value: AfterFailure
  readonly isLocked: boolean
  readonly onChange: (value: AfterFailure) => void
}

/** What is to happen if one of them cannot be deleted. */
function AfterFailureChoice({ value, isLocked, onChange }: AfterFailureChoiceProps) {
  const messages = useBulkDeletionMessages()
  const id = useId()
  return (
    <fieldset className="ra-choices" data-part="after-failure" disabled={isLocked}>
      <legend className="ra-label">{messages.afterFailure}</legend>
      {CHOICES.map((choice) => {
        const { label, hint } = messages.afterFailureChoices[choice]
        return (
          <label key={choice} className="ra-choice" data-part="choice">
            <input
              type="radio"
              className="ra-radio"
              name={id}
              value={choice}
              checked={choice === value}
              aria-labelledby={`${id}-${choice}`}
              aria-describedby={`${id}-${choice}-about`}
              onChange={() => onChange(choice)}
            />
            <span className="ra-text">
              <span className="ra-label" id={`${id}-${choice}`}>
                {label}
              </span>
              <span className="ra-hint" id={`${id}-${choice}-about`}>
                {hint}
              </span>
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
