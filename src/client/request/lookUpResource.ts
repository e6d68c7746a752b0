import type { PollAnswer } from '../../protocol/advance.ts'
import { RequestError } from '../../protocol/errors.ts'
import { isGone } from '../../protocol/failure.ts'
import { chooseResource } from '../../protocol/resource.ts'
import type { ResourceRule } from '../../protocol/resource.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import type { ClientContext } from '../http/clientContext.ts'
import { readJson } from '../http/readJson.ts'

/** Lookups in total, because a new resource may appear in lists a little after its operation completed. */
const MAX_LOOKS = 6

/**
 * Looks once for the resource that a completed operation created, if no response named it. A 404, 410 or
 * other refused request ends the search as `notFound`. Any other failure, including 401 and 403, counts as a
 * failed poll.
 */
export async function lookUpResource(
  snapshot: OperationSnapshot,
  { find, type }: ResourceRule,
  context: ClientContext,
  signal: AbortSignal,
): Promise<PollAnswer> {
  // The server's clock stamped both the operation and the resource. Ours may be wrong.
  const createdAt = Date.parse(snapshot.operation?.createdAt ?? '')
  const since = Number.isNaN(createdAt) ? (snapshot.accepted?.acceptedAt ?? 0) : createdAt
  const read = async (path: string) => (await readJson(context, path, { api: snapshot.api, signal })).body
  try {
    const candidates = (await find?.(snapshot.accepted?.hint ?? {}, read)) ?? []
    const isLastLook = (snapshot.looks ?? 0) + 1 >= MAX_LOOKS
    return { resource: chooseResource(candidates, { startedAt: since, type, isLastLook }) }
  } catch (error) {
    if (!(error instanceof RequestError)) return { error: { kind: 'contract', message: String(error) } }
    const isRejection = isGone(error.failure) || error.failure.kind === 'refused'
    return isRejection ? { resource: { state: 'notFound' } } : { error: error.failure }
  }
}
