import { matchRoutes } from '../settings/routes.ts'
import type { RouteMatch } from '../settings/routes.ts'
import type { UrlSettings } from './rewriteUrls.ts'

// Matched as text, before URL parsing: a parser would first normalize dots, escapes, backslashes and tabs.
const plainReference =
  /^(https?:\/\/[\w.:[\]-]+)?((?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._~!$&'()*+,=:@-]+)+)(\/?)(?:\?([^#\s]*))?(?:#.*)?$/i

/** A URL of the API that has a route. */
interface Reference {
  readonly path: string
  readonly query: string
  readonly matches: readonly RouteMatch[]
}

/**
 * Finds the routes of a URL that the API `asked` has sent. A host without a scheme's port is the same under `http`
 * and `https`: no request is sent to the URL itself. A path without a host belongs to the upstream that sent it,
 * also if a gateway has removed the path of `upstream` from it.
 */
export function findReference(value: string, asked: string, settings: UrlSettings): Reference | undefined {
  const [, origin, path, slash = '', query = ''] = plainReference.exec(value) ?? []
  if (path === undefined) return undefined
  const host = hostOf(origin ?? settings.upstreamOf(asked).origin)
  for (const { api, prefix } of settings.ownBases.filter((base) => hostOf(base.origin) === host)) {
    const isUnder = path.startsWith(`${prefix}/`)
    const candidates = isUnder ? [path.slice(prefix.length), path] : [path]
    for (const own of candidates) {
      const matches = matchRoutes(settings.api.routes, own).filter(({ route }) => route.api === api)
      if (matches.length > 0) return { path: own + slash, query, matches }
    }
  }
  return undefined
}

/**
 * Puts a URL that the API `asked` has sent below `publicPath`, with the query parameters of its route except
 * `added`, which the proxy adds again.
 *
 * @returns undefined for a URL that does not belong to the API
 */
export function rerootReference(
  value: string,
  asked: string,
  settings: UrlSettings,
  added: readonly string[],
): string | undefined {
  const found = findReference(value, asked, settings)
  if (found === undefined) return undefined
  const names = found.matches.flatMap(({ route }) => Object.keys(route.query))
  return settings.mount.publicPath + found.path + keepQuery(found.query, names, added)
}

/** Host and port; the port is left out if it is that of the scheme. */
export function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

function keepQuery(query: string, names: readonly string[], added: readonly string[]): string {
  const kept = [...new URLSearchParams(query)].filter(
    ([name]) => names.includes(name) && !added.includes(name),
  )
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept).toString()}`
}
