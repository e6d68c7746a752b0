'use client'

import { isolate } from '../../components/isolate.ts'
import { toLocale } from '../../components/toLocale.ts'
import { useOperationWords } from '../../components/useOperationWords.ts'
import { useConfigurations } from '../hooks/useConfigurations.ts'
import type { DeletionMessages } from './deletionMessages.ts'
import { useDeletionMessages } from './useDeletionMessages.ts'

/** More names than this would hide what else is said. */
const MAX_NAMES = 8
/** The list's largest page (API reference, list configurations). */
const LARGEST_PAGE = 1000

export interface MemoryStoreUsersProps {
  readonly memoryStoreId: string
}

/** Names the configurations that use a memory store, as they are now. */
export function MemoryStoreUsers({ memoryStoreId }: MemoryStoreUsersProps) {
  const messages = useDeletionMessages()
  const { locale } = useOperationWords()
  const list = useConfigurations({ memoryStoreId, pageSize: LARGEST_PAGE })
  return (
    <p className="ra-quiet" data-part="used-by">
      {toSentence(list, messages, locale)}
    </p>
  )
}

function toSentence(
  { configurations, isLoading, error }: ReturnType<typeof useConfigurations>,
  messages: DeletionMessages,
  locale: string | undefined,
): string {
  if (isLoading) return messages.usedByLoading
  if (error) return messages.usedByUnknown
  if (configurations.length === 0) return messages.usedByNone
  const names = configurations.slice(0, MAX_NAMES).map(({ displayName }) => isolate(displayName))
  const list = new Intl.ListFormat(toLocale(locale), { type: 'unit' }).format(names)
  return messages.usedBy(list, configurations.length - names.length)
}
