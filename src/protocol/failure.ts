import type { Problem } from './problem.ts'

/**
 * Why a request brought nothing.
 *
 * - `network`, `timeout`: no whole answer came. `body`: it is not JSON. `contract`: it is not the JSON that was promised.
 * - `unauthorized`: 401, 403. `rateLimited`: 425, 429. `server`: 5xx. `notFound`: 404. `gone`: 410. `refused`: any other 4xx.
 * - `untrusted`: a URL elsewhere; nothing was sent.
 */
export type FailureKind =
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

/** One request that brought nothing, as plain JSON. It says nothing about the operation itself. */
export interface Failure {
  readonly kind: FailureKind
  /** What happened, in English, for logs; components have their own words. */
  readonly message: string
  readonly httpStatus?: number | undefined
  /** The field that breaks the contract. */
  readonly field?: string | undefined
  /** What the server asked to wait, in ms. */
  readonly retryAfterMs?: number | undefined
  /** The server's own name for this exchange, to quote to its support. */
  readonly requestId?: string | undefined
  /** The server's reasons, where it gave any. */
  readonly problem?: Problem | undefined
  /** The resource that stands in the way of a 409. */
  readonly conflictingResourceId?: string | undefined
}

/** Asking again may mend these. */
const PASSING: readonly FailureKind[] = ['network', 'timeout', 'body', 'rateLimited', 'server']

/** True where the same request may bring something the next time. */
export function isPassing({ kind }: Failure): boolean {
  return PASSING.includes(kind)
}

/** True where there is nothing, or nothing any more: 404, 410. */
export function isGone({ kind }: Failure): boolean {
  return kind === 'notFound' || kind === 'gone'
}

const KINDS: Readonly<Record<number, FailureKind>> = {
  401: 'unauthorized',
  403: 'unauthorized',
  404: 'notFound',
  408: 'timeout',
  410: 'gone',
  425: 'rateLimited',
  429: 'rateLimited',
}

/** What an HTTP status means where no JSON could be taken from the answer. */
export function readFailureKind(httpStatus: number): FailureKind {
  return httpStatus < 400 ? 'body' : httpStatus < 500 ? (KINDS[httpStatus] ?? 'refused') : 'server'
}

/** A URL that points to a host or path that this client does not trust. Nothing was sent to it. */
export function untrustedFailure(url: string): Failure {
  return {
    kind: 'untrusted',
    message: `${url.slice(0, 200)} was not followed: it is no operation of this API, and could leak credentials. Check baseUrl.`,
  }
}

/** The answer is JSON, but `field` is not what the API promises. */
export function contractFailure(field: string, expected: string): Failure {
  return {
    kind: 'contract',
    field,
    message: `Broken contract: ${field} should be ${expected}`,
  }
}
