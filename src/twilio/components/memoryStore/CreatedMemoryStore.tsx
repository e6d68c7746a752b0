'use client'

import { useEffect, useRef } from 'react'

import { Button } from '../../../components/elements/appearance.tsx'
import { CopyableId } from '../../../components/elements/CopyButton.tsx'
import { Notice } from '../../../components/elements/Notice.tsx'
import { useFocusTakeover } from '../../../components/elements/useFocusRecovery.ts'
import { isolate } from '../../../components/messages/locale.ts'
import { ProgressTrack } from '../../../components/operation/OperationProgress.tsx'
import type { MemoryStore } from '../../api/memoryStore.ts'
import type { UseMemoryStoreResult } from '../../hooks/useMemoryStores.ts'
import { useMemoryStore } from '../../hooks/useMemoryStores.ts'
import { DeleteMemoryStoreButton } from '../deletion/DeleteButtons.tsx'
import { useMemoryStoreMessages } from '../messages/useOrchestratorMessages.ts'

export interface CreatedMemoryStoreProps {
  /** `undefined` if the ID is not known. */
  readonly id: string | undefined
  readonly name: string | undefined
  readonly onActive: ((memoryStore: MemoryStore) => void) | undefined
  /** @param isEmptied false to keep what was filled in */
  readonly onStartAgain: (isEmptied: boolean) => void
}

/** Shows a created store and whether it can be used yet. Takes over the focus from the form's button. */
export function CreatedMemoryStore({ id, name, onActive, onStartAgain }: CreatedMemoryStoreProps) {
  const messages = useMemoryStoreMessages()
  const { state, resource: memoryStore, refetch } = useMemoryStore(id, { waitUntilActive: true })
  const container = useFocusTakeover()
  const notified = useRef<string>(undefined)
  const [tone, key] = TONES[state]
  const title = messages[`${key}Title`](isolate(name))

  useEffect(() => {
    if (!memoryStore || notified.current === memoryStore.id) return
    notified.current = memoryStore.id
    onActive?.(memoryStore)
  }, [memoryStore, onActive])

  return (
    <div className="ra-created" data-part="created" data-status={state} ref={container} tabIndex={-1}>
      {/* A div, because an `output` cannot contain paragraphs. */}
      <div className="ra-group" aria-live="polite">
        <Notice
          tone={tone}
          part="created-title"
          title={title}
          actions={
            (state === 'late' || state === 'unreadable') && (
              <Button data-part="check-now" onClick={() => void refetch()}>
                {messages.checkNow}
              </Button>
            )
          }
        >
          <p className="ra-text">{messages[`${key}Body`]}</p>
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
          <Button data-part="continue" onClick={() => onStartAgain(true)}>
            {messages.createAnother}
          </Button>
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
} as const satisfies Record<UseMemoryStoreResult['state'], readonly [string, string]>
