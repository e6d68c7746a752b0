import { orchestratorRoutes, type OrchestratorRoute } from './orchestratorRoutes.ts'

/** A line of the allow-list, and the IDs the path has in its places. */
export interface RouteMatch {
  readonly route: OrchestratorRoute
  readonly ids: readonly string[]
}

/**
 * The allow-list's lines for a path, one per method; empty when the path is not in it. The path is compared
 * as it was sent: no segment is decoded, so an escape, a dot, a semicolon or a doubled slash fits nothing.
 */
export function matchRoutes(path: string): readonly RouteMatch[] {
  const segments = path.split('/')
  return orchestratorRoutes.flatMap((route) => {
    const ids = matchSegments(route, segments)
    return ids === undefined ? [] : [{ route, ids }]
  })
}

function matchSegments(route: OrchestratorRoute, segments: readonly string[]): string[] | undefined {
  const wanted = route.path.split('/')
  if (wanted.length !== segments.length) return undefined
  const ids: string[] = []
  for (const [index, segment] of segments.entries()) {
    if (wanted[index]?.startsWith('{') === true) {
      if (!route.idPattern.test(segment)) return undefined
      ids.push(segment)
    } else if (wanted[index] !== segment) return undefined
  }
  return ids
}
