import { ProxyError } from '../http/ProxyError.ts'
import type { Route } from '../settings/routes.ts'
import { findReference, hostOf } from './rerootReference.ts'
import type { UrlSettings } from './rewriteUrls.ts'

/** What each request to sign in has in its query: OAuth 2.0 (RFC 6749, 4.1.1), SAML 2.0, WS-Federation. */
const signInQueries = [['client_id', 'response_type'], ['SAMLRequest'], ['wa', 'wtrealm']]

/**
 * Refuses a redirect of a status read that does not lead to a result: every dialect would read it as the end of
 * the operation. It leads to the status again, such as with one more slash, to a path of the API without a route,
 * such as its login page, or to another server that signs users in. A relative reference passes.
 *
 * @throws {ProxyError} 502 in these cases.
 */
export function checkRedirect(location: string, route: Route, settings: UrlSettings): void {
  const found = findReference(location, route.api, settings)
  const isStatus = found?.matches.some((match) => match.route === route) === true
  if (found === undefined ? !leadsAstray(location, route, settings) : !isStatus) return
  const detail =
    'The API has redirected the read of a status to the status again, to a path without a route, or to a login ' +
    'page. The redirect was not followed. List a route for the result, or let the API respond with a 401.'
  throw new ProxyError(502, 'upstream-redirect', 'Bad gateway', detail)
}

function leadsAstray(location: string, { api }: Route, { ownBases, upstreamOf }: UrlSettings): boolean {
  if (!/^(?:[a-z][\w+.-]*:|[/\\])/i.test(location)) return false
  const { origin } = upstreamOf(api)
  if (!URL.canParse(location, origin)) return true
  const { host, searchParams } = new URL(location, origin)
  const isOwn = ownBases.some((base) => hostOf(base.origin) === host)
  return isOwn || signInQueries.some((names) => names.every((name) => searchParams.has(name)))
}
