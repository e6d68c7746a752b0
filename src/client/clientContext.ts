import type { OperationsApi } from '../protocol/operationsApi.ts'
import type { Pace } from '../protocol/pace.ts'
import type { Transport } from './sendRequest.ts'

/** What a client is made of. Recipes and vendors build their calls on it. */
export interface ClientContext extends Transport {
  readonly apis: readonly OperationsApi[]
  /** What caches and journals file its operations under, beside the scope. */
  readonly home: string
  /** True if all of them are on this machine. */
  readonly isLocal: boolean
  /** The page's own address, for a `baseUrl` that is only a path. */
  readonly pageUrl: string | undefined
  readonly pace: Pace
  /** Chance, 0 to 1. */
  readonly random: () => number
}

/**
 * One API by its name; the first one where left out.
 *
 * @throws RangeError for a name that the client does not have
 */
export function apiOf({ apis }: ClientContext, name?: string): OperationsApi {
  const api = name === undefined ? apis[0] : apis.find((one) => one.api === name)
  if (!api)
    throw new RangeError(`This client has no API named ${name}. Check the recipe's or the operation's "api".`)
  return api
}
