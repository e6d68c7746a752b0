/** The limits of a {@link FairMap}, over all tenants. */
export interface FairBounds {
  readonly maxEntries: number
  readonly maxChars: number
  readonly now: () => number
}

/** A map of values that expire, each owned by a tenant. */
export interface FairMap<T> {
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
