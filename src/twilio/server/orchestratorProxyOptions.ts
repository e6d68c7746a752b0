import type { ProxyOptions } from '../../server/settings/proxyOptions.ts'
import type { OrchestratorCredentials } from './credentials.ts'
import type { OrchestratorAction, OrchestratorApi } from './orchestratorRoutes.ts'

/** What a request would do, if it is allowed. */
export interface OrchestratorAccess {
  readonly action: OrchestratorAction
  readonly api: OrchestratorApi
  /** ID of the configuration, conversation, store or operation in the path; undefined for create and list. */
  readonly resourceId: string | undefined
  /** Name of the trait group or ID of the data mapping in the store `resourceId`; otherwise undefined. */
  readonly subresourceId: string | undefined
}

/**
 * Allows a request. `scope` names the account, team or tenant that the request acts for. It must not be
 * empty, and must stay the same as long as the tenant does: it goes into every Idempotency-Key, so if it
 * changes between two attempts of one intent (such as a session ID), Twilio takes the second attempt for a
 * new request.
 */
export interface OrchestratorGrant {
  readonly scope: string
}

/**
 * Refuses a request. 401: no user is signed in, and the page asks for a sign-in. 403: this user is not
 * allowed to, and signing in would not change that.
 */
export interface OrchestratorDenial {
  readonly status: 401 | 403
}

/** What `authorize` returns; `false` means `{ status: 403 }`. */
export type OrchestratorDecision = OrchestratorGrant | OrchestratorDenial | false

/** Options of `createOrchestratorProxy`. */
export interface OrchestratorProxyOptions extends ProxyOptions {
  /** One pair for all requests, or one per scope that `authorize` grants (a subaccount per tenant). */
  readonly credentials:
    | OrchestratorCredentials
    | ((scope: string) => OrchestratorCredentials | Promise<OrchestratorCredentials>)
  /**
   * Called for every request, before any part of it is sent. Return `{ scope }` to allow it,
   * `{ status: 401 }` if no user is signed in, or `false`; anything else, including undefined, is a refusal
   * (403). If it throws or returns another status, the response is a 500. The body has already arrived and is
   * within `maxRequestBytes`; you can read it freely. `timeoutMs` does not limit `authorize`.
   */
  readonly authorize: (
    request: Request,
    access: OrchestratorAccess,
  ) => OrchestratorDecision | Promise<OrchestratorDecision>
  /**
   * The base URLs of the two APIs, such as those of a gateway or the simulator. Default: Twilio's own hosts
   * for `region` and `edge`. With `upstream`, `region` and `edge` say which of Twilio's hosts the responses
   * may name.
   */
  readonly upstream?: { readonly conversations: string; readonly memory: string }
  /**
   * The Twilio region that holds the account's data: `'ie1'` uses conversations.dublin.ie1.twilio.com.
   * Credentials belong to one region, so each region needs its own proxy under its own `basePath`. Default:
   * US1, through the hosts without a region.
   */
  readonly region?: string
  /**
   * The edge through which requests enter Twilio, such as `'dublin'`. Default: the edge of the region.
   * Required for a region that this version does not know.
   */
  readonly edge?: string
}
