import type { ProxySettings } from './settings/proxySettings.ts'
import type { Credentials } from './settings/redactSecrets.ts'
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

/** A request to the API, without the credentials. */
export interface UpstreamRequest {
  /** Path and query. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** The same path and query with the parameters that hold credentials, which replace others of the same name. */
export function withQuery(url: string, { query }: Credentials): string {
  const added = Object.entries(query)
  if (added.length === 0) return url
  const [path = '', given] = url.split('?', 2)
  const all = new URLSearchParams(given)
  for (const [name, value] of added) all.set(name, value)
  return `${path}?${all.toString()}`
}

/** The same headers with those that hold credentials, which replace others of the same name. */
export function withHeaders(
  given: UpstreamRequest['headers'],
  { headers }: Credentials,
): Record<string, string> {
  const replaced = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  const kept = Object.entries(given).filter(([name]) => !replaced.has(name.toLowerCase()))
  return { ...Object.fromEntries(kept), ...headers }
}
