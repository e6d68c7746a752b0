'use client'

import { useEffect, useRef } from 'react'

import { CopyableId } from '../../components/CopyableId.tsx'
import { isolate } from '../../components/isolate.ts'
import { Notice } from '../../components/Notice.tsx'
import { isFocusLost } from '../../components/ownRoot.ts'
import { ProgressTrack } from '../../components/ProgressTrack.tsx'
import type { MemoryStore } from '../api/memoryStore.ts'
import type { ActiveMemoryStore } from '../hooks/useActiveMemoryStore.ts'
import { useActiveMemoryStore } from '../hooks/useActiveMemoryStore.ts'
import { DeleteMemoryStoreButton } from './DeleteMemoryStoreButton.tsx'
import { useMemoryStoreMessages } from './useMemoryStoreMessages.ts'

export interface CreatedMemoryStoreProps {
  /** `undefined` where nothing says which one it is. */
  readonly id: string | undefined
  readonly name: string | undefined
  readonly onActive: (memoryStore: MemoryStore) => void
  /** @param isEmptied false where what was filled in is wanted again */
  readonly onStartAgain: (isEmptied: boolean) => void
}

/** A store that was created, on its way to be usable. Takes the focus that the form's button had. */
export function CreatedMemoryStore({ id, name, onActive, onStartAgain }: CreatedMemoryStoreProps) {
  const messages = useMemoryStoreMessages()
  const { state, memoryStore, refetch } = useActiveMemoryStore(id)
  const container = useRef<HTMLDivElement>(null)
  const told = useRef<string>(undefined)
  const [tone, words] = TONES[state]
  const title = messages[`${words}Title`](isolate(name))

  useEffect(() => {
    // The button that had the focus went with the form; someone who is elsewhere on the page stays there.
    if (container.current && isFocusLost(container.current)) container.current.focus()
  }, [])

  useEffect(() => {
    if (!memoryStore || told.current === memoryStore.id) return
    told.current = memoryStore.id
    onActive(memoryStore)
  }, [memoryStore, onActive])

  return (
    <div className="ra-created" data-part="created" data-status={state} ref={container} tabIndex={-1}>
      {/* An output takes no paragraphs. */}
      <div className="ra-group" aria-live="polite">
        <Notice
          tone={tone}
          part="created-title"
          title={title}
          actions={
            (state === 'late' || state === 'unreadable') && (
              <button
                type="button"
                className="ra-button"
                data-part="check-now"
                onClick={() => void refetch()}
              >
                {messages.checkNow}
              </button>
            )
          }
        >
          <p className="ra-text">{messages[`${words}Body`]}</p>
        </Notice>
      </div>
      {state === 'waiting' && (
        <div className="ra-progress" data-part="progress">
          <ProgressTrack label={title} />
        </div>
      )}
      {id && <CopyableId id={id} what={messages.idLabel} />}
      <div className="ra-form-actions">
        {state === 'failed' && id && (
          <DeleteMemoryStoreButton
            memoryStoreId={id}
            displayName={name}
            onCompleted={() => onStartAgain(false)}
          />
        )}
        {state !== 'failed' && (
          <button type="button" className="ra-button" data-part="continue" onClick={() => onStartAgain(true)}>
            {messages.createAnother}
          </button>
        )}
      </div>
    </div>
  )
}

const TONES = {
  none: ['warning', 'idUnknown'],
  waiting: ['calm', 'settingUp'],
  active: ['success', 'active'],
  failed: ['failure', 'setUpFailed'],
  late: ['warning', 'setUpLate'],
  unreadable: ['warning', 'setUpUnreadable'],
} as const satisfies Record<ActiveMemoryStore['state'], readonly [string, string]>
