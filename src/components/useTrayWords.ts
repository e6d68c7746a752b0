'use client'

import type { TrayWords } from '../hooks/messages.ts'
import { useMessages } from '../hooks/useMessages.ts'
import { englishTrayWords } from './englishTrayWords.ts'

/** The words of the tray, the application's own over English. */
export function useTrayWords(): TrayWords {
  return useMessages(englishTrayWords, itself)
}

function itself<TMessages>(messages: TMessages): TMessages {
  return messages
}
