import { readJsonClaim } from './readJsonClaim.ts'

/**
 * Whether a request may come from a page of another site: a write (CSRF), or a read, which spends the account's
 * rate limit and lets a page measure what is there. A followed link is a read as well.
 *
 * 1. An `Origin` the application has listed is welcome.
 * 2. `Sec-Fetch-Site` decides next, because no script can set it and because it stays true behind a proxy
 *    that ends TLS or renames the host: `same-origin` and `none` (the person, not a page) pass, every other
 *    word is refused. `same-site` too: a sister subdomain is another application.
 * 3. Without it (plain HTTP other than localhost, or an old browser) `Origin` must be the request's own.
 * 4. With neither, it is a program or a very old browser. Such a browser can send another site only what a
 *    form can send: POST, and never as JSON. PUT, PATCH, DELETE and JSON need a preflight, which we refuse.
 *    A read it can send too, but nothing of the answer reaches the page.
 */
export function isCrossSite(request: Request, allowedOrigins: ReadonlySet<string>): boolean {
  const origin = request.headers.get('Origin')
  if (origin !== null && allowedOrigins.has(origin)) return false
  const site = request.headers.get('Sec-Fetch-Site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  if (origin !== null) return origin !== new URL(request.url).origin
  return request.method === 'POST' && readJsonClaim(request.headers.get('Content-Type')) !== 'json'
}
