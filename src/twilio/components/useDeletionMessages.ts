'use client'

import type { OperationMessages } from '../../hooks/messages.ts'
import { useMessages } from '../../hooks/useMessages.ts'
import type { DeletionMessages } from './deletionMessages.ts'
import { englishDeletionMessages } from './englishDeletionMessages.ts'

/** The words of the buttons that delete, the application's own over English. */
export function useDeletionMessages(): DeletionMessages {
  return useMessages(englishDeletionMessages, chooseDeletions)
}

function chooseDeletions({ deletions }: Partial<OperationMessages>): Partial<DeletionMessages> | undefined {
  return deletions
}
