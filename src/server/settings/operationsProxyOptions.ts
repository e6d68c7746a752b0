import type { ProxyOptions } from './proxyOptions.ts'

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
