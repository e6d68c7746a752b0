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
interface StatusOwner {
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

/** The limits of a {@link FairMap}, over all tenants. */
interface FairBounds {
  readonly maxEntries: number
  readonly maxChars: number
  readonly now: () => number
}

/** A map of values that expire, each owned by a tenant. */
interface FairMap<T> {
  readonly get: (tenant: string, key: string) => T | undefined
  /** `chars` is the size of the value in characters, and counts towards `maxChars`. */
  readonly set: (tenant: string, key: string, value: T, entry: { ttlMs: number; chars: number }) => void
  readonly delete: (tenant: string, key: string) => void
}

interface Entry<T> {
  readonly value: T
  readonly chars: number
  readonly until: number
}

interface Share<T> {
  readonly entries: Map<string, Entry<T>>
  chars: number
}

/**
 * A map with a limit over all tenants. When it is full, it drops the oldest entry of the tenant that holds
 * the most, so a tenant within an equal share never loses an entry to another.
 */
export function fairMap<T>({ maxEntries, maxChars, now }: FairBounds): FairMap<T> {
  const shares = new Map<string, Share<T>>()
  const all = { entries: 0, chars: 0 }

  function remove(tenant: string, key: string): void {
    const share = shares.get(tenant)
    const entry = share?.entries.get(key)
    if (share === undefined || entry === undefined) return
    share.entries.delete(key)
    share.chars -= entry.chars
    all.entries -= 1
    all.chars -= entry.chars
    if (share.entries.size === 0) shares.delete(tenant)
  }

  function removeOldest(sizeOf: (share: Share<T>) => number): void {
    let most: [tenant: string, share: Share<T>] | undefined
    for (const one of shares) if (most === undefined || sizeOf(one[1]) > sizeOf(most[1])) most = one
    for (const key of most?.[1].entries.keys() ?? []) return remove(most?.[0] ?? '', key)
  }

  return {
    get(tenant, key) {
      const entry = shares.get(tenant)?.entries.get(key)
      if (entry !== undefined && now() < entry.until) return entry.value
      remove(tenant, key)
      return undefined
    },
    set(tenant, key, value, entry) {
      remove(tenant, key)
      const share = shares.get(tenant) ?? { entries: new Map<string, Entry<T>>(), chars: 0 }
      shares.set(tenant, share)
      share.entries.set(key, { value, chars: entry.chars, until: now() + entry.ttlMs })
      share.chars += entry.chars
      all.entries += 1
      all.chars += entry.chars
      while (all.entries > maxEntries) removeOldest(({ entries }) => entries.size)
      while (all.chars > maxChars) removeOldest(({ chars }) => chars)
    },
    delete: remove,
  }
}
