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

/** One entry of the allow-list. The first entry that a request matches decides. */
export interface OperationsRoute {
  /** What it does, such as `reports.create`: `authorize` decides on it. */
  readonly action: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /**
   * The path below `upstream`. A segment may have one ID, with literal text around it: `/jobs/{id}`,
   * `/jobs/{id}:cancel`, `/teams('{id}')`. End it with a slash if the API's own path does.
   */
  readonly path: string
  /** The query parameters that are sent to the API. Others are dropped. Default: none. */
  readonly query?: readonly string[]
  /**
   * What each ID must match, from its first to its last character. Whatever it allows, an ID has 1 to 512 of
   * the characters `A-Z a-z 0-9 . _ ~ ! $ & ' ( ) * + , = : @ -`, and is not `.` or `..`. Default: 1 to 256
   * letters, digits, `.`, `_`, `~` and `-`.
   */
  readonly idPattern?: RegExp
  /** Reads the status of an operation: all viewers in one scope share its responses. Only for GET. */
  readonly isStatus?: boolean
  /** Returns a file, which the browser downloads. Only for GET. */
  readonly isFile?: boolean
  /** The request headers that are sent to the API, besides Content-Type, Idempotency-Key and If-Match. */
  readonly headers?: readonly string[]
  /** Another base URL that serves this route, and gets the same credentials. Default: the proxy's `upstream`. */
  readonly upstream?: string
}

/** What a request would do, if it is allowed. */
export interface OperationsAccess {
  readonly action: string
  readonly method: OperationsRoute['method']
  /** The IDs in the path, by their names in the route: `{ id: '7' }`. Not decoded. */
  readonly ids: Readonly<Record<string, string>>
}

/**
 * What `authorize` returns: a scope, 401 if no user is signed in, 403 or `false` if the user is not allowed to.
 * The scope names the account, team or tenant that the request acts for, must not be empty, and must stay the
 * same as long as the tenant does: it goes into every Idempotency-Key.
 */
export type OperationsDecision = { readonly scope: string } | { readonly status: 401 | 403 } | false

/** What is added to each request to the API. Values of 8 characters or more are secrets. */
export interface OperationsCredentials {
  /** Such as `{ Authorization: 'Bearer …' }`. They replace headers of the caller. */
  readonly headers?: Readonly<Record<string, string>>
  /** Query parameters, such as `{ code: '…' }`. They are removed from the URLs in responses. */
  readonly query?: Readonly<Record<string, string>>
  /** The name of the account, not a secret. Needed if proxies of several accounts share a `statusStore`. */
  readonly account?: string
}

/** Options of `createOperationsProxy`. */
export interface OperationsProxyOptions extends Omit<ProxyOptions, 'signingSecret'> {
  /** The base URL of the API, such as `https://api.example.com/v1`. */
  readonly upstream: string
  /** The allow-list: nothing else of the API can be reached. */
  readonly routes: readonly OperationsRoute[]
  /** The same for all requests, or for each scope that `authorize` grants. */
  readonly credentials:
    | OperationsCredentials
    | ((scope: string) => OperationsCredentials | Promise<OperationsCredentials>)
  /**
   * Called for every request, before any part of it is sent. Anything but an object with a scope is a refusal
   * (403). If it throws or returns another status, the response is a 500. The body has already arrived and is
   * within `maxRequestBytes`; you can read it freely. `timeoutMs` does not limit `authorize`.
   */
  readonly authorize: (
    request: Request,
    access: OperationsAccess,
  ) => OperationsDecision | Promise<OperationsDecision>
  /**
   * The response headers whose value is a URL: a URL of the API is put below `publicPath`, any other is passed
   * unchanged. Default: Location, Content-Location, Operation-Location, Azure-AsyncOperation.
   */
  readonly urlHeaders?: readonly string[]
  /**
   * The members of JSON responses whose value is a URL, handled like `urlHeaders`: a name, or the end of a
   * dotted path, such as `links.self`; a list counts as its elements. Default: statusUrl, resultUrl, cancelUrl,
   * operationLocation, resourceLocation, links.self, urls.get, urls.cancel.
   */
  readonly urlFields?: readonly string[]
  /** More response headers for the browser, besides Retry-After, Date, ETag, Operation-Id and X-Request-Id. */
  readonly responseHeaders?: readonly string[]
}
