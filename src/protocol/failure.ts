import type { Problem } from './problem.ts'

/**
 * Why a request failed.
 *
 * - `network`, `timeout` (also 408): no complete response arrived.
 * - `body`: the response is not JSON. `contract`: it is JSON, but not what the API promises.
 * - `unauthorized`: 401, 403. `rateLimited`: 425, 429. `server`: 5xx.
 * - `notFound`: 404. `gone`: 410. `refused`: any other 4xx.
 * - `untrusted`: the URL does not belong to the API. Nothing was sent.
 */
export type RequestFailureKind =
  | 'network'
  | 'timeout'
  | 'body'
  | 'contract'
  | 'unauthorized'
  | 'rateLimited'
  | 'server'
  | 'notFound'
  | 'gone'
  | 'refused'
  | 'untrusted'

/** One failed request, as plain JSON. It says nothing about the operation itself. */
export interface RequestFailure {
  readonly kind: RequestFailureKind
  /** What happened, in English, for logs. Components show their own messages. */
  readonly message: string
  readonly httpStatus?: number | undefined
  /** The field that breaks the contract. */
  readonly field?: string | undefined
  /** The server's `Retry-After`, in ms. */
  readonly retryAfterMs?: number | undefined
  /** The server's ID of this request, to quote to its support. */
  readonly requestId?: string | undefined
  /** The server's reasons, if it gave any. */
  readonly problem?: Problem | undefined
  /** For a 409: the ID of the resource that conflicts with the request. */
  readonly conflictingResourceId?: string | undefined
}

/** A retry may succeed after these. */
const PASSING: readonly RequestFailureKind[] = ['network', 'timeout', 'body', 'rateLimited', 'server']

/** True if the same request may succeed the next time. */
export function isPassing({ kind }: RequestFailure): boolean {
  return PASSING.includes(kind)
}

/** True if there is nothing at the URL, or no longer: 404, 410. */
export function isGone({ kind }: RequestFailure): boolean {
  return kind === 'notFound' || kind === 'gone'
}

const KINDS: Readonly<Record<number, RequestFailureKind>> = {
  401: 'unauthorized',
  403: 'unauthorized',
  404: 'notFound',
  408: 'timeout',
  410: 'gone',
  425: 'rateLimited',
  429: 'rateLimited',
}

/** The failure that an HTTP status means. Below 400 the status was fine, so the body was not. */
export function readFailureKind(httpStatus: number): RequestFailureKind {
  return httpStatus < 400 ? 'body' : httpStatus < 500 ? (KINDS[httpStatus] ?? 'refused') : 'server'
}

/** A URL that points to a host or path that this client does not trust. Nothing was sent to it. */
export function untrustedFailure(url: string): RequestFailure {
  return {
    kind: 'untrusted',
    message: `${url.slice(0, 200)} is outside this API, so it is not asked. Check ownOrigins.`,
  }
}

/** The response is JSON, but `field` is not what the API promises. */
export function contractFailure(field: string, expected: string): RequestFailure {
  return {
    kind: 'contract',
    field,
    message: `Broken contract: ${field} should be ${expected}`,
  }
}
