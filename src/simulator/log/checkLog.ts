import { isJsonObject, readJson, readString } from '../http/answers.ts'
import type { LogEntry } from './requestLog.ts'
import { logMoments } from './requestLog.ts'

/** Something that a well-behaved client would not do. */
export interface Violation {
  /**
   * `early`: a poll before the deadline of its operation. `overlap`: a poll before the previous one of the
   * same operation was answered. `held`: a poll while a 429 held its API. `secondKey`: an intent sent again
   * under another key, or without a key, before its outcome was known. `reusedKey`: a key that was used for
   * another request before. `duplicate`: the same name created twice.
   */
  readonly rule: 'early' | 'overlap' | 'held' | 'secondKey' | 'reusedKey' | 'duplicate'
  /** An explanation for people. */
  readonly message: string
  /** The request that broke the rule. */
  readonly entry: LogEntry
  /** How much too early, ms. `Infinity` for `overlap`; 0 for `secondKey`, `reusedKey` and `duplicate`. */
  readonly earlyMs: number
}

/** One attempt at an intent: all requests with the same key, or a single request without a key. */
interface Attempt {
  readonly key: string | null
  readonly at: number
  readonly name: string
  operationId: string | null
  /** The outcome, as far as the client can know it. */
  fate: 'unclear' | 'running' | 'over' | 'failed'
}

/** Statuses that prove nothing was done. 401, 403, 408, 425, 429 and 5xx do not, or may be temporary. */
const CLEAR_REFUSALS: ReadonlySet<number> = new Set([400, 404, 405, 409, 412, 413, 415, 422])
/** A key counts as expired one hour before the end of its 24 h lifetime (API pages). */
const KEY_IS_DEAD_MS = 23 * 60 * 60 * 1000

/**
 * Finds intents that were sent twice. Two requests with the same account, method, path and body (its first
 * 4096 characters) are the same intent.
 *
 * `secondKey`: it was sent under another key, or again without a key, before the client could know the
 * outcome of the previous attempt: from a response, from the end of the operation or, for attempts without a
 * (live) key, from the list. `reusedKey`: its key was used for another intent before. `duplicate`: a creation
 * was accepted although an earlier one with the same name had not failed and nothing had been deleted from
 * that list since.
 */
export function checkIntents(log: readonly LogEntry[]): Violation[] {
  const intents = new Map<string, Attempt[]>()
  const creations = new Map<string, Attempt[]>()
  const operations = new Map<string, Attempt[]>()
  const keys = new Map<string, string>()
  const violations: Violation[] = []

  function send(entry: LogEntry): void {
    const intent = intentOf(entry)
    const attempts = listOf(intents, intent)
    const owner = `${entry.account} ${entry.idempotencyKey}`
    if (entry.idempotencyKey !== null && (keys.get(owner) ?? intent) !== intent)
      violations.push(reusedKey(entry))
    keys.set(owner, intent)
    const other = attempts.find(
      ({ fate, key }) => isOpen(fate) && (key === null || key !== entry.idempotencyKey),
    )
    if (other) violations.push(secondKey(entry, other))
    const same = entry.idempotencyKey !== null && attempts.find(({ key }) => key === entry.idempotencyKey)
    if (same) {
      if (same.operationId === null) same.fate = 'unclear'
      return
    }
    const name = nameOf(entry)
    attempts.push({ key: entry.idempotencyKey, at: entry.at, name, operationId: null, fate: 'unclear' })
  }

  function answer(entry: LogEntry): void {
    const attempt = listOf(intents, intentOf(entry)).findLast(({ key }) => key === entry.idempotencyKey)
    if (!attempt) return
    if (entry.delivered === 'whole' && attempt.fate === 'unclear' && entry.status !== null) {
      if (entry.status < 300) attempt.fate = entry.status === 202 ? 'running' : 'over'
      else if (CLEAR_REFUSALS.has(entry.status)) attempt.fate = 'over'
    }
    if (entry.operationId === null || entry.operationId === attempt.operationId) return
    attempt.operationId = entry.operationId
    listOf(operations, `${entry.account} ${entry.operationId}`).push(attempt)
    if (entry.method === 'DELETE') creations.delete(`${entry.account} ${entry.path.replace(/\/[^/]*$/, '')}`)
    if (entry.method === 'POST' && !entry.replayed) create(entry, attempt)
  }

  function create(entry: LogEntry, attempt: Attempt): void {
    const created = listOf(creations, `${entry.account} ${entry.path}`)
    const first = created.find(({ fate, name }) => name !== '' && name === attempt.name && fate !== 'failed')
    if (first) violations.push(duplicate(entry, first))
    created.push(attempt)
  }

  function learn(entry: LogEntry): void {
    for (const attempt of operations.get(`${entry.account} ${entry.operationId}`) ?? []) {
      if (entry.operationStatus === 'COMPLETED') attempt.fate = 'over'
      if (entry.operationStatus === 'FAILED' || entry.operationStatus === 'CANCELLED') attempt.fate = 'failed'
    }
    if (entry.call?.endsWith('.list') !== true || entry.status !== 200 || entry.delivered !== 'whole') return
    for (const [intent, attempts] of intents) {
      if (!intent.startsWith(`${entry.account} POST ${entry.path} `)) continue
      for (const attempt of attempts) {
        const isKeyless = attempt.key === null || entry.at - attempt.at >= KEY_IS_DEAD_MS
        if (isKeyless && attempt.fate === 'unclear') attempt.fate = 'over'
      }
    }
  }

  for (const { entry, isAnswer } of logMoments(log)) {
    if (entry.call === null) continue
    if (entry.method === 'GET') {
      if (isAnswer) learn(entry)
    } else if (isAnswer) answer(entry)
    else send(entry)
  }
  return violations
}

function intentOf({ account, method, path, requestBody }: LogEntry): string {
  return `${account} ${method} ${path} ${requestBody}`
}

function isOpen(fate: Attempt['fate']): boolean {
  return fate === 'unclear' || fate === 'running'
}

function secondKey(entry: LogEntry, { key }: Attempt): Violation {
  const request = `${entry.method} ${entry.path}`
  const message =
    key === null || entry.idempotencyKey === null
      ? `${request} was sent again without a key before the outcome of the first attempt was known.`
      : `${request} was sent with key ${entry.idempotencyKey} before the outcome of key ${key} was known.`
  return { rule: 'secondKey', message, entry, earlyMs: 0 }
}

function reusedKey(entry: LogEntry): Violation {
  const message = `${entry.idempotencyKey} was used for another request before ${entry.method} ${entry.path}.`
  return { rule: 'reusedKey', message, entry, earlyMs: 0 }
}

function duplicate(entry: LogEntry, { name, operationId }: Attempt): Violation {
  const message = `"${name}" was created twice: by ${operationId} and by ${entry.operationId}.`
  return { rule: 'duplicate', message, entry, earlyMs: 0 }
}

function nameOf({ requestBody }: LogEntry): string {
  const body = readJson(requestBody ?? '')
  return isJsonObject(body) ? readString(body, 'displayName') : ''
}

function listOf<One>(lists: Map<string, One[]>, key: string): One[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

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
