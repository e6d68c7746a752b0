import { matchRoutes } from './matchRoutes.ts'
import type { OrchestratorAction, OrchestratorApi } from './orchestratorRoutes.ts'
import type { ProxySettings } from './proxySettings.ts'

/** What URLs are judged by. */
export type UrlSettings = Pick<ProxySettings, 'mount' | 'upstream' | 'ownBases'>

/**
 * A URL out of an upstream answer, judged: `rooted` under our publicPath; `unlisted`, a clean path of the right
 * host that the allow-list does not have; or `foreign`, which is everything else.
 */
export type RerootedUrl =
  | { readonly kind: 'rooted'; readonly path: string; readonly action: OrchestratorAction }
  | { readonly kind: 'unlisted' }
  | { readonly kind: 'foreign' }

const apis: readonly OrchestratorApi[] = ['conversations', 'memory']

// Matched as text, before URL parsing: a parser would first resolve dots, escapes, backslashes, tabs
// and letters that only look like a host's away.
const plainUrl = /^(https?:\/\/[\w.:[\]-]+)?((?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9_.~-]+)+)\/?$/i

/**
 * Judges a URL that the API `asked` has sent. Its host must be the configured upstream of the API its path
 * belongs to, or Twilio's own host of that API (of its region, or without one); a path alone belongs to the upstream
 * that sent it. What stands behind a gateway under a path may not know that path, and leave it out.
 */
export function rerootUrl(value: unknown, asked: OrchestratorApi, settings: UrlSettings): RerootedUrl {
  const parts = typeof value === 'string' ? plainUrl.exec(value) : null
  const path = parts?.[2]
  const origin = parts?.[1] === undefined ? settings.upstream[asked].origin : originOf(parts[1])
  if (path === undefined || origin === undefined) return { kind: 'foreign' }

  let isOwn = false
  for (const api of apis) {
    for (const base of settings.ownBases[api].filter((one) => one.origin === origin)) {
      const isUnder = path.startsWith(`${base.prefix}/`)
      isOwn ||= isUnder
      for (const own of isUnder ? [path.slice(base.prefix.length), path] : [path]) {
        const match = matchRoutes(own).find(({ route }) => route.api === api)
        if (match === undefined) continue
        return { kind: 'rooted', path: `${settings.mount.publicPath}${own}`, action: match.route.action }
      }
    }
  }
  return { kind: isOwn ? 'unlisted' : 'foreign' }
}

function originOf(text: string): string | undefined {
  return URL.canParse(text) ? new URL(text).origin : undefined
}
