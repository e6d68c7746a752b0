'use client'

import { isolate } from '../../components/isolate.ts'
import { useConfigurationsTableMessages } from './useConfigurationsTableMessages.ts'

export interface SearchNoticeProps {
  /** What was searched for. */
  readonly text: string
  /** Everything was searched. Else there is nothing to say yet. */
  readonly isComplete: boolean
}

/** Says in place of the rows that no name matches. */
export function SearchNotice({ text, isComplete }: SearchNoticeProps) {
  const messages = useConfigurationsTableMessages()
  if (!isComplete) return null
  return (
    <div className="ra-table-empty" data-part="search-nothing">
      <p className="ra-table-empty-title">{messages.searchNothingTitle(isolate(text))}</p>
      <p className="ra-text">{messages.searchNothingBody}</p>
    </div>
  )
}
