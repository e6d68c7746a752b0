'use client'

import { forwardRef } from 'react'

import { deleteConversation } from '../api/deleteConversation.ts'
import type { DeletionButtonOptions } from './DeletionButton.tsx'
import { DeletionButton } from './DeletionButton.tsx'
import { useDeletionMessages } from './useDeletionMessages.ts'

/** Props of DeleteConversationButton. */
export interface DeleteConversationButtonProps extends DeletionButtonOptions {
  readonly conversationId: string
  /** A person's word for it, where there is one. */
  readonly displayName?: string | undefined
}

/** Deletes a conversation with everything attached to it, after it has said so. */
export const DeleteConversationButton = forwardRef<HTMLButtonElement, DeleteConversationButtonProps>(
  function DeleteConversationButton({ conversationId, displayName, ...rest }, ref) {
    const { deleteConversation: words } = useDeletionMessages()
    return (
      <DeletionButton
        {...rest}
        key={conversationId}
        ref={ref}
        recipe={deleteConversation}
        thingId={conversationId}
        name={displayName}
        words={words}
      />
    )
  },
)
