import type { LogEntry } from './createRequestLog.ts'
import { isJsonObject, readJson, readString } from './Json.ts'
import { logMoments } from './logMoments.ts'
import type { Violation } from './Violation.ts'

/** One key under which an intent was sent, or one sending where there was no key. */
interface Attempt {
  readonly key: string | null
  readonly at: number
  readonly name: string
  operationId: string | null
  /** What the client can know. */
  fate: 'unclear' | 'running' | 'over' | 'failed'
}

/** Refusals which say that nothing was done. 401, 403, 408, 425, 429 and 5xx leave that open, or may pass. */
const CLEAR_REFUSALS: ReadonlySet<number> = new Set([400, 404, 405, 409, 412, 413, 415, 422])
/** A key is taken for dead an hour before its 24 h (API pages) are over. */
const KEY_IS_DEAD_MS = 23 * 60 * 60 * 1000

/**
 * Finds intents that were sent twice. An intent is method, path and body, of one account. `secondKey`: it came under another
 * key, or came again without one, before the client could know what became of the attempt before: an answer, the end of
 * the operation or, for attempts without a (living) key, a look at the list. `reusedKey`: its key came with another intent
 * before. `duplicate`: a name was accepted for creation although an earlier creation of it had not failed and nothing of
 * that kind had been deleted since.
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
      ? `${request} was sent again without a key before the fate of the first was known.`
      : `${request} was sent under ${entry.idempotencyKey} before the fate of ${key} was known.`
  return { rule: 'secondKey', message, entry, earlyMs: 0 }
}

function reusedKey(entry: LogEntry): Violation {
  const message = `${entry.idempotencyKey} came with another request before ${entry.method} ${entry.path}.`
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
