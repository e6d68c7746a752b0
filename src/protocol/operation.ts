import type { RequestFailure } from './failure.ts'
import { contractFailure } from './failure.ts'
import { defined, readField, readId, readText, readTexts } from './json.ts'
import type { Problem, ProblemReader } from './problem.ts'
import { readProblem } from './problem.ts'

/** The four states an operation can be in. The last three are final. */
export type OperationStatus = 'PENDING' | 'COMPLETED' | 'FAILED' | 'CANCELLED'

/** An API's own words for the three final states, if they differ from ours: `{ Succeeded: 'COMPLETED' }`. */
export type StatusWords = Readonly<Record<string, OperationStatus>>

/**
 * Reads a status word. RUNNING and every unknown word are PENDING: an unknown word must neither end the wait
 * nor be shown as a failure.
 */
export function readStatus(word: string, words?: StatusWords): OperationStatus {
  const own = readText(words, word) ?? word
  return isFinal(own) ? own : 'PENDING'
}

/** True for COMPLETED, FAILED and CANCELLED. A final status never changes. */
export function isFinal(status: string): status is Exclude<OperationStatus, 'PENDING'> {
  return /^(COMPLETED|FAILED|CANCELLED)$/.test(status)
}

/** Identifies an operation in query keys, in the journal and in messages between tabs. Contains no origin. */
export interface OperationIdentity {
  /** The API that runs it, by its name in the client: `conversations`, `memory`, or `default`. */
  readonly api: string
  /**
   * Its ID; without `operationPath`, its path below `baseUrl`. If several operations share one status URL,
   * `#` and the key of the submission (without a key, a random UUID) are appended. They are never sent.
   */
  readonly operationId: string
  /**
   * Path and query to read its status from, if they differ from what `operationPath` gives for the ID: with a
   * signature in the query, or a trailing slash. Not part of the identity.
   */
  readonly statusPath?: string | undefined
}

/** One string per operation, to use as a map key. */
export function toOperationKey({ api, operationId }: OperationIdentity): string {
  return `${api} ${operationId}`
}

/** True if both identify the same operation. */
export function isSameOperation(one: OperationIdentity, other: OperationIdentity): boolean {
  return one.operationId === other.operationId && one.api === other.api
}

/** An ID as users see it: without the query, which may contain a secret, and without our own suffix. */
export function toShownId(operationId: string): string {
  return operationId.replace(/(?!^)[?#].*/, '')
}

/**
 * The operation that a 202 Accepted started. Plain JSON: store it, send it, or pass it to any hook. Its type carries
 * the type of the result from the endpoint to the hooks.
 */
export interface AcceptedOperation<TResult = unknown> extends OperationIdentity {
  /** For the compiler only; never set. */
  readonly '~types'?: { readonly result: TResult }
  /** The key it was accepted under, if one was sent. The same key never starts a second operation. */
  readonly idempotencyKey?: string
  /** When the 202 arrived, epoch ms. */
  readonly acceptedAt: number
  /** No poll is sent before this time, epoch ms. */
  readonly nextPollAt: number
  /** The `Retry-After` of the 202, in ms. */
  readonly retryAfterMs?: number
  /** IDs of resources that the 202 already names. */
  readonly related?: Readonly<Record<string, string>>
  /** The resource it changes, if the input names it. */
  readonly resourceId?: string
  /** The endpoint's `kind`, such as `configuration.create`. */
  readonly kind?: string
  /** A name for users, such as the display name of the new resource. */
  readonly label?: string
  /** What is needed to find the new resource. Never the body. */
  readonly hint?: Readonly<Record<string, string>>
  /** The note of its API's dialect. */
  readonly mode?: string
  /** Path and query below `baseUrl` that cancel it, if the first response named them. */
  readonly cancelPath?: string
  /** Path and query below `baseUrl` of its result, if the first response named them. */
  readonly resultPath?: string
}

/** An operation as the server last described it. Plain JSON. */
export interface Operation extends OperationIdentity {
  readonly status: OperationStatus
  /** The server's own status word, such as RUNNING or one that we do not know. */
  readonly rawStatus: string
  /** ISO 8601, as sent. */
  readonly createdAt?: string
  readonly completedAt?: string
  /** IDs of the resources it touches, by name: `{ configurationId: 'conv_configuration_…' }`. */
  readonly related?: Readonly<Record<string, string>>
  readonly resultId?: string
  readonly resultUrl?: string
  /** Where its result is, as a dialect has read it. It may be signed, so it is never stored. */
  readonly resultLink?: string
  readonly error?: Problem
  /** How much is done, 0 to 100, if the server says it. Never decreases. */
  readonly progress?: number
  /** What it is doing, in the server's words. */
  readonly message?: string
  /** Present from when the server has agreed to cancel it until it ends. COMPLETED may still follow. */
  readonly isCancelling?: true
  /** Path and query below `baseUrl` that cancel it, if the server named them. */
  readonly cancelPath?: string
}

/**
 * Reads the body of a status response by hand, so that the engine needs no schema library. Returns a failure
 * that names the field if the body is not what every 202 API promises, an object with a `status` string, or
 * if its `operationId` belongs to another operation.
 */
export function readOperation(
  body: unknown,
  identity: OperationIdentity,
  { operationPath, statusWords, readProblem: read = readProblem }: Partial<OperationsApi> = {},
): Operation | RequestFailure {
  const rawStatus = readText(body, 'status')
  if (rawStatus === undefined) return contractFailure('status', 'a string')
  // Without a template our ID is a path and cannot be compared. Otherwise it must be the requested one.
  const operationId = readId(body, 'operationId')
  if (operationPath && operationId && !isSameName(operationId, identity.operationId)) {
    return contractFailure('operationId', identity.operationId)
  }
  const status = readStatus(rawStatus, statusWords)
  return defined({
    api: identity.api,
    operationId: identity.operationId,
    status,
    rawStatus,
    createdAt: readText(body, 'createdAt'),
    completedAt: readText(body, 'completedAt'),
    related: readTexts(body, 'related'),
    resultId: readId(readField(body, 'result'), 'id'),
    resultUrl: readId(body, 'resultUrl'),
    error: status === 'FAILED' ? read(readField(body, 'error'), rawStatus) : undefined,
  })
}

/**
 * Some APIs return the full name, such as `projects/x/operations/1`, some change its case, and an ID that is
 * percent-encoded in the URL may not be so in the body.
 */
function isSameName(said: string, asked: string): boolean {
  const [id = ''] = asked.split('#', 1)
  return id.includes('%') || said.split('/').pop()?.toLowerCase() === id.toLowerCase()
}

/**
 * How an operation is cancelled: by a request to the `cancelUrl` of a reading, or to the URL of the status with
 * `suffix`. Any 2xx means that the server agrees; the operation itself ends later, CANCELLED or otherwise.
 */
export interface CancelRule {
  /** Default `POST`. */
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Appended to the path of the status URL, before its query: `/cancel` or `:cancel`. */
  readonly suffix?: string
  /** Sent as JSON. Default: no body. */
  readonly body?: Readonly<Record<string, unknown>>
}

/**
 * How an API says that an operation was accepted, is running, and has ended: one of the presets, or one from
 * `defineDialect`.
 */
export interface Dialect {
  /** Its name in error messages. */
  readonly name: string
  /** Set by `defineDialect`, for the library only. */
  readonly '~internal': object
}

/** One API that runs operations, and where to read their status. */
export interface OperationsApi {
  /** Its name, part of every operation's identity. */
  readonly api: string
  /**
   * Where requests go: an absolute URL, or a path on the page's own origin such as `/api/twilio`. Its query,
   * such as `?api-version=2025-01-01`, is added to every request, except to a status URL with a query of its
   * own.
   */
  readonly baseUrl: string
  /**
   * Path of one operation below `baseUrl`, with the placeholder `{operationId}`. Without it, an operation's
   * ID is its status path, and a 202 that has only `Operation-Id` cannot be watched.
   */
  readonly operationPath?: string
  /**
   * Other base URLs that the API uses for itself, such as `https://conversations.twilio.com` or
   * `https://gateway.example/v1`. Status URLs below them, `http` or `https`, are re-rooted to `baseUrl`.
   */
  readonly ownOrigins?: readonly string[]
  /** Reads the API's error format, such as `readProblemDetails`. Default: what all formats have in common. */
  readonly readProblem?: ProblemReader
  /** The response header with the request ID to quote to support. Default: `x-request-id`. */
  readonly requestIdHeader?: string
  /** The page where people look up a request ID, such as a log viewer. The details for Support contain it. */
  readonly getRequestHref?: (requestId: string) => string
  /**
   * True if `baseUrl` is a proxy of this library. Submissions that take no `Idempotency-Key` then carry an
   * `X-Submission-Id`, by which the proxy recognizes a request that the browser itself repeats. Other APIs
   * never receive it, because across origins they would have to allow it (CORS).
   */
  readonly isProxied?: boolean
  /** The API's own words for final states, if it does not use COMPLETED, FAILED and CANCELLED. */
  readonly statusWords?: StatusWords
  /** How its responses are read. Default: `statusUrlDialect`. */
  readonly dialect?: Dialect
  /** How its operations are cancelled, if its `dialect` does not know. It must have a `dialect`. */
  readonly cancel?: CancelRule
}
