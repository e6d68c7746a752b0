import { chooseResource } from '../../protocol/resource.ts'
import type { Resource, ResourceRule } from '../../protocol/resource.ts'
import type { ClientContext } from '../http/clientContext.ts'
import { readJson } from '../http/readJson.ts'
import type { IntentRecord } from '../storage/journalRecord.ts'

/** How much client and server clocks may differ: a resource created this long before may still be ours. */
const CLOCKS_DIFFER_MS = 60_000

/** An accepted request creates its resource within this time. Before that, its absence proves nothing. */
const LOOK_IS_SURE_MS = 600_000

/**
 * True if a resource that is still missing this long after the last unclear attempt was never created: after
 * 10 minutes, or twice `stuckAfterMs` if that is longer.
 */
export function isLookupConclusive(sinceMs: number, { pace }: ClientContext): boolean {
  return sinceMs >= Math.max(LOOK_IS_SURE_MS, 2 * pace.stuckAfterMs)
}

/**
 * Looks by name for the resource that an unclear intent may have created, if a retry with its key does not
 * settle it.
 *
 * @returns `undefined` if there is nothing to search by, or the list cannot be read right now
 */
export async function findIntended(
  { hint, api, createdAt }: IntentRecord,
  rule: ResourceRule | undefined,
  context: ClientContext,
  signal: AbortSignal,
): Promise<Resource | undefined> {
  if (!rule?.find || !hint) return undefined
  try {
    const read = async (path: string) => (await readJson(context, path, { api, signal })).body
    const candidates = await rule.find(hint, read)
    const startedAt = createdAt - CLOCKS_DIFFER_MS
    return chooseResource(candidates, { startedAt, type: rule.type, isLastLook: true })
  } catch {
    return undefined
  }
}
