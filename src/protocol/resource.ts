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
   * several is made by {@link chooseResource}.
   */
  readonly find?: (
    hint: Readonly<Record<string, string>>,
    read: ResourceReader,
  ) => Promise<readonly ResourceCandidate[]>
}

/** The server sets both times; this much they may differ within one acceptance. */
const SAME_MOMENT_MS = 2_000

/**
 * Reads the resource's ID: what the input named, else what was answered: `related` of the 202, `related` of the operation, `result.id`,
 * the last segment of `resultUrl`, in that order. Where none of them names it, it has to be searched for.
 *
 * @param rule `null` where it is known that there is none; `undefined` where nothing is known of the recipe
 */
export function readResource(
  operation: Operation,
  accepted?: AcceptedOperation,
  rule?: ResourceRule | null,
): Resource {
  if (rule === null) return { state: 'none' }
  const id =
    accepted?.resourceId ??
    readRelatedId(accepted?.related, rule) ??
    readRelatedId(operation.related, rule) ??
    operation.resultId ??
    /\/([\w~.-]+)\/?(?:[?#].*)?$/.exec(operation.resultUrl ?? '')?.[1]
  if (id !== undefined) return { state: 'found', id, type: rule?.type ?? 'resource' }
  return rule?.find && accepted?.hint ? { state: 'searching' } : { state: 'none' }
}

function readRelatedId(
  related: Readonly<Record<string, string>> | undefined,
  rule: ResourceRule | undefined,
): string | undefined {
  if (!related) return undefined
  if (!rule) return Object.values(related)[0]
  return rule.relatedKey !== undefined && Object.hasOwn(related, rule.relatedKey)
    ? related[rule.relatedKey]
    : undefined
}

/**
 * Chooses among all resources that match: the one made after the operation began. An older one of the same name is
 * somebody else's, so while it is the only one the search goes on.
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
