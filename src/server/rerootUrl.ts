import { matchRoutes } from './matchRoutes.ts'
import type { OrchestratorAction, OrchestratorApi } from './orchestratorRoutes.ts'
import type { ProxySettings } from './proxySettings.ts'

/** What URLs are judged by. */
export type UrlSettings = Pick<ProxySettings, 'basePath' | 'upstream' | 'ownBases'>

/**
 * A URL out of an upstream answer, judged: `rooted` under our basePath; `unlisted`, a clean path of the right
 * host that the allow-list does not have; or `foreign`, which is everything else.
 */
export type RerootedUrl =
  | { readonly kind: 'rooted'; readonly path: string; readonly action: OrchestratorAction }
  | { readonly kind: 'unlisted' }
  | { readonly kind: 'foreign' }

const apis: readonly OrchestratorApi[] = ['conversations', 'memory']

// Matched as text, before URL parsing: a parser would first resolve dots, escapes, backslashes, tabs
// and letters that only look like a host's away.
const plainUrl = /^(https?:\/\/[\w.:[\]-]+)?((?:\/[A-Za-z0-9_-]+)+)$/i

/**
 * Judges a URL that the API `asked` has sent. Its host must be the configured upstream of the API its path
 * belongs to, or Twilio's own host of that API (of its region, or without one); a path alone belongs to the upstream that sent it.
 */
export function rerootUrl(value: unknown, asked: OrchestratorApi, settings: UrlSettings): RerootedUrl {
  const parts = typeof value === 'string' ? plainUrl.exec(value) : null
  const path = parts?.[2]
  const origin = parts?.[1] === undefined ? settings.upstream[asked].origin : originOf(parts[1])
  if (path === undefined || origin === undefined) return { kind: 'foreign' }

  let verdict: RerootedUrl = { kind: 'foreign' }
  for (const api of apis) {
    for (const base of settings.ownBases[api]) {
      if (base.origin !== origin || !path.startsWith(`${base.prefix}/`)) continue
      const own = path.slice(base.prefix.length)
      const match = matchRoutes(own).find(({ route }) => route.api === api)
      if (match !== undefined) {
        return { kind: 'rooted', path: `${settings.basePath}${own}`, action: match.route.action }
      }
      verdict = { kind: 'unlisted' }
    }
  }
  return verdict
}

function originOf(text: string): string | undefined {
  return URL.canParse(text) ? new URL(text).origin : undefined
}
