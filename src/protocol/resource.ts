import type { AcceptedOperation } from './acceptedOperation.ts'
import type { Operation } from './operation.ts'

/** A resource that may be the one an operation made. */
export interface ResourceCandidate {
  readonly id: string
  readonly label?: string
  /** ISO 8601, by the server's clock. */
  readonly createdAt?: string
}

/** Which resource a completed operation made, as far as we know. */
export type Resource =
  | { readonly state: 'found'; readonly id: string; readonly type: string }
  | { readonly state: 'searching' }
  | { readonly state: 'ambiguous'; readonly candidates: readonly ResourceCandidate[] }
  | { readonly state: 'notFound' }
  | { readonly state: 'none' }

/** Reads JSON from the API that ran the operation: a path below `baseUrl`, with a query. */
export type ResourceReader = (path: string) => Promise<unknown>

/** How the resource that an operation makes is told from all others. */
export interface ResourceRule {
  /** The kind of thing, such as `configuration`. Names the lists that are refreshed. */
  readonly type: string
  /** Its key in `related`, such as `configurationId`. */
  readonly relatedKey?: string
  /**
   * Finds everything that matches the hint, where the API never names the ID: reads all pages. The choice among
   * several is made by us.
   */
  readonly find?: (
    hint: Readonly<Record<string, string>>,
    read: ResourceReader,
  ) => Promise<readonly ResourceCandidate[]>
}

/**
 * Reads the resource's ID: what the input named, else what was answered: `related` of the 202, `related` of the
 * operation, `result.id`, the last segment of `resultUrl`, in that order.
 *
 * @param relatedKey its key in `related`; where left out, the first there is
 */
export function readResourceId(
  operation: Operation,
  accepted?: AcceptedOperation,
  relatedKey?: string,
): string | undefined {
  const related = { ...operation.related, ...accepted?.related }
  return (
    accepted?.resourceId ||
    (relatedKey === undefined ? Object.values(related)[0] : related[relatedKey]) ||
    operation.resultId ||
    /\/([\w~.-]+)\/?$/.exec(operation.resultUrl ?? '')?.[1]
  )
}

/** The resource of an operation of which nothing else is known. */
export function readResource(operation: Operation, accepted?: AcceptedOperation): Resource {
  const id = readResourceId(operation, accepted)
  return id ? { state: 'found', id, type: 'resource' } : { state: 'none' }
}
