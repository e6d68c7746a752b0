import { fairMap } from './fairMap.ts'

/**
 * Stores the last status response of each operation. Keys and values are strings. A value contains the
 * response as the browser gets it, without credentials; a key contains the account's user name, the scope,
 * `publicPath` and the operation's URL. `ttlMs` is 1 or more; older entries count as missing. If a store
 * fails or takes longer than 1 s, the proxy polls the API more often, but every caller gets a response.
 */
export interface StatusStore {
  readonly get: (key: string) => MaybePromise<string | null | undefined>
  readonly set: (key: string, value: string, ttlMs: number) => MaybePromise<unknown>
  /** Atomically sets the value if the key is missing. Returns whether it did: only one process polls. */
  readonly setIfAbsent: (key: string, value: string, ttlMs: number) => MaybePromise<boolean>
}

type MaybePromise<T> = T | Promise<T>

/** What a stored response belongs to. All of it is in the key, because several proxies may share a store. */
export interface StatusOwner {
  /** The user name of the credentials that were used. */
  readonly account: string
  readonly scope: string
  /** The path that the URLs in the response start with. */
  readonly publicPath: string
  /** The upstream URL that was requested. */
  readonly url: string
}

/** The key of a stored response: prefix, tenant and URL, separated by spaces. No part contains a space. */
export function toStatusKey({ account, scope, publicPath, url }: StatusOwner): string {
  return `react-accepted/status/2 ${toTenant(account, scope)} ${publicPath}@${url}`
}

/** Identifies a tenant: a scope of an account, because two applications may both name a scope `admin`. */
export function toTenant(account: string, scope: string): string {
  // encodeURIComponent throws on a lone surrogate, which JSON escapes.
  return encodeURIComponent(JSON.stringify([account, scope]))
}

/** The tenant of a key. */
function tenantOf(key: string): string {
  return key.split(' ', 2)[1] ?? ''
}

/** The default store: in this process, 2,000 entries and 8,000,000 characters, shared fairly by tenants. */
export function memoryStatusStore(now: () => number): StatusStore {
  const map = fairMap<string>({ maxEntries: 2_000, maxChars: 8_000_000, now })

  function get(key: string): string | undefined {
    return map.get(tenantOf(key), key)
  }

  function set(key: string, value: string, ttlMs: number): void {
    const tenant = tenantOf(key)
    // shareStatus releases a turn this way: it would expire before anyone could read it.
    if (ttlMs <= 1) map.delete(tenant, key)
    else map.set(tenant, key, value, { ttlMs, chars: key.length + value.length })
  }

  return {
    get,
    set,
    setIfAbsent(key, value, ttlMs) {
      if (get(key) !== undefined) return false
      set(key, value, ttlMs)
      return true
    },
  }
}
