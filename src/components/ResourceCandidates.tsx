'use client'

import type { ResourceCandidate } from '../protocol/resource.ts'
import { CopyableId } from './CopyableId.tsx'
import { isolate } from './isolate.ts'
import { useInstantText } from './useInstantText.ts'

export interface ResourceCandidatesProps {
  readonly candidates: readonly ResourceCandidate[]
  /** What each one is, such as `Configuration ID`. */
  readonly name: string
}

/** The resources that may be meant where nothing tells which one: each with its ID, its name and when it was made. */
export function ResourceCandidates({ candidates, name }: ResourceCandidatesProps) {
  const toInstantText = useInstantText()
  return (
    <ul className="ra-candidates" data-part="candidates">
      {candidates.map(({ id, label, createdAt }) => {
        const at = Date.parse(createdAt ?? '')
        return (
          <li className="ra-item" key={id}>
            <CopyableId id={id} what={name} />
            <span className="ra-quiet">
              {[isolate(label), !Number.isNaN(at) && toInstantText(at)].filter(Boolean).join(' · ')}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
