'use client'

import { formatAgo } from './formatAgo.ts'
import { formatInstant } from './formatInstant.ts'
import { toIso } from './toIso.ts'
import { useCurrentSecond } from './useCurrentSecond.ts'
import { useOperationWords } from './useOperationWords.ts'

export interface TimeAgoProps {
  /** Epoch ms. */
  readonly at: number
  /** The server did not tell it. Default false. */
  readonly isAbout?: boolean
}

/** How long ago something was, and the moment itself on hover. Ticks by itself, so that nothing around it renders. */
export function TimeAgo({ at, isAbout = false }: TimeAgoProps) {
  const { locale, about } = useOperationWords()
  const now = useCurrentSecond()
  if (now === undefined) return null
  const ago = formatAgo(now - at, locale)
  return (
    <time className="ra-elapsed" data-part="age" dateTime={toIso(at)} title={formatInstant(at, locale)}>
      {isAbout ? about(ago) : ago}
    </time>
  )
}
