import type { AcceptedOperation, Operation } from './operation.ts'

/** A resource that the operation may have created. */
export interface ResourceCandidate {
  readonly id: string
  readonly label?: string
  /** ISO 8601, by the server's clock. */
  readonly createdAt?: string
}

/** Which resource a completed operation created, as far as it is known. */
export type Resource =
  | { readonly state: 'found'; readonly id: string; readonly type: string }
  | { readonly state: 'searching' }
  | { readonly state: 'ambiguous'; readonly candidates: readonly ResourceCandidate[] }
  | { readonly state: 'notFound' }
  | { readonly state: 'none' }

/** Reads JSON from the API that ran the operation. `path` is below `baseUrl` and may have a query. */
export type ResourceReader = (path: string) => Promise<unknown>

/** How to find the resource that an operation creates. */
export interface ResourceRule {
  /** The resource type, such as `configuration`. Names the lists that are refreshed. */
  readonly type: string
  /** Its key in `related`, such as `configurationId`. */
  readonly relatedKey?: string
  /**
   * Finds every resource that matches the hint, on all pages, if the API never returns the ID. The library
   * chooses among several.
   */
  readonly find?: (
    hint: Readonly<Record<string, string>>,
    read: ResourceReader,
  ) => Promise<readonly ResourceCandidate[]>
}

/** The last segment of a URL without a query: the ID of the resource that it names. */
export const LAST_SEGMENT = /\/([\w~.-]+)\/?$/

/**
 * Reads the resource's ID from the first of these that has it: the input, `related` of the 202, `related` of
 * the operation, `result.id`, the last segment of `resultUrl`.
 *
 * @param relatedKey its key in `related`; the first key if omitted
 */
function readResourceId(
  operation: Operation,
  accepted?: AcceptedOperation,
  relatedKey?: string,
): string | undefined {
  const related = { ...operation.related, ...accepted?.related }
  return (
    accepted?.resourceId ||
    (relatedKey === undefined ? Object.values(related)[0] : related[relatedKey]) ||
    operation.resultId ||
    LAST_SEGMENT.exec(operation.resultUrl ?? '')?.[1]
  )
}

/** No resource, and no result. */
export const NONE: { readonly state: 'none' } = { state: 'none' }

/** The resource of an operation whose endpoint is not known. */
export function readResource(operation: Operation, accepted?: AcceptedOperation): Resource {
  const id = readResourceId(operation, accepted)
  return id ? { state: 'found', id, type: 'resource' } : NONE
}

/** The server sets both times. Within one acceptance they may differ by this much. */
const SAME_MOMENT_MS = 2_000

/**
 * Chooses the matching resource that was created after the operation started. An older one of the same name
 * belongs to another operation, so the search continues while it is the only match.
 *
 * @param startedAt epoch ms by the server's clock
 */
export function chooseResource(
  candidates: readonly ResourceCandidate[],
  { startedAt, type, isLastLook }: { startedAt: number; type: string; isLastLook: boolean },
): Resource {
  const fresh = candidates.filter(({ createdAt }) => {
    const at = Date.parse(createdAt ?? '')
    return Number.isNaN(at) || at >= startedAt - SAME_MOMENT_MS
  })
  const only = fresh[0]
  if (only && fresh.length === 1) return { state: 'found', id: only.id, type }
  if (!isLastLook) return { state: 'searching' }
  const shown = fresh.length > 0 ? fresh : candidates
  return shown.length > 0 ? { state: 'ambiguous', candidates: shown } : { state: 'notFound' }
}

/** The resource of an operation whose endpoint is known. If no response names it, it has to be searched for. */
export function readRuledResource(
  operation: Operation,
  accepted: AcceptedOperation | undefined,
  rule: ResourceRule | undefined,
): Resource {
  if (!rule) return { state: 'none' }
  const id = readResourceId(operation, accepted, rule.relatedKey ?? '')
  if (id) return { state: 'found', id, type: rule.type }
  return { state: rule.find && accepted?.hint ? 'searching' : 'none' }
}
