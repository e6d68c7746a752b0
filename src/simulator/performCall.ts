import type { Account } from './Account.ts'
import type { Answer } from './Answer.ts'
import { ApiFailure } from './ApiFailure.ts'
import type { Context } from './Context.ts'
import type { Ids } from './createIds.ts'
import { isOperationRead, type FoundCall } from './findCall.ts'
import { handlers } from './handlers.ts'
import { checkKey, findKeptAnswer, keepAnswer } from './keepAnswers.ts'
import type { Course } from './Operation.ts'
import { parseBody } from './readRequestBody.ts'
import type { Settings } from './SimulatorOptions.ts'

/** A request that has been read. */
export interface ReadRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly text: string
}

/** An answer, and the operation it is about. */
export interface Performed {
  readonly answer: Answer
  readonly operationId: string | null
  readonly replayed: boolean
}

/** What the calls of one simulator share. */
export interface Backstage {
  readonly settings: Settings
  readonly ids: Ids
}

/** Carries a call out in one go, so that of two equal requests at the same time the second finds the answer of the first. */
export function performCall(
  { settings, ids }: Backstage,
  account: Account,
  found: FoundCall,
  request: ReadRequest,
  now: number,
  course: Course,
): Performed {
  account.operations.settleDue(now)
  const { headers, method, text, url } = request
  const key = hasKeys(found) ? headers.get('idempotency-key') : null
  const fingerprint = `${method} ${url.pathname}\n${text}`
  if (key !== null) {
    checkKey(key)
    const kept = findKeptAnswer(account, key, fingerprint, now, settings)
    if (kept) return { answer: kept.answer, operationId: kept.operationId, replayed: true }
  }
  const context: Context = {
    api: found.api,
    account,
    settings,
    ids,
    now,
    origin: settings.origins?.[found.api] ?? url.origin,
    path: found.ids,
    query: url.searchParams,
    body: parseBody(text, headers.get('content-type'), found.api),
    ifMatch: headers.get('if-match'),
    course,
  }
  const answer = handlers[found.call](context)
  const operationId = answer.headers['Operation-Id'] ?? null
  if (key !== null && operationId !== null)
    keepAnswer(account, key, { at: now, request: fingerprint, answer, operationId })
  return {
    answer,
    operationId: isOperationRead(found.call) ? (found.ids[0] ?? null) : operationId,
    replayed: false,
  }
}

/** The Conversations calls that answer 202 take an Idempotency-Key; those of Memory do not (OpenAPI). */
function hasKeys({ accepts, api }: FoundCall): boolean {
  return accepts && api === 'conversations'
}

/** What a request gets whose path is unknown, or knows only these other methods. */
export function unknownCall(allow: readonly string[], path: string): ApiFailure {
  if (allow.length === 0) return new ApiFailure(404, 20_404, `There is nothing at ${path}.`)
  const methods = allow.join(', ')
  return new ApiFailure(405, 20_004, `This method is not allowed here; allowed: ${methods}.`, {
    headers: { Allow: methods },
  })
}
