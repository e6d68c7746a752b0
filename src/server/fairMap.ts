/** Bounds of a {@link FairMap}, over all its tenants. */
export interface FairBounds {
  readonly maxEntries: number
  readonly maxLetters: number
  readonly now: () => number
}

/** Values for a time, each of a tenant. */
export interface FairMap<T> {
  readonly get: (tenant: string, key: string) => T | undefined
  /** `letters` is what the value counts for. */
  readonly set: (tenant: string, key: string, value: T, entry: { ttlMs: number; letters: number }) => void
  readonly delete: (tenant: string, key: string) => void
}

interface Entry<T> {
  readonly value: T
  readonly letters: number
  readonly until: number
}

interface Share<T> {
  readonly entries: Map<string, Entry<T>>
  letters: number
}

/**
 * A map that is bounded as a whole. When it is full, the oldest entry of the tenant who holds most goes, so nobody
 * who keeps to an equal share ever loses anything to another.
 */
export function fairMap<T>({ maxEntries, maxLetters, now }: FairBounds): FairMap<T> {
  const shares = new Map<string, Share<T>>()
  const all = { entries: 0, letters: 0 }

  function remove(tenant: string, key: string): void {
    const share = shares.get(tenant)
    const entry = share?.entries.get(key)
    if (share === undefined || entry === undefined) return
    share.entries.delete(key)
    share.letters -= entry.letters
    all.entries -= 1
    all.letters -= entry.letters
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
      const share = shares.get(tenant) ?? { entries: new Map<string, Entry<T>>(), letters: 0 }
      shares.set(tenant, share)
      share.entries.set(key, { value, letters: entry.letters, until: now() + entry.ttlMs })
      share.letters += entry.letters
      all.entries += 1
      all.letters += entry.letters
      while (all.entries > maxEntries) removeOldest(({ entries }) => entries.size)
      while (all.letters > maxLetters) removeOldest(({ letters }) => letters)
    },
    delete: remove,
  }
}
