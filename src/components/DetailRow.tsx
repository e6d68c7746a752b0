import type { ReactNode } from 'react'

export interface DetailRowProps {
  /** Names the part for styling. */
  readonly part: string
  readonly name: string
  readonly children: ReactNode
}

/** A name and its value in a definition list. */
export function DetailRow({ part, name, children }: DetailRowProps) {
  return (
    <div className="ra-details-row" data-part={part}>
      <dt className="ra-term">{name}</dt>
      <dd className="ra-value">{children}</dd>
    </div>
  )
}
