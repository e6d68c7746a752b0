import type { ProblemReader } from './problem.ts'
import type { StatusWords } from './status.ts'

/** One API that runs operations, and where its status is read. */
export interface OperationsApi {
  /** Its name, part of every operation's identity. */
  readonly api: string
  /**
   * Where requests go: an absolute URL, or a path on the page's own origin such as `/api/twilio`. What it has in its
   * query, such as `?api-version=2025-01-01`, goes along with each.
   */
  readonly baseUrl: string
  /**
   * Path of one operation below `baseUrl`, with the placeholder `{operationId}`. Without it, an operation's ID is
   * its status path itself, and an answer that carries only `Operation-Id` cannot be watched.
   */
  readonly operationPath?: string
  /**
   * What the API calls itself, such as `https://conversations.twilio.com` or `https://gateway.example/v1`: URLs there, by
   * `http` or `https`, are re-rooted to `baseUrl`.
   */
  readonly ownOrigins?: readonly string[]
  /** Reads the API's own dialect of errors, such as `readProblemDetails`. Default: only what all have in common. */
  readonly readProblem?: ProblemReader
  /** The header that names an exchange, to quote to support. Default: `x-request-id`. */
  readonly requestIdHeader?: string
  /**
   * True where `baseUrl` is a proxy of this library. Requests that take no `Idempotency-Key` then carry an
   * `X-Submission-Id`, by which the proxy knows what the browser itself repeats. Other APIs get no header they did not
   * ask for: a browser would need their consent to it (CORS).
   */
  readonly isProxied?: boolean
  /** The API's own words for final states, where it does not use COMPLETED, FAILED and CANCELLED. */
  readonly statusWords?: StatusWords
}
