'use client'

import type { ReactNode } from 'react'
import { useEffect, useId, useRef, useState } from 'react'

import { CopyableId } from '../../components/CopyableId.tsx'
import { isolate } from '../../components/isolate.ts'
import { ModalDialog } from '../../components/ModalDialog.tsx'
import { isFocusLost } from '../../components/ownRoot.ts'
import { useAppearance } from '../../components/useAppearance.ts'
import { DeletionActions } from './DeletionActions.tsx'
import type { DeletedThingWords } from './deletionMessages.ts'
import { DeletionOutcome } from './DeletionOutcome.tsx'
import { DeletionQuestion } from './DeletionQuestion.tsx'
import type { Deletion } from './useDeletion.ts'
import { useDeletionMessages } from './useDeletionMessages.ts'

export interface DeletionDialogProps {
  readonly thingId: string
  readonly name: string | undefined
  readonly words: DeletedThingWords
  readonly deletion: Deletion
  readonly look: ((signal: AbortSignal) => Promise<unknown>) | undefined
  readonly notes: ReactNode
  readonly onClose: () => void
}

/**
 * Asks whether something is to be deleted, then shows how that goes. Modal; the focus begins on the button that does
 * nothing, and Escape closes it at any time. It closes by itself when the thing is deleted.
 */
export function DeletionDialog({
  thingId,
  name,
  words,
  deletion,
  look,
  notes,
  onClose,
}: DeletionDialogProps) {
  const messages = useDeletionMessages()
  const appearance = useAppearance()
  const titleId = useId()
  const cancel = useRef<HTMLButtonElement>(null)
  const [isConfirmed, setIsConfirmed] = useState(false)
  const [isReminded, setIsReminded] = useState(false)
  const checkbox = useRef<HTMLInputElement>(null)
  const { phase } = deletion
  const isAsking = phase === 'editing' || phase === 'submitting'

  function close() {
    const dialog = cancel.current?.closest('dialog')
    if (dialog?.open) dialog.close()
    else onClose()
  }

  useEffect(() => {
    if (phase === 'completed') close()
    // The button that had the focus may be gone: without it, keys would do nothing.
    else if (cancel.current && isFocusLost(cancel.current)) cancel.current.focus()
    // oxlint-disable-next-line react/exhaustive-deps -- Only a new phase closes it.
  }, [phase])

  function confirm() {
    if (isConfirmed) return deletion.send()
    setIsReminded(true)
    return checkbox.current?.focus()
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
          {isAsking ? words.title(isolate(name)) : messages.progressTitle(isolate(name))}
        </h2>
        <CopyableId id={thingId} what={messages.idLabel} />
        {isAsking ? (
          <DeletionQuestion
            words={words}
            notes={notes}
            checkboxRef={checkbox}
            isLocked={phase === 'submitting'}
            isConfirmed={isConfirmed}
            isReminded={isReminded && !isConfirmed}
            onConfirmedChange={setIsConfirmed}
          />
        ) : (
          <DeletionOutcome deletion={deletion} look={look} />
        )}
      </div>
      <DeletionActions deletion={deletion} cancelRef={cancel} onCancel={close} onConfirm={confirm} />
    </ModalDialog>
  )
}
