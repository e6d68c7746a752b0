import type { PollAnswer } from '../protocol/advance.ts'
import { chooseResource } from '../protocol/chooseResource.ts'
import { RequestError } from '../protocol/errors.ts'
import { isGone } from '../protocol/failure.ts'
import type { ResourceRule } from '../protocol/resource.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import type { ClientContext } from './clientContext.ts'
import { readJson } from './readJson.ts'

/** A new resource may show up in lists a little after its operation completed: this often is looked in all. */
const MAX_LOOKS = 6

/**
 * Looks once for the resource that a completed operation made, where no answer named it. A list that may not be read
 * ends the search; one that cannot be read just now is a failure like that of any poll.
 */
export async function lookUpResource(
  snapshot: OperationSnapshot,
  { find, type }: ResourceRule,
  context: ClientContext,
): Promise<PollAnswer> {
  // The server's clock stamped both the operation and the resource; ours may be wrong.
  const createdAt = Date.parse(snapshot.operation?.createdAt ?? '')
  const since = Number.isNaN(createdAt) ? (snapshot.accepted?.acceptedAt ?? 0) : createdAt
  const read = async (path: string) => (await readJson(context, path, { api: snapshot.api })).body
  try {
    const candidates = (await find?.(snapshot.accepted?.hint ?? {}, read)) ?? []
    const isLastLook = (snapshot.looks ?? 0) + 1 >= MAX_LOOKS
    return { resource: chooseResource(candidates, { startedAt: since, type, isLastLook }) }
  } catch (error) {
    if (!(error instanceof RequestError)) return { error: { kind: 'contract', message: String(error) } }
    const isClearNo = isGone(error.failure) || error.failure.kind === 'refused'
    return isClearNo ? { resource: { state: 'notFound' } } : { error: error.failure }
  }
}
