'use client'

import { CopyableId } from '../../components/CopyableId.tsx'
import { useOperationWords } from '../../components/useOperationWords.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface ConflictingResourceProps {
  readonly id: string
  /** Leads to its page, where the application has one. */
  readonly href: string | undefined
}

/** What stands in the way of a 409, to go and look at. */
export function ConflictingResource({ id, href }: ConflictingResourceProps) {
  const messages = useConfigurationMessages()
  const words = useOperationWords()
  return (
    <p className="ra-text" data-part="conflict">
      <span className="ra-text">{`${messages.conflict} `}</span>
      {href === undefined ? (
        <CopyableId id={id} what={words.fieldResource('configuration')} />
      ) : (
        <a className="ra-link" href={href}>
          {id}
        </a>
      )}
    </p>
  )
}
