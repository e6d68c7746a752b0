import type { StatusStore } from './statusStore.ts'

/** The options of a proxy that do not depend on the API behind it. */
export interface ProxyOptions {
  /**
   * The path that requests arrive with, such as `/api/twilio`. Empty if a router strips the path (`app.mount`
   * of Hono) or if the proxy owns the host; `publicPath` is then required.
   */
  readonly basePath: string
  /**
   * The path that the browser uses, if it differs: `/app/api/twilio` under a `basePath` of Next.js. The URLs
   * in every response start with it. Default: `basePath`.
   */
  readonly publicPath?: string
  /**
   * Signs operations, so that only the scope that started one can read it. In the browser, an operation's ID
   * is then the API's plus a signature over scope, API and ID (`proc_job_….<signature>`), and a status can
   * only be read with the signature of the session's own scope. Needed if several tenants share one account
   * of the API. The client needs no change: IDs from this proxy also work as bare IDs and from the journal.
   * The API's own IDs (from a script, the console or a log) get a 404, and so do IDs from before the secret
   * was set. At least 32 characters. In a list, the first secret signs and all are accepted, for rotation.
   * Must be the same in all processes.
   */
  readonly signingSecret?: string | readonly string[]
  /**
   * Stores the last response about each operation, so that all its viewers in one scope share one poll: until
   * its Retry-After has passed, they get that response. `authorize` is still called every time. Only
   * successful reads of operations are stored, up to 65,536 characters each; a final one of Twilio for a minute
   * or twice the last wait, whichever is longer, and one of another API without a Retry-After for at most 5 s.
   * Proxies of several accounts and paths can share a store.
   * Default: the memory of this process, with at most 2,000 entries and 8,000,000 characters. `null` sends
   * every read to the API, which is required if IDs are reused (by a simulator that is reset).
   */
  readonly statusStore?: StatusStore | null
  /** Default: the global `fetch`. Called with a URL string and `redirect: 'manual'`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /**
   * Origins of other sites (`https://admin.example.com`) whose pages may read and write here, also with
   * cookies if their client sends them (`credentials: 'include'`). Only these origins get CORS headers. Also
   * list the public origin of this site if a proxy in front terminates TLS and you support browsers without
   * `Sec-Fetch-Site` (before 2023). Default: none.
   */
  readonly allowedOrigins?: readonly string[]
  /** Maximum request body, in bytes. Default 262144. */
  readonly maxRequestBytes?: number
  /** Maximum upstream body, in bytes after decompression. Default 8388608: a page of 1000 configurations. */
  readonly maxResponseBytes?: number
  /**
   * Time limit in ms for the request's body, and again for the whole upstream response. Default 30000; at
   * most 2147483647.
   */
  readonly timeoutMs?: number
  /**
   * Called with errors that the browser does not see, such as those from `authorize`, `credentials`,
   * `statusStore` or `fetch`. Meant for the server's log: known credentials are removed wherever they appear
   * in the error, but the caller's own input is not. If `onError` throws or rejects, that is ignored.
   */
  readonly onError?: (error: unknown) => void
  /** The clock, in epoch ms. Default: `Date.now`. */
  readonly now?: () => number
}

/** The error for an invalid option: what is wrong, why it matters, and what to pass. */
export function invalid(factory: string, what: string, why: string, whatToDo: string): TypeError {
  return new TypeError(`${factory}: ${what}. ${why}. ${whatToDo}`)
}
