'use client'

import { useSyncExternalStore } from 'react'

import { toIso } from '../../protocol/json.ts'
import { useOperationMessages } from '../messages/useOperationMessages.ts'
import { formatAgo, formatDuration, formatInstant } from './formatTime.ts'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/**
 * The current time in epoch ms, rounded down to the second. Re-renders its component once a second; all
 * components share one timer. `undefined` on a server, whose clock differs from the browser's.
 */
function useCurrentSecond(): number | undefined {
  return useSyncExternalStore<number | undefined>(subscribe, readSecond, () => undefined)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const notify of listeners) notify()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function readSecond(): number {
  return Math.floor(Date.now() / 1_000) * 1_000
}

interface ElapsedTimeProps {
  /** Start time, epoch ms. */
  readonly since: number
  /** Shows `12s so far` instead of `12s`. Default false. */
  readonly isSentence?: boolean
}

/** How long ago something started. Ticks on its own, so that nothing around it re-renders. */
export function ElapsedTime({ since, isSentence = false }: ElapsedTimeProps) {
  const { locale, elapsed } = useOperationMessages()
  const now = useCurrentSecond()
  if (now === undefined) return null
  const duration = formatDuration(now - since, locale)
  return (
    <span className="ra-elapsed" data-part="elapsed">
      {isSentence ? elapsed(duration) : duration}
    </span>
  )
}

interface TimeAgoProps {
  /** Epoch ms. */
  readonly at: number
  /** True if the time does not come from the server. Default false. */
  readonly isAbout?: boolean
}

/**
 * How long ago something happened, with the time on hover. Ticks on its own: nothing around it re-renders.
 */
export function TimeAgo({ at, isAbout = false }: TimeAgoProps) {
  const { locale, about } = useOperationMessages()
  const now = useCurrentSecond()
  if (now === undefined) return null
  const ago = formatAgo(now - at, locale)
  return (
    <time className="ra-elapsed" data-part="age" dateTime={toIso(at)} title={formatInstant(at, locale)}>
      {isAbout ? about(ago) : ago}
    </time>
  )
}

/**
 * Returns a function that formats a time, in epoch ms, for display. The function returns `undefined` on a
 * server, which knows neither the time zone nor the language of the browser, and during hydration.
 */
export function useInstantText(): (at: number, part?: 'date' | 'time') => string | undefined {
  const { locale } = useOperationMessages()
  const isInBrowser = useSyncExternalStore(never, yes, no)
  return (at, part) => (isInBrowser ? formatInstant(at, locale, part) : undefined)
}

const never = () => () => undefined
const yes = () => true
const no = () => false
