import { withCancelling } from './cancelling.ts'
import type { DialectParts } from './dialectParts.ts'
import type { RequestFailure } from './failure.ts'
import { contractFailure, untrustedFailure } from './failure.ts'
import { defined, isRecord, readId, readNumber, readText, readTexts } from './json.ts'
import type { CancelRule, Dialect, Operation, OperationIdentity, OperationStatus } from './operation.ts'
import { isFinal, toOperationKey, toShownId } from './operation.ts'
import type { Problem } from './problem.ts'
import type { ReceivedAnswer } from './readPoll.ts'
import { readPoll } from './readPoll.ts'
import { readNamedPath, readStatusUrl, toOperationUrl } from './statusUrl.ts'
import { readStoredProblem } from './storedSnapshot.ts'

/** A whole response, as a dialect reads it. If its body is cut or is not JSON, no dialect sees it. */
export interface DialectAnswer {
  readonly status: number
  readonly headers: Pick<Headers, 'get'>
  /** The JSON body; `undefined` if it is empty, and for a redirect. */
  readonly body: unknown
}

/** The request that was submitted. */
export interface SubmittedRequest {
  readonly method: string
  /** The requested URL. */
  readonly url: string
}

/**
 * What one response says about an operation. URLs are as the server sent them: the engine checks them, and
 * refuses those of other hosts.
 */
export interface Reading {
  /** Absent means that the response has no status, which breaks the contract. */
  readonly status?: OperationStatus | undefined
  /** The server's own word. Default: `status`. */
  readonly rawStatus?: string | undefined
  /** Where to read the status next. */
  readonly statusUrl?: string | undefined
  /** Instead of a URL, for an API that has `operationPath`. */
  readonly operationId?: string | undefined
  /** 0 to 100. Rounded down to a whole number. */
  readonly progress?: number | undefined
  /** What it is doing now, in the server's words. */
  readonly message?: string | undefined
  readonly problem?: Problem | undefined
  /** The ID of the resource that it created. */
  readonly resourceId?: string | undefined
  readonly related?: Readonly<Record<string, string>> | undefined
  /**
   * Where its result is. It is kept, so the response that starts the operation may say it. A URL on another host is
   * shown as a link, and never fetched.
   */
  readonly resultUrl?: string | undefined
  /** The result itself, which comes before `resultUrl`. It is read if the endpoint has a `result`. */
  readonly result?: unknown
  /** Where a request cancels it. It is kept, so only the response that starts the operation has to say it. */
  readonly cancelUrl?: string | undefined
  /** True if the server is cancelling it. */
  readonly isCancelling?: boolean | undefined
  /** ISO 8601. */
  readonly createdAt?: string | undefined
  readonly completedAt?: string | undefined
  /** The wait before the next poll, in ms, if no response had a `Retry-After`. */
  readonly waitMs?: number | undefined
  /**
   * The dialect's own note, from the first response: it is kept with the operation, and each `readOperation`
   * gets it. Never a secret.
   */
  readonly mode?: string | undefined
}

/** How an API says that an operation was accepted, is running, and has ended, and how it is cancelled. */
export interface DialectDefinition {
  /** Its name in error messages. */
  readonly name: string
  /**
   * Reads a 2xx or 3xx response to a submission. `undefined`: only a 202 with `statusUrl`, `Location` or
   * `Operation-Id` names an operation.
   */
  readonly readAcceptance?: (answer: DialectAnswer, request: SubmittedRequest) => Reading | undefined
  /**
   * Reads a response to a poll: 2xx, 3xx or 4xx, but not 401, 403, 425 and 429. `undefined`: as without
   * a dialect, a 200 has a `status`, and anything else could not be read.
   */
  readonly readOperation?: (answer: DialectAnswer, known: { readonly mode?: string }) => Reading | undefined
  /** Default: its operations cannot be cancelled, unless a reading has a `cancelUrl`. */
  readonly cancel?: CancelRule
}

/** They mean the same in every dialect: sign in, or wait. */
const ENGINE_STATUSES = [401, 403, 425, 429]
const STATUSES: readonly OperationStatus[] = ['PENDING', 'COMPLETED', 'FAILED', 'CANCELLED']

/**
 * Defines the dialect of an API. Both readers are pure: they get one response and return what it says. What
 * they throw becomes the failure of that response, with the dialect's name.
 */
export function defineDialect(definition: DialectDefinition): Dialect {
  const { name } = definition
  const broken = (field: string, expected: string) => ({
    ...contractFailure(field, expected),
    message: `Broken contract: ${field} should be ${expected} (dialect ${name})`,
  })

  /** Calls a reader. What it throws, and anything but an object, is a failure. */
  function readWith(
    answer: ReceivedAnswer,
    read: ((whole: DialectAnswer) => Reading | undefined) | undefined,
  ): { readonly reading: Reading } | { readonly failure: RequestFailure } | undefined {
    const { status: sent = 0, headers } = answer.response ?? {}
    // A page cannot read a redirect: the proxy of this library says so in a 200.
    const status = sent === 200 && headers?.get('redirect-status') === '303' ? 303 : sent
    const isRead = status >= 200 && status < 500 && !ENGINE_STATUSES.includes(status)
    const whole = isRead && readWhole(answer, status)
    if (!headers || !read || !whole) return undefined
    try {
      const reading: unknown = read({ status, headers, ...whole })
      if (reading === undefined) return undefined
      return isReading(reading) ? { reading } : { failure: broken('the reading', 'an object') }
    } catch (error) {
      return {
        failure: broken('the answer', `readable, but reading it threw ${String(error).slice(0, 200)}`),
      }
    }
  }

  const parts: DialectParts = {
    readFirst(answer, method, { pageUrl }, api, url) {
      if ((answer.response?.status ?? 0) >= 400) return undefined
      const { readAcceptance } = definition
      const read = readWith(answer, readAcceptance && ((whole) => readAcceptance(whole, { method, url })))
      if (!read || 'failure' in read) return read
      const { reading } = read
      const statusUrl = readId(reading, 'statusUrl')
      const operationId = readId(reading, 'operationId')
      const status = STATUSES.find((one) => one === reading.status)
      if (reading.status !== undefined && !status) return { failure: broken('status', STATUSES.join(', ')) }
      const named = operationId && api.operationPath ? { api: api.api, operationId } : undefined
      if (named && !toOperationUrl(named, api))
        return { failure: broken('operationId', 'one segment of a path') }
      const identity = statusUrl ? readStatusUrl(statusUrl, [api], pageUrl, url) : named
      if (statusUrl && !identity) return { failure: untrustedFailure(statusUrl) }
      const ended = status && isFinal(status) ? toOperation(reading, status) : undefined
      // Without a name, it could not be read again after a crash of the page.
      if (!identity && ended?.status !== 'COMPLETED') {
        const other = operationId ? 'operationPath of the API' : 'operationId'
        return { failure: broken('statusUrl', `set, or ${other}, to name the operation`) }
      }
      const { retryAfterMs = readNumber(reading, 'waitMs') } = answer.failure ?? answer
      const [mode, related] = [readText(reading, 'mode'), readTexts(reading, 'related')]
      const [cancelPath, namedPath] = (['cancelUrl', 'resultUrl'] as const).map((field) =>
        readNamedPath(reading, field, api, pageUrl, url),
      )
      const { result: payload } = reading
      // Once it has ended, its operation has the link, which is not stored.
      const resultPath = ended ? undefined : namedPath
      return { identity, ended, retryAfterMs, mode, related, cancelPath, resultPath, payload }
    },
    readPoll(answer, known, context, api, url) {
      const { readOperation } = definition
      const mode = known.accepted?.mode
      const read = readWith(answer, readOperation && ((whole) => readOperation(whole, defined({ mode }))))
      const isAsked = known.operation?.isCancelling || context.cancelling?.has(toOperationKey(known))
      if (!read) return withCancelling(readPoll(answer, known, context, api, url), isAsked)
      const { retryAfterMs } = answer.failure ?? answer
      if ('failure' in read) return { error: { ...read.failure, retryAfterMs } }
      const { reading } = read
      const status = STATUSES.find((one) => one === reading.status)
      if (!status) return { error: { ...broken('status', STATUSES.join(', ')), retryAfterMs } }
      const statusUrl = readId(reading, 'statusUrl')
      const moved = statusUrl ? readStatusUrl(statusUrl, [api], context.pageUrl, url) : undefined
      if (statusUrl && !moved) return { error: untrustedFailure(statusUrl) }
      const { operationId, operation: before, serverRetryAfterMs } = known
      // Where a template makes the path of the ID, another ID is another operation.
      if (moved && api.operationPath && moved.operationId !== toShownId(operationId))
        return { error: { ...broken('statusUrl', `that of ${operationId}`), retryAfterMs } }
      // Once it has moved, it stays there until it moves again.
      const movedPath = moved?.statusPath ?? (api.operationPath ? undefined : moved?.operationId)
      const statusPath = moved ? movedPath : before?.statusPath
      const told = toOperation(reading, status, before?.progress)
      const cancelPath = readNamedPath(reading, 'cancelUrl', api, context.pageUrl, url) ?? before?.cancelPath
      const operation = {
        api: api.api,
        operationId,
        ...(statusPath && { statusPath }),
        ...told,
        ...(cancelPath && { cancelPath }),
      }
      const waitMs = serverRetryAfterMs === undefined ? readNumber(reading, 'waitMs') : undefined
      return {
        ...withCancelling(
          readPoll(answer, known, context, api, url, operation),
          isAsked || reading.isCancelling === true,
        ),
        retryAfterMs: retryAfterMs ?? waitMs,
        payload: reading.result,
      }
    },
    cancel: definition.cancel,
  }
  return { name, '~internal': parts }
}

/**
 * The default: a 202 with `statusUrl`, `Location` or `Operation-Id`, then objects with a `status` string.
 * For one of several `apis`, if the others have another dialect.
 */
export const statusUrlDialect: Dialect = /* @__PURE__ */ defineDialect({ name: 'statusUrl' })

/** Its fields are read one by one, because the code of a dialect may be wrong. */
function isReading(value: unknown): value is Reading {
  return isRecord(value)
}

/** The body of a whole response of the API, not of our proxy. An empty one is whole, a cut one is not. */
function readWhole({ body, failure, detail }: ReceivedAnswer, status: number): { body: unknown } | undefined {
  if (readText(body, 'type')?.startsWith('urn:react-accepted:proxy')) return undefined
  if (!failure || detail === 'no reason') return { body }
  return detail === 'no body' || (status >= 300 && status < 400) ? { body: undefined } : undefined
}

/** Progress never goes back, also if a response in between has none. */
function toOperation(
  reading: Reading,
  status: OperationStatus,
  progressBefore?: number,
): Omit<Operation, keyof OperationIdentity> {
  const rawStatus = readText(reading, 'rawStatus') ?? status
  const progress = readNumber(reading, 'progress')
  return defined({
    status,
    rawStatus,
    // A whole number, so that a change too small to show renders nothing. 0.29 * 100 is 28.999….
    progress:
      progress === undefined
        ? progressBefore
        : Math.min(Math.max(Math.floor(progress + 1e-6), progressBefore ?? 0), 100),
    message: readText(reading, 'message'),
    createdAt: readText(reading, 'createdAt'),
    completedAt: readText(reading, 'completedAt'),
    related: readTexts(reading, 'related'),
    resultId: readId(reading, 'resourceId'),
    resultLink: readId(reading, 'resultUrl'),
    error:
      status === 'FAILED'
        ? (readStoredProblem(reading.problem) ?? { title: rawStatus, fields: [] })
        : undefined,
  })
}
