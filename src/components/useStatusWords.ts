'use client'

import type { BadgeWords } from '../hooks/messages.ts'
import { useMessages } from '../hooks/useMessages.ts'
import { englishStatusWords } from './englishStatusWords.ts'

/** The words of a badge, the application's own over English. */
export function useStatusWords(): BadgeWords {
  return useMessages(englishStatusWords, itself)
}

function itself<TMessages>(messages: TMessages): TMessages {
  return messages
}
