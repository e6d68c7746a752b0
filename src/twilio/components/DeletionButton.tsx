'use client'

import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { forwardRef, useImperativeHandle, useRef, useState } from 'react'

import type { OperationRecipe } from '../../client/defineOperation.ts'
import { classes } from '../../components/classes.ts'
import { OperationAnnouncer } from '../../components/OperationAnnouncer.tsx'
import { statusIcon } from '../../components/statusIcon.tsx'
import { useAppearance } from '../../components/useAppearance.ts'
import { useStatusWords } from '../../components/useStatusWords.ts'
import type { SubmitOperationOptions } from '../../hooks/useSubmitOperation.ts'
import type { DeletionInput } from '../api/deletionInput.ts'
import { DeletionDialog } from './DeletionDialog.tsx'
import type { DeletedThingWords, DeletionMessages } from './deletionMessages.ts'
import type { DeletionPhase } from './useDeletion.ts'
import { useDeletion } from './useDeletion.ts'
import { useDeletionMessages } from './useDeletionMessages.ts'

/** What every button that deletes takes beside its ID. */
export type DeletionButtonOptions = Omit<SubmitOperationOptions, 'resourceId'> &
  Omit<ComponentPropsWithoutRef<'button'>, 'children' | 'onClick' | 'type'>

export interface DeletionButtonProps extends DeletionButtonOptions {
  /** The endpoint that deletes it. */
  readonly recipe: OperationRecipe<DeletionInput>
  readonly thingId: string
  /** Its display name; `undefined` where it has none, or it is not known yet. */
  readonly name: string | undefined
  readonly words: DeletedThingWords
  /** Reads it, to find out whether it is still there; left out where it cannot be read. */
  readonly look?: ((signal: AbortSignal) => Promise<unknown>) | undefined
  /** Told when the dialog opens and closes. */
  readonly onOpenChange?: (isOpen: boolean) => void
  /** What more is to be known before it goes; shown while the dialog asks. */
  readonly notes?: ReactNode
}

/**
 * A button that deletes one thing, after it has said what goes and has been told so. Nothing is deleted without that,
 * and no deletion is ever sent a second time by itself. Give it the thing's ID as `key`.
 */
export const DeletionButton = forwardRef<HTMLButtonElement, DeletionButtonProps>(function DeletionButton(
  {
    recipe,
    thingId,
    name,
    words,
    look,
    onOpenChange = ignore,
    notes,
    onAccepted = ignore,
    onCompleted = ignore,
    onFailed = ignore,
    onUnconfirmed = ignore,
    className,
    ...rest
  },
  ref,
) {
  const messages = useDeletionMessages()
  const { statusUnavailable } = useStatusWords()
  const appearance = useAppearance()
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => button.current)
  const callbacks = { onAccepted, onCompleted, onFailed, onUnconfirmed }
  const deletion = useDeletion(recipe, { id: thingId, displayName: name }, callbacks)
  const { phase, accepted } = deletion
  const isDone = phase === 'completed' || phase === 'gone'
  const word = toWord(phase, messages, statusUnavailable)

  function open() {
    if (isDone) return
    setIsOpen(true)
    onOpenChange(true)
  }

  function close() {
    setIsOpen(false)
    onOpenChange(false)
    if (isOver(phase)) deletion.discard()
    // Browsers give the focus back; where what had it is gone with the dialog, it would be lost.
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
          thingId={thingId}
          name={name}
          words={words}
          deletion={deletion}
          look={look}
          notes={notes}
          onClose={close}
        />
      )}
      <OperationAnnouncer operation={accepted} />
    </>
  )
})

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

/** True where nothing was deleted and nothing is under way: the dialog may begin with its question again. */
function isOver(phase: DeletionPhase): boolean {
  return ['failed', 'refused', 'signIn', 'forbidden', 'rateLimited'].includes(phase)
}

function ignore() {}
