import { readJsonClaim } from '../http/body.ts'
import type { ProxySettings } from '../settings/proxySettings.ts'
import { exposedHeaders } from '../upstream/sanitizeResponse.ts'

/**
 * Whether a request may come from a page of another site. That covers writes (CSRF) and reads, which use up
 * the account's rate limit and let a page probe what exists. A followed link is a read too.
 *
 * 1. An `Origin` in `allowedOrigins` passes.
 * 2. Otherwise `Sec-Fetch-Site` decides, because no script can set it and it stays correct behind a proxy
 *    that terminates TLS or renames the host. `same-origin` and `none` (the user, not a page) pass; any other
 *    value is refused, including `same-site`: a sibling subdomain is another application.
 * 3. Without it (plain HTTP other than localhost, or an old browser), `Origin` must be the request's own.
 * 4. Without either, the caller is a program or a very old browser. Such a browser can only send another site
 *    what a form can send: POST, never as JSON, and without headers of its own. PUT, PATCH, DELETE, JSON and
 *    an Idempotency-Key need a preflight, which we refuse. It can also send a read, but the page cannot see the
 *    response.
 */
export function isCrossSite(request: Request, allowedOrigins: ReadonlySet<string>): boolean {
  const origin = request.headers.get('Origin')
  if (origin !== null && allowedOrigins.has(origin)) return false
  const site = request.headers.get('Sec-Fetch-Site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  if (origin !== null) return origin !== new URL(request.url).origin
  const isPreflighted =
    readJsonClaim(request.headers.get('Content-Type')) === 'json' ||
    ['Idempotency-Key', 'X-Submission-Id'].some((name) => request.headers.has(name))
  return request.method === 'POST' && !isPreflighted
}

/**
 * The CORS headers of a response: `Vary` always, permission only for an allowed origin. Credentials are
 * included, because `authorize` usually reads the application's cookie.
 */
export function corsHeaders(
  request: Request,
  { allowedOrigins, api }: Pick<ProxySettings, 'allowedOrigins' | 'api'>,
): Headers {
  const headers = new Headers({ Vary: 'Origin' })
  const origin = request.headers.get('Origin')
  if (origin === null || !allowedOrigins.has(origin)) return headers
  headers.set('Access-Control-Allow-Origin', origin)
  headers.set('Access-Control-Allow-Credentials', 'true')
  headers.set('Access-Control-Expose-Headers', exposedHeaders(api))
  return headers
}

const requestHeaderNames = /^[A-Za-z0-9-]+(?: ?, ?[A-Za-z0-9-]+)*$/

/**
 * The response to a preflight from an allowed origin; the browser may cache it for 600 s. All requested
 * headers are granted, up to 1024 characters: `authorize` may need them, and only the proxy's own list is
 * sent to the API.
 */
export function preflightResponse(request: Request, methods: readonly string[]): Response {
  const asked = request.headers.get('Access-Control-Request-Headers') ?? ''
  const granted = asked.length <= 1024 && requestHeaderNames.test(asked)
  const headers = new Headers({
    'Access-Control-Allow-Methods': methods.join(', '),
    'Access-Control-Allow-Headers': granted
      ? asked
      : 'Content-Type, Idempotency-Key, If-Match, X-Submission-Id',
    'Access-Control-Max-Age': '600',
  })
  return new Response(null, { status: 204, headers })
}
