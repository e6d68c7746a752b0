'use client'

import { formatDuration } from './formatDuration.ts'
import { useCurrentSecond } from './useCurrentSecond.ts'
import { useOperationWords } from './useOperationWords.ts'

export interface ElapsedTimeProps {
  /** When it began, epoch ms. */
  readonly since: number
  /** Says `12s so far` instead of `12s`. Default false. */
  readonly isSentence?: boolean
}

/** How long ago something began. Ticks by itself, so that nothing around it renders. */
export function ElapsedTime({ since, isSentence = false }: ElapsedTimeProps) {
  const { locale, elapsed } = useOperationWords()
  const now = useCurrentSecond()
  if (now === undefined) return null
  const duration = formatDuration(now - since, locale)
  return (
    <span className="ra-elapsed" data-part="elapsed">
      {isSentence ? elapsed(duration) : duration}
    </span>
  )
}
