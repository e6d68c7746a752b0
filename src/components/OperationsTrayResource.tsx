'use client'

import type { Resource } from '../protocol/resource.ts'
import { CopyableId } from './CopyableId.tsx'
import { ResourceCandidates } from './ResourceCandidates.tsx'
import { useOperationWords } from './useOperationWords.ts'

export interface OperationsTrayResourceProps {
  readonly resource: Resource
}

/** The ID of what an operation made, or how the search for it stands. */
export function OperationsTrayResource({ resource }: OperationsTrayResourceProps) {
  const words = useOperationWords()
  if (resource.state === 'none') return null
  return (
    <div className="ra-tray-resource" data-part="resource">
      {resource.state === 'found' && (
        <CopyableId id={resource.id} what={words.fieldResource(resource.type)} />
      )}
      {resource.state === 'searching' && <p className="ra-quiet">{words.resourceSearching}</p>}
      {resource.state === 'notFound' && <p className="ra-text">{words.resourceNotFound}</p>}
      {resource.state === 'ambiguous' && (
        <>
          <p className="ra-text">{words.resourceAmbiguous(resource.candidates.length)}</p>
          <ResourceCandidates candidates={resource.candidates} name={words.fieldResource(undefined)} />
        </>
      )}
    </div>
  )
}
