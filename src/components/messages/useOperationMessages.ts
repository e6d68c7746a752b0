'use client'

import type { BadgeMessages, OperationMessages, TrayMessages } from '../../hooks/messages.ts'
import { useMessages } from '../../hooks/OperationsContext.ts'
import { englishBadgeMessages } from './englishBadgeMessages.ts'
import { englishOperationMessages, englishTrayMessages } from './englishMessages.ts'

/** The texts of a badge: the application's own, else English. */
export function useBadgeMessages(): BadgeMessages {
  return useMessages(englishBadgeMessages, itself)
}

/** Chooses texts that are not grouped, for `useMessages`. */
export function itself<TMessages>(messages: TMessages): TMessages {
  return messages
}

/** The texts of the operation components: the application's own, else English. */
export function useOperationMessages(): OperationMessages {
  return useMessages(englishOperationMessages, itself)
}

/** The texts of the tray: the application's own, else English. */
export function useTrayMessages(): TrayMessages {
  return useMessages(englishTrayMessages, itself)
}
