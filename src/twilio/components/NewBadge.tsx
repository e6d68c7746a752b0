'use client'

import { useConfigurationsTableMessages } from './useConfigurationsTableMessages.ts'

/** Marks a row that this session has made. */
export function NewBadge() {
  const { newlyMade } = useConfigurationsTableMessages()
  return (
    <span className="ra-badge" data-part="new">
      <span className="ra-text">{newlyMade}</span>
    </span>
  )
}
