'use client'

import { forwardRef, useState } from 'react'

import { deleteMemoryStore } from '../api/deleteMemoryStore.ts'
import { useMemoryStore } from '../hooks/useMemoryStore.ts'
import { useOrchestratorClient } from '../hooks/useOrchestratorClient.ts'
import type { DeletionButtonOptions } from './DeletionButton.tsx'
import { DeletionButton } from './DeletionButton.tsx'
import { MemoryStoreUsers } from './MemoryStoreUsers.tsx'
import { useDeletionMessages } from './useDeletionMessages.ts'

/** Props of DeleteMemoryStoreButton. */
export interface DeleteMemoryStoreButtonProps extends DeletionButtonOptions {
  readonly memoryStoreId: string
  /** Its name, where it is known. Else it is read when the dialog opens. */
  readonly displayName?: string | undefined
}

/**
 * Deletes a memory store with everything in it, after it has said what goes with it and which configurations use it. The
 * endpoint takes no Idempotency-Key, so an unclear answer is never answered by sending again.
 */
export const DeleteMemoryStoreButton = forwardRef<HTMLButtonElement, DeleteMemoryStoreButtonProps>(
  function DeleteMemoryStoreButton({ memoryStoreId, displayName, ...rest }, ref) {
    const { deleteMemoryStore: words } = useDeletionMessages()
    const { memoryStores } = useOrchestratorClient('DeleteMemoryStoreButton')
    const [isOpen, setIsOpen] = useState(false)
    const { resource } = useMemoryStore(isOpen && displayName === undefined ? memoryStoreId : null)
    return (
      <DeletionButton
        {...rest}
        key={memoryStoreId}
        ref={ref}
        recipe={deleteMemoryStore}
        thingId={memoryStoreId}
        name={displayName ?? resource?.displayName}
        words={words}
        look={(signal) => memoryStores.get(memoryStoreId, { signal })}
        notes={<MemoryStoreUsers memoryStoreId={memoryStoreId} />}
        onOpenChange={setIsOpen}
      />
    )
  },
)
