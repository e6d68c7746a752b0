import type { ReactNode } from 'react'

export interface IconProps {
  /** Names the shape for styling. */
  readonly name: string
  /** Lines in a square of 16. */
  readonly children: ReactNode
}

/** A drawing beside a word. It is never read out: the word says it. */
export function Icon({ name, children }: IconProps) {
  return (
    <svg className="ra-icon" data-part="icon" data-icon={name} viewBox="0 0 16 16" aria-hidden="true">
      {children}
    </svg>
  )
}
