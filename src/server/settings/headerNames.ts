import { invalid } from './proxyOptions.ts'

const token = /^[\w!#$%&'*+.^`|~-]+$/

/** They belong to one connection (RFC 9110, 7.6.1), or to HTTP itself. */
const ofConnection =
  /^(?:connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|host|date|content-(?:length|encoding|range|type)|proxy-.*)$/

/** The proxy sets them, or they would change which request the API reads. */
const ofRequest =
  /^(?:accept|accept-encoding|authorization|cookie|origin|referer|via|forwarded|range|if-match|idempotency-key|x-submission-id|x-forwarded-.*|x-(?:original|rewrite)-url|x-(?:http-)?method(?:-override)?|sec-.*)$/

/** They would change what the page may do, and belong to the proxy's own origin. */
const ofResponse =
  /^(?:set-cookie2?|access-control-.*|cross-origin-.*|content-.*|cache-control|clear-site-data|vary|refresh|link|www-authenticate|alt-svc|nel|report(?:ing)?-.*|permissions-policy|referrer-policy|service-worker-allowed|sourcemap|x-sourcemap|strict-transport-security|x-content-type-options|x-frame-options|redirect-status)$/

const refused = {
  request: ofRequest,
  response: ofResponse,
  credentials: /^(?!)/,
  url: new RegExp(`^(?!content-location$)(?:${ofResponse.source})`),
}

/**
 * Checks a list of header names.
 *
 * @throws {TypeError} if it holds anything else, or a header that is not passed on.
 */
export function readHeaderNames(
  factory: string,
  option: string,
  value: unknown,
  use: keyof typeof refused,
): readonly string[] {
  const names: readonly unknown[] = Array.isArray(value) ? value : [undefined]
  const texts = names.filter((name) => typeof name === 'string' && isPassed(name, use)).map(String)
  if (texts.length === names.length) return texts
  throw invalid(
    factory,
    `${option} is not a list of header names that may be passed on`,
    'Some headers belong to one connection, to the proxy, or change what a page may do',
    "Pass names such as ['Prefer'], without those that the proxy sets.",
  )
}

/** Whether a header may be passed on: in a request, in a response, or with credentials. */
export function isPassed(name: string, use: keyof typeof refused): boolean {
  const lower = name.toLowerCase()
  return token.test(name) && !ofConnection.test(lower) && !refused[use].test(lower)
}
