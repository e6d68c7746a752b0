'use client'

import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { forwardRef, useImperativeHandle, useRef, useState } from 'react'

import type { Endpoint } from '../../../client/request/endpoint.ts'
import { OperationAnnouncer } from '../../../components/announcer/OperationAnnouncer.tsx'
import { classes, useAppearance } from '../../../components/elements/appearance.tsx'
import { statusIcon } from '../../../components/elements/Icon.tsx'
import { useBadgeMessages } from '../../../components/messages/useOperationMessages.ts'
import type { UseSubmitOperationOptions } from '../../../hooks/useSubmitOperation.ts'
import type { DeletionInput } from '../../api/orchestratorApis.ts'
import { splitCallbacks } from '../form/submissionPhase.ts'
import type { DeletionMessages, DeletionSubjectMessages } from '../messages/deletionMessages.ts'
import { useDeletionMessages } from '../messages/useOrchestratorMessages.ts'
import { DeletionDialog } from './DeletionDialog.tsx'
import type { DeletionPhase } from './DeletionOutcome.tsx'
import { useDeletion } from './DeletionOutcome.tsx'

/** The props of every delete button, besides the ID. */
export type DeletionButtonOptions = Omit<UseSubmitOperationOptions, 'resourceId'> &
  Omit<ComponentPropsWithoutRef<'button'>, 'children' | 'onClick' | 'type'>

export interface DeletionButtonProps extends DeletionButtonOptions {
  /** The operation that deletes it. */
  readonly endpoint: Endpoint<DeletionInput>
  readonly resourceId: string
  /** Its display name; `undefined` if it has none, or it is not known yet. */
  readonly name: string | undefined
  readonly subjectMessages: DeletionSubjectMessages
  /** Reads it, to find out whether it still exists. Leave it out if it cannot be read. */
  readonly look?: ((signal: AbortSignal) => Promise<unknown>) | undefined
  /** Called when the dialog opens and closes. */
  readonly onOpenChange?: (isOpen: boolean) => void
  /** More information before the deletion, shown while the dialog asks. */
  readonly notes?: ReactNode
}

/**
 * A button that deletes one resource, after a dialog that says what is deleted and asks the user to confirm.
 * Nothing is deleted without that confirmation, and after a reload no deletion is sent again automatically.
 * Use the resource's ID as `key`.
 */
export const DeletionButton = /* @__PURE__ */ forwardRef<HTMLButtonElement, DeletionButtonProps>(
  function DeletionButton(
    { endpoint, resourceId, name, subjectMessages, look, onOpenChange, notes, className, ...others },
    ref,
  ) {
    const [callbacks, rest] = splitCallbacks(others)
    const messages = useDeletionMessages()
    const { statusUnavailable } = useBadgeMessages()
    const appearance = useAppearance()
    const [isOpen, setIsOpen] = useState(false)
    const button = useRef<HTMLButtonElement>(null)
    useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => button.current)
    const deletion = useDeletion(endpoint, { id: resourceId, displayName: name }, callbacks)
    const { phase, accepted } = deletion
    const isDone = phase === 'completed' || phase === 'gone'
    const word = toWord(phase, messages, statusUnavailable)

    function open() {
      if (isDone) return
      setIsOpen(true)
      onOpenChange?.(true)
    }

    function close() {
      setIsOpen(false)
      onOpenChange?.(false)
      if (isOver(phase)) deletion.discard()
      // Browsers restore the focus, but not if the element that had it was removed with the dialog.
      button.current?.focus()
    }

    return (
      <>
        <button
          {...appearance}
          data-part="delete"
          {...(name && { 'aria-label': messages.ofThing(word, name) })}
          {...rest}
          ref={button}
          type="button"
          className={classes('ra-button', className)}
          data-phase={phase}
          aria-haspopup="dialog"
          aria-disabled={isDone}
          onClick={open}
        >
          {(phase === 'submitting' || phase === 'running') && statusIcon('PENDING')}
          {(phase === 'unconfirmed' || phase === 'unavailable') && statusIcon('UNAVAILABLE')}
          {phase === 'failed' && statusIcon('FAILED')}
          <span className="ra-text" data-part="word">
            {word}
          </span>
        </button>
        {isOpen && (
          <DeletionDialog
            resourceId={resourceId}
            name={name}
            subjectMessages={subjectMessages}
            deletion={deletion}
            look={look}
            notes={notes}
            onClose={close}
          />
        )}
        <OperationAnnouncer operation={accepted} />
      </>
    )
  },
)

function toWord(phase: DeletionPhase, messages: DeletionMessages, statusUnavailable: string): string {
  switch (phase) {
    case 'submitting':
    case 'running':
      return messages.deleting
    case 'unavailable':
      return statusUnavailable
    case 'completed':
    case 'gone':
      return messages.deleted
    case 'failed':
      return messages.deletionFailed
    case 'unconfirmed':
      return messages.deletionUnconfirmed
    default:
      return messages.deleteIt
  }
}

/** True if nothing was deleted and nothing is in progress: the dialog may ask its question again. */
function isOver(phase: DeletionPhase): boolean {
  return ['failed', 'refused', 'signIn', 'forbidden', 'rateLimited'].includes(phase)
}
