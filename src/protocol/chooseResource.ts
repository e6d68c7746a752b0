import type { Resource, ResourceCandidate } from './resource.ts'

/** The server sets both times; this much they may differ within one acceptance. */
const SAME_MOMENT_MS = 2_000

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
