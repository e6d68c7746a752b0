import type { Violation } from './checkIntents.ts'
import type { LogEntry } from './requestLog.ts'
import { logMoments } from './requestLog.ts'

/** How strict `checkPolls` is. */
export interface PollRules {
  /** Minimum time between two polls of the same operation, ms. Default 1000. */
  readonly minPollMs?: number
  /** How much too early a poll may be, ms, because timers can fire early. Default 0. */
  readonly toleranceMs?: number
}

/** What is known about one operation at this point in the log. Times are epoch ms. */
interface Known {
  deadline: number
  lastPollAt: number
  lastAnsweredAt: number
}

/**
 * Finds polls that came too early: before the deadline set by the operation's latest `Retry-After` (including
 * that of its 202), less than `minPollMs` after the previous poll, before that poll was answered, or while a
 * 429 held its API. A response that was cut off sets no deadline. Each account counts as one client with any
 * number of tabs.
 */
export function checkPolls(
  log: readonly LogEntry[],
  { minPollMs = 1000, toleranceMs = 0 }: PollRules = {},
): Violation[] {
  const operations = new Map<string, Known>()
  const holds = new Map<string, number>()
  const violations: Violation[] = []

  for (const { entry, isAnswer } of logMoments(log)) {
    const { isPoll } = entry
    const api = `${entry.account} ${entry.path.slice(0, 3)}`
    const known = entry.operationId === null ? undefined : find(operations, `${api} ${entry.operationId}`)
    if (isAnswer) {
      const until = readDeadline(entry)
      if (known && until !== null) known.deadline = until
      if (known && isPoll) known.lastAnsweredAt = entry.answeredAt ?? entry.at
      if (isPoll && entry.status === 429 && until !== null) holds.set(api, until)
    } else if (isPoll && known) {
      const found = judge(entry, known, holds.get(api) ?? -Infinity, minPollMs)
      if (found && found.earlyMs > toleranceMs) violations.push(found)
      known.lastPollAt = entry.at
      known.lastAnsweredAt = Infinity
    }
  }
  return violations
}

function judge(entry: LogEntry, known: Known, heldUntil: number, minPollMs: number): Violation | null {
  const { at, operationId } = entry
  if (known.lastAnsweredAt > at) {
    const message = `${operationId} was polled again before the previous poll was answered.`
    return { rule: 'overlap', message, entry, earlyMs: Infinity }
  }
  const earliest = Math.max(known.deadline, known.lastPollAt + minPollMs)
  if (at < earliest) {
    const message = `${operationId} was polled ${earliest - at} ms before its deadline.`
    return { rule: 'early', message, entry, earlyMs: earliest - at }
  }
  if (at >= heldUntil) return null
  const message = `${operationId} was polled ${heldUntil - at} ms before the end of a 429 on its API.`
  return { rule: 'held', message, entry, earlyMs: heldUntil - at }
}

function find(operations: Map<string, Known>, key: string): Known {
  const known = operations.get(key) ?? {
    deadline: -Infinity,
    lastPollAt: -Infinity,
    lastAnsweredAt: -Infinity,
  }
  operations.set(key, known)
  return known
}

/** Epoch ms. An HTTP date is relative to the response's own `Date`, which has whole seconds only. */
function readDeadline({ answeredAt, date, delivered, retryAfter }: LogEntry): number | null {
  if (answeredAt === null || delivered !== 'whole' || retryAfter === null) return null
  if (/^\d+$/.test(retryAfter)) return answeredAt + Number(retryAfter) * 1000
  const until = Date.parse(retryAfter.endsWith('GMT') ? retryAfter : `${retryAfter} GMT`)
  const waitMs = until - Date.parse(date ?? '')
  return waitMs > 0 ? answeredAt + waitMs : null
}
