'use client'

import type { ReactNode } from 'react'

import { useMessages } from '../hooks/useMessages.ts'
import type { Resource } from '../protocol/resource.ts'
import { CopyableId } from './CopyableId.tsx'
import { englishFindingWords } from './englishFindingWords.ts'
import { ResourceCandidates } from './ResourceCandidates.tsx'
import { useOperationWords } from './useOperationWords.ts'

export interface FoundByNameProps {
  /** Nothing is shown where nobody has looked. */
  readonly found: Resource | undefined
  /** Leads to what was found, where there is a page for it. Default: its ID, to copy. */
  readonly children?: ReactNode
}

/** What the search by name brought for an intent that was never confirmed. */
export function FoundByName({ found, children }: FoundByNameProps) {
  const words = useMessages(englishFindingWords, itself)
  const { fieldResource } = useOperationWords()
  switch (found?.state) {
    case 'found':
      return (
        <div className="ra-group" data-part="found" data-state="found">
          <p className="ra-text">{words.foundByName}</p>
          {children ?? <CopyableId id={found.id} what={fieldResource(found.type)} />}
        </div>
      )
    case 'ambiguous':
      return (
        <div className="ra-group" data-part="found" data-state="ambiguous">
          <p className="ra-text">{words.foundSeveral(found.candidates.length)}</p>
          <ResourceCandidates candidates={found.candidates} name={fieldResource(undefined)} />
        </div>
      )
    case 'notFound':
      return (
        <p className="ra-text" data-part="found" data-state="notFound">
          {words.foundNothing}
        </p>
      )
    default:
      return null
  }
}

function itself<TMessages>(messages: TMessages): TMessages {
  return messages
}
