import type { OrchestratorRoute } from './orchestratorRoutes.ts'
import { Refusal } from './Refusal.ts'

/** The documented query parameters, checked and encoded anew. Unknown names are dropped. */
export function readQuery(query: string, route: OrchestratorRoute): string {
  const given = new URLSearchParams(query)
  const passed = new URLSearchParams()
  for (const [name, pattern] of Object.entries(route.query)) {
    const [value, ...others] = given.getAll(name)
    if (value === undefined) continue
    if (others.length > 0 || !pattern.test(value)) {
      const detail = `The query parameter ${name} is given twice, or is not of its documented form.`
      throw new Refusal(400, 'invalid-query', 'Invalid query', detail)
    }
    passed.set(name, value)
  }
  const text = passed.toString()
  return text === '' ? '' : `?${text}`
}
