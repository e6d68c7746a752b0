'use client'

import { useRef, useState } from 'react'

import { MAX_INPUTS } from '../../../client/batch/batchStore.ts'
import type { Configuration } from '../../api/configuration.ts'
import { useBulkDeletionMessages } from '../messages/useOrchestratorMessages.ts'
import { BulkDeletionDialog } from './BulkDeletionDialog.tsx'
import { BulkDeletionNotice } from './BulkDeletionNotice.tsx'
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
