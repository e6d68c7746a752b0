'use client'

import type { OperationWords } from '../hooks/messages.ts'
import { useMessages } from '../hooks/useMessages.ts'
import { englishWords } from './englishWords.ts'

/** The words of the operations' components, the application's own over English. */
export function useOperationWords(): OperationWords {
  return useMessages(englishWords, itself)
}

function itself<TMessages>(messages: TMessages): TMessages {
  return messages
}
