import { fairMap } from './fairMap.ts'
import { tenantOf } from './statusKey.ts'
import type { StatusStore } from './StatusStore.ts'

/** The default store: of this process, bounded, and no tenant's answers push out another's. */
export function memoryStatusStore(now: () => number): StatusStore {
  const map = fairMap<string>({ maxEntries: 2_000, maxLetters: 8_000_000, now })

  function get(key: string): string | undefined {
    return map.get(tenantOf(key), key)
  }

  function set(key: string, value: string, ttlMs: number): void {
    const tenant = tenantOf(key)
    // Over before anybody can look: a turn that is given back.
    if (ttlMs <= 1) map.delete(tenant, key)
    else map.set(tenant, key, value, { ttlMs, letters: key.length + value.length })
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
