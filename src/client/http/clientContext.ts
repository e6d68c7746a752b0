import type { OperationsApi } from '../../protocol/operation.ts'
import type { PollingLimits } from '../../protocol/pace.ts'
import { NO_PAGE, toUrl } from '../../protocol/statusUrl.ts'
import type { Transport } from './sendRequest.ts'

/** The settings of a client. Endpoints and vendor modules build their calls on it. */
export interface ClientContext extends Transport {
  readonly apis: readonly OperationsApi[]
  /** The key under which caches and journals store its operations, together with the scope. */
  readonly home: string
  /** True if all APIs are on this machine. */
  readonly isLocal: boolean
  /** The page's own URL, for a `baseUrl` that is only a path. */
  readonly pageUrl: string | undefined
  readonly pace: PollingLimits
  /** Returns a random number, 0 to 1. */
  readonly random: () => number
  /** The keys of operations whose cancellation the server has agreed to. Replaced by a sign-out. */
  cancelling?: Set<string>
}

/**
 * Returns an API by its name; the first one if omitted.
 *
 * @throws RangeError if the client has no API of that name
 */
export function apiOf({ apis }: ClientContext, name?: string): OperationsApi {
  const api = name === undefined ? apis[0] : apis.find((one) => one.api === name)
  if (!api)
    throw new RangeError(
      `This client has no API named ${name}. Check the endpoint's or the operation's "api".`,
    )
  return api
}

/** Increment the number when the stored records change their meaning. */
const ROOT = 'react-accepted/2/'

/** Hosts on this machine. Their servers can be reached even if the browser reports that it is offline. */
const LOOPBACK = /(^|\.)localhost$|^127\.[\d.]+$|^\[::1\]$/

/**
 * Where the APIs of a client are: their base URLs, and whether all of them are on this machine. The page's
 * own origin is left out, because a page of another origin shares neither storage nor channels with this one.
 */
export function locate(
  apis: readonly OperationsApi[],
  pageUrl = NO_PAGE,
): { readonly home: string; readonly isLocal: boolean } {
  const own = `${new URL(pageUrl).origin}/`
  const urls = apis.map(({ baseUrl }) => new URL(toUrl(baseUrl, '/'), pageUrl))
  const bases = urls.map(({ href }) => (href.startsWith(own) ? href.slice(own.length - 1) : href))
  return {
    home: [...new Set(bases)].join(' '),
    isLocal: urls.every(({ hostname }) => LOOPBACK.test(hostname)),
  }
}

/**
 * The home, which is part of every storage key, lock name, channel name and query key. Two applications,
 * regions, accounts or users have two homes, even if their operations have the same IDs.
 */
export function toHome(base: string, scope: string | undefined): string {
  // No base contains a space before or after a bar: URLs are encoded.
  return scope === undefined ? base : `${base} | ${scope}`
}

/** The prefix of the storage keys of one home. */
export function toStoragePrefix(home: string): string {
  return `${ROOT}${toKeyPart(home)}/`
}

/** Encodes a text as one part of a key. */
export function toKeyPart(text: string): string {
  // JSON escapes a lone surrogate, which a cut name may end in and which encodeURIComponent rejects.
  return encodeURIComponent(JSON.stringify(text).slice(1, -1))
}
