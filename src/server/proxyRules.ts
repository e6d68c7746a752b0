import type { ProxySettings } from './settings/proxySettings.ts'
import type { RouteMatch } from './settings/routes.ts'
import type { JoinSubmission } from './sharing/joinSubmissions.ts'
import type { ToShared } from './sharing/sharedStatus.ts'
import type { StatusShare } from './sharing/shareStatus.ts'
import type { UpstreamAnswer } from './upstream/askUpstream.ts'
import type { UrlSettings } from './upstream/rewriteUrls.ts'
import type { SanitizedResponse } from './upstream/sanitizeResponse.ts'

/** How the responses of an API are handled. */
export interface ProxyRules {
  /**
   * Turns a response of the API into one for the browser. `secrets` are all spellings that it must not contain,
   * `added` are the names of the query parameters that hold credentials.
   *
   * @throws {ProxyError} if it is not passed on.
   */
  readonly clean: (
    answer: UpstreamAnswer,
    route: RouteMatch['route'],
    settings: UrlSettings,
    secrets: readonly string[],
    added: readonly string[],
  ) => SanitizedResponse
  /** What other callers get of a status. */
  readonly toShared: ToShared
}

/** The settings, and the state of one request. */
export interface RequestContext extends Omit<ProxySettings, 'secrets'> {
  readonly rules: ProxyRules
  readonly share: StatusShare | undefined
  readonly join: JoinSubmission
  readonly secrets: Set<string>
}
