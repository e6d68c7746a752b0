import type { ReactNode } from 'react'

interface ScrollingListProps {
  /** Names the part for styling. */
  readonly part: string
  readonly label: string
  /** The items. */
  readonly children: ReactNode
}

/** A list that may be long: it scrolls, with the keyboard too. */
export function ScrollingList({ part, label, children }: ScrollingListProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- The arrow keys scroll it.
    <ul className="ra-scrolling" data-part={part} aria-label={label} tabIndex={0}>
      {children}
    </ul>
  )
}
