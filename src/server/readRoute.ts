import { matchRoutes, type RouteMatch } from './matchRoutes.ts'
import { notListed } from './mount.ts'
import { Refusal } from './Refusal.ts'

/** The methods the allow-list has for a path. */
export function readMethods(path: string): string[] {
  const methods = matchRoutes(path).map(({ route }) => route.method)
  if (methods.length === 0) throw notListed()
  return methods
}

/** The allow-list's line for a request. */
export function readRoute(method: string, path: string): RouteMatch {
  const match = matchRoutes(path).find(({ route }) => route.method === method)
  if (match !== undefined) return match
  const allow = readMethods(path).join(', ')
  const detail = `This path can be asked with ${allow} only.`
  throw new Refusal(405, 'method-not-allowed', 'Method not allowed', detail, { headers: { Allow: allow } })
}
