'use client'

import type { OperationMessages } from '../../hooks/messages.ts'
import { useMessages } from '../../hooks/useMessages.ts'
import { englishMemoryStoreMessages } from './englishMemoryStoreMessages.ts'
import type { MemoryStoreMessages } from './memoryStoreMessages.ts'

/** The words of the memory stores' components, the application's own over English. */
export function useMemoryStoreMessages(): MemoryStoreMessages {
  return useMessages(englishMemoryStoreMessages, chooseMemoryStores)
}

function chooseMemoryStores({
  memoryStores,
}: Partial<OperationMessages>): Partial<MemoryStoreMessages> | undefined {
  return memoryStores
}
