import { chooseResource } from '../protocol/chooseResource.ts'
import type { Resource, ResourceRule } from '../protocol/resource.ts'
import type { ClientContext } from './clientContext.ts'
import type { IntentRecord } from './journalRecord.ts'
import { readJson } from './readJson.ts'

/** The two clocks may differ by this much: what was made that little before may still be ours. */
const CLOCKS_DIFFER_MS = 60_000

/** What was accepted makes its resource within this time: that it is not in the list any earlier says nothing. */
const LOOK_IS_SURE_MS = 600_000

/** True if what is not in the list that long after the last unclear attempt was never made. */
export function isLookSure(sinceMs: number, { pace }: ClientContext): boolean {
  return sinceMs >= Math.max(LOOK_IS_SURE_MS, 2 * pace.stuckAfterMs)
}

/**
 * Looks for what an unclear intent may have made, by its name, where it cannot be asked again under its key.
 *
 * @returns `undefined` where it cannot be looked for, or the list cannot be read just now
 */
export async function findIntended(
  { hint, api, createdAt }: IntentRecord,
  rule: ResourceRule | undefined,
  context: ClientContext,
): Promise<Resource | undefined> {
  if (!rule?.find || !hint) return undefined
  try {
    const candidates = await rule.find(hint, async (path) => (await readJson(context, path, { api })).body)
    const startedAt = createdAt - CLOCKS_DIFFER_MS
    return chooseResource(candidates, { startedAt, type: rule.type, isLastLook: true })
  } catch {
    return undefined
  }
}
