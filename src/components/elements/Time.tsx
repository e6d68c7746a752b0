'use client'

import { useSyncExternalStore } from 'react'

import type { AsyncOperation } from '../../hooks/asyncOperation.ts'
import { toIso } from '../../protocol/json.ts'
import { isFinal } from '../../protocol/operation.ts'
import { keepFormatters } from '../messages/locale.ts'
import { useOperationMessages } from '../messages/useOperationMessages.ts'

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

/**
 * How short a unit of time may be. A single letter is clear in English, but `5 m` in German means five
 * metres.
 *
 * @param locale BCP 47; `undefined` is the browser's own
 */
const unitStyle = /* @__PURE__ */ keepFormatters((locale) =>
  new Intl.NumberFormat(locale).resolvedOptions().locale.startsWith('en') ? 'narrow' : 'short',
)
const unitFormat = /* @__PURE__ */ keepFormatters(
  (locale, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: unitStyle(locale) }),
)
const listFormat = /* @__PURE__ */ keepFormatters(
  (locale) => new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' }),
)
const agoFormat = /* @__PURE__ */ keepFormatters(
  (locale) => new Intl.RelativeTimeFormat(locale, { style: unitStyle(locale), numeric: 'auto' }),
)
const dateFormat = /* @__PURE__ */ keepFormatters(
  (locale, part: keyof typeof STYLES, _zone: string) => new Intl.DateTimeFormat(locale, STYLES[part]),
)

const STYLES = {
  both: { dateStyle: 'medium', timeStyle: 'medium' },
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const UNITS = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1_000 },
] as const

/**
 * A duration for display, in its two largest units: `8s`, `1m 5s`, `2h 4m`. Whole seconds, never negative;
 * empty if the duration is not a finite number.
 *
 * @param locale BCP 47; `undefined` is the browser's own
 */
export function formatDuration(durationMs: number, locale: string | undefined): string {
  if (!Number.isFinite(durationMs)) return ''
  const seconds = Math.max(0, Math.floor(durationMs / 1_000)) * 1_000
  const first = UNITS.findIndex(({ ms }) => seconds >= ms)
  let rest = seconds
  const parts = (first < 0 ? UNITS.slice(-1) : UNITS.slice(first, first + 2)).flatMap(
    ({ unit, ms }, index) => {
      const count = Math.floor(rest / ms)
      rest -= count * ms
      return count > 0 || index === 0 ? [unitFormat(locale, unit).format(count)] : []
    },
  )
  return listFormat(locale).format(parts)
}

/**
 * How long ago something happened, in its largest unit: `now`, `5m ago`, `2h ago`. Never in the future; empty
 * if the duration is not a finite number.
 *
 * @param locale BCP 47; `undefined` is the browser's own
 */
export function formatAgo(agoMs: number, locale: string | undefined): string {
  if (!Number.isFinite(agoMs)) return ''
  const { unit, ms } = UNITS.find((one) => agoMs >= one.ms) ?? { unit: 'second', ms: 1_000 }
  const count = Math.max(0, Math.floor(agoMs / ms))
  return agoFormat(locale).format(-count, unit)
}

/**
 * A time for display, in the browser's time zone: `Nov 24, 2025, 8:20:05 AM`. Empty if it is not a valid
 * time.
 *
 * @param at epoch ms
 * @param locale BCP 47; `undefined` is the browser's own
 * @param part only the date, or only the time without seconds; default both, with seconds
 */
export function formatInstant(at: number, locale: string | undefined, part?: 'date' | 'time'): string {
  if (toIso(at) === undefined) return ''
  return dateFormat(locale, part ?? 'both', zoneAt(new Date(at))).format(at)
}

/**
 * The browser's time zone as three offsets: then, in winter and in summer. A formatter keeps the zone that it was
 * created in, but the user may travel, and asking `Intl` takes as long as creating another one.
 */
function zoneAt(then: Date): string {
  const year = then.getFullYear()
  return [then, new Date(year, 0), new Date(year, 6)].map((one) => one.getTimezoneOffset()).join(' ')
}

/** When an operation started and how long it took, as far as known. */
interface OperationTimes {
  /** Epoch ms. */
  readonly startedAt: number | undefined
  /** Epoch ms; `undefined` until it has ended, and if the end time is unknown. */
  readonly endedAt: number | undefined
  /** In ms; `undefined` until it has ended, and if no single clock saw both its start and its end. */
  readonly durationMs: number | undefined
  /** True if the end is when we first saw it, not a time from the server. */
  readonly isAbout: boolean
}

/** Reads the times of an operation from the 202, from poll responses, and from what we saw ourselves. */
export function readOperationTimes({
  status,
  accepted,
  operation,
  endSeenAt,
}: AsyncOperation): OperationTimes {
  const createdAt = readTime(operation?.createdAt)
  const completedAt = readTime(operation?.completedAt)
  const startedAt = accepted?.acceptedAt ?? createdAt
  const base = { startedAt, isAbout: false }
  if (createdAt !== undefined && completedAt !== undefined) {
    // Both times are from the server's clock, so the browser's clock does not matter.
    const durationMs = Math.max(0, completedAt - createdAt)
    return { ...base, durationMs, endedAt: (startedAt ?? createdAt) + durationMs }
  }
  if (!isFinal(status)) return { ...base, durationMs: undefined, endedAt: undefined }
  if (endSeenAt === undefined) return { ...base, durationMs: undefined, endedAt: completedAt }
  // Both times are from our clock, but only if we received the 202.
  const durationMs = accepted && Math.max(0, endSeenAt - accepted.acceptedAt)
  return { startedAt, durationMs, endedAt: completedAt ?? endSeenAt, isAbout: true }
}

function readTime(value: string | undefined): number | undefined {
  const at = Date.parse(value ?? '')
  return Number.isNaN(at) ? undefined : at
}
