'use client'

import type { Resource } from '../protocol/resource.ts'
import { CopyableId } from './CopyableId.tsx'
import { DetailRow } from './DetailRow.tsx'
import { ResourceCandidates } from './ResourceCandidates.tsx'
import { useOperationWords } from './useOperationWords.ts'

export interface ResourceRowProps {
  readonly resource: Resource
}

/** The ID of what an operation made, or how the search for it stands. */
export function ResourceRow({ resource }: ResourceRowProps) {
  const words = useOperationWords()
  if (resource.state === 'none') return null
  const name = words.fieldResource(resource.state === 'found' ? resource.type : undefined)
  return (
    <DetailRow part="resource" name={name}>
      <ResourceValue resource={resource} name={name} />
    </DetailRow>
  )
}

function ResourceValue({ resource, name }: ResourceRowProps & { readonly name: string }) {
  const words = useOperationWords()
  if (resource.state === 'found') return <CopyableId id={resource.id} what={name} />
  if (resource.state === 'searching') return <span className="ra-quiet">{words.resourceSearching}</span>
  if (resource.state !== 'ambiguous') return <span className="ra-text">{words.resourceNotFound}</span>
  return (
    <>
      <span className="ra-text">{words.resourceAmbiguous(resource.candidates.length)}</span>
      <ResourceCandidates candidates={resource.candidates} name={name} />
    </>
  )
}
