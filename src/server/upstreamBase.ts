import type { OrchestratorApi } from './orchestratorRoutes.ts'

/** Where an API is asked: an origin, and the path in front of `/v1` or `/v2` (empty at Twilio). */
export interface UpstreamBase {
  readonly origin: string
  readonly prefix: string
}

/**
 * Reads one `upstream` option.
 *
 * @throws {TypeError} when credentials could not be sent there safely.
 */
export function upstreamBase(api: OrchestratorApi, value: unknown): UpstreamBase {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  const clean =
    url !== undefined &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && isNear(url.hostname))) &&
    url.href === `${url.origin}${url.pathname}` &&
    /^(?:\/[A-Za-z0-9_.~-]+)*\/?$/.test(url.pathname)
  if (clean) return { origin: url.origin, prefix: url.pathname.replace(/\/$/, '') }
  throw new TypeError(
    `createOrchestratorProxy: upstream.${api} is not a URL that credentials may be sent to. They go out with ` +
      'every request. Pass https://host[/path] without user, query or hash; http:// only for this machine ' +
      'or a one-word host name of a private network.',
  )
}

function isNear(hostname: string): boolean {
  return hostname === '[::1]' || /^127(?:\.[0-9]+){3}$/.test(hostname) || !/[.:]/.test(hostname)
}
