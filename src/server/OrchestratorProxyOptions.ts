import type { OrchestratorCredentials } from './basicCredentials.ts'
import type { OrchestratorAction, OrchestratorApi } from './orchestratorRoutes.ts'
import type { StatusStore } from './StatusStore.ts'

/** What a request would do, if it is allowed. */
export interface OrchestratorAccess {
  readonly action: OrchestratorAction
  readonly api: OrchestratorApi
  /** The configuration, conversation, store or operation in the path; undefined for create and list. */
  readonly resourceId: string | undefined
  /** The trait group's name or the data mapping's ID inside the store `resourceId`. */
  readonly subresourceId: string | undefined
}

/**
 * Who is allowed: `scope` names the account, team or tenant the request acts for. Not empty, and the same as long
 * as the tenant is: it goes into every Idempotency-Key, so a scope that changes between two attempts of one intent
 * (a session's ID) lets the second one through as new.
 */
export interface OrchestratorGrant {
  readonly scope: string
}

/**
 * Why a request is refused. 401: nobody is signed in, and the page asks for a sign-in. 403: this person may not, and a
 * sign-in would change nothing.
 */
export interface OrchestratorDenial {
  readonly status: 401 | 403
}

/** What `authorize` answers; `false` is `{ status: 403 }`. */
export type OrchestratorDecision = OrchestratorGrant | OrchestratorDenial | false

/** Options of `createOrchestratorProxy`. */
export interface OrchestratorProxyOptions {
  /**
   * The path that requests arrive with: `/api/twilio`. Empty where a router has taken the path off (`app.mount` of
   * Hono), and where the proxy owns the host; then say which by `publicPath`.
   */
  readonly basePath: string
  /**
   * The path that the browser uses, where it is another: `/app/api/twilio` under a `basePath` of Next.js. The URLs in
   * every answer begin with it. Default: `basePath`.
   */
  readonly publicPath?: string
  /** One pair for all, or one for each scope that `authorize` grants (a subaccount for each tenant). */
  readonly credentials:
    | OrchestratorCredentials
    | ((scope: string) => OrchestratorCredentials | Promise<OrchestratorCredentials>)
  /**
   * Decides on every request before anything of it is sent. Answers `{ scope }`, `{ status: 401 }` where nobody
   * is signed in, or `false`; everything else, undefined too, is a refusal (403). When it throws, or names another
   * status, the answer is 500. The body has arrived by then and is no longer than `maxRequestBytes`: read it freely. It is
   * the application's own work and is not held to `timeoutMs`.
   */
  readonly authorize: (
    request: Request,
    access: OrchestratorAccess,
  ) => OrchestratorDecision | Promise<OrchestratorDecision>
  /**
   * Where the two APIs are: a gateway, or the simulator. Default: Twilio's own hosts, of `region` and `edge`. Beside
   * `upstream` those two say which hosts of Twilio's the answers name.
   */
  readonly upstream?: { readonly conversations: string; readonly memory: string }
  /**
   * The Twilio region the account's data is in: `'ie1'` asks conversations.dublin.ie1.twilio.com. Credentials
   * belong to one region, so several regions are several proxies, each under its own `basePath`. Default: US1,
   * by the plain hosts.
   */
  readonly region?: string
  /** The edge to enter Twilio by, such as `'dublin'`. Default: the one beside the region. */
  readonly edge?: string
  /**
   * Signs operations, so that who may ask for one is settled by who began it: in the browser an operation's ID is
   * then Twilio's with a signature over scope, API and ID (`proc_job_….<signature>`), and a status is read only
   * with the signature of the session's own scope. Needed where several tenants share one Twilio account. The
   * client needs no change, and IDs from this proxy work as bare IDs, from its journal too. Twilio's own IDs (from
   * a script, the console or a log) are answered with 404, and so are those handed out before the secret was set.
   * At least 32 characters; of a list the first signs and all are accepted, for a change of secret. The same in
   * all processes.
   */
  readonly signingSecret?: string | readonly string[]
  /**
   * Where the last answer about each operation is kept, so that all who watch it in one scope are one to Twilio:
   * until its Retry-After has passed they are given that answer, and `authorize` is still asked every time. Only
   * good answers to operation reads are kept; one that is final, for a minute or twice the last wait. A store may be
   * shared by proxies of several accounts and paths. Default: in this process, bounded. `null` asks Twilio every time,
   * as it must be where IDs come again (a simulator that is reset).
   */
  readonly statusStore?: StatusStore | null
  /** Default: the global `fetch`. Called with a URL string and `redirect: 'manual'`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /**
   * Origins (`https://admin.example.com`) of other sites whose pages may read and write here, also with cookies,
   * which their client has to send (`credentials: 'include'`); they alone get CORS headers. Also the public origin of
   * this very site, where a proxy in front ends TLS and browsers without `Sec-Fetch-Site` (before 2023) matter. Default: none.
   */
  readonly allowedOrigins?: readonly string[]
  /** Longest request body, in bytes. Default 262144. */
  readonly maxRequestBytes?: number
  /** Longest upstream body, in bytes after decompression. Default 8388608: a page of 1000 configurations. */
  readonly maxResponseBytes?: number
  /** For the request's body, and again for the whole upstream answer. Default 30000, as the twilio client. */
  readonly timeoutMs?: number
  /**
   * Told what the browser is not: what `authorize`, `credentials`, `statusStore` or `fetch` threw. For the
   * server's log: known credentials are struck out, wherever they stand in the error. The caller's own input is
   * not. What it throws, or rejects with, is dropped.
   */
  readonly onError?: (error: unknown) => void
  /** The clock, epoch ms. Default: `Date.now`. */
  readonly now?: () => number
}

/** An option that is wrong: what it is, why it matters, and what to pass. */
export function invalid(what: string, why: string, whatToDo: string): TypeError {
  return new TypeError(`createOrchestratorProxy: ${what}. ${why}. ${whatToDo}`)
}
