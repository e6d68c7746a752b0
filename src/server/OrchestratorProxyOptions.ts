import type { OrchestratorCredentials } from './basicCredentials.ts'
import type { OrchestratorAction, OrchestratorApi } from './orchestratorRoutes.ts'

/** What a request would do, if it is allowed. */
export interface OrchestratorAccess {
  readonly action: OrchestratorAction
  readonly api: OrchestratorApi
  /** The configuration, conversation, store or operation in the path; undefined for create and list. */
  readonly resourceId: string | undefined
  /** The trait group's name or the data mapping's ID inside the store `resourceId`. */
  readonly subresourceId: string | undefined
}

/** Who is allowed: `scope` names the account, team or tenant the request acts for. Not empty. */
export interface OrchestratorGrant {
  readonly scope: string
}

/** Options of `createOrchestratorProxy`. */
export interface OrchestratorProxyOptions {
  /**
   * The path the proxy answers under, as the browser sees it: `/api/twilio`. Mount it so that the request keeps
   * its whole URL. Empty when it owns the host.
   */
  readonly basePath: string
  /** One pair for all, or one for each scope that `authorize` grants (a subaccount for each tenant). */
  readonly credentials:
    | OrchestratorCredentials
    | ((scope: string) => OrchestratorCredentials | Promise<OrchestratorCredentials>)
  /**
   * Decides on every request before anything of it is read or sent. Answers `{ scope }`, or `false`; everything
   * else, undefined too, is a refusal (403). When it throws, the answer is 500. To look into the body, read
   * `request.clone()`. It is the application's own work and is not held to `timeoutMs`.
   */
  readonly authorize: (
    request: Request,
    access: OrchestratorAccess,
  ) => OrchestratorGrant | false | Promise<OrchestratorGrant | false>
  /**
   * Where the two APIs are. Default: https://conversations.twilio.com and https://memory.twilio.com. Another
   * region, a gateway, or the simulator.
   */
  readonly upstream?: { readonly conversations: string; readonly memory: string }
  /** Default: the global `fetch`. Called with a URL string and `redirect: 'manual'`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /**
   * Origins (`https://admin.example.com`) of other sites whose pages may read and write here, with cookies;
   * they alone get CORS headers. Also the public origin of this very site, where a proxy in front ends TLS
   * and browsers without `Sec-Fetch-Site` (before 2023) matter. Default: none.
   */
  readonly allowedOrigins?: readonly string[]
  /** Longest request body, in bytes. Default 262144. */
  readonly maxRequestBytes?: number
  /** Longest upstream body, in bytes after decompression. Default 8388608: a page of 1000 configurations. */
  readonly maxResponseBytes?: number
  /** For the request's body, and again for the whole upstream answer. Default 30000, as the twilio client. */
  readonly timeoutMs?: number
  /** Told what the browser is not: what `authorize`, `credentials` or `fetch` threw. For the server's log. */
  readonly onError?: (error: unknown) => void
}
