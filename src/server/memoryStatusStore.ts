import type { StatusStore } from './StatusStore.ts'

const maxEntries = 2_000
const maxLetters = 8_000_000

interface Entry {
  readonly value: string
  readonly until: number
}

/** The default store: of this process, and bounded. What was set longest ago goes first. */
export function memoryStatusStore(now: () => number): StatusStore {
  const entries = new Map<string, Entry>()
  let letters = 0

  function get(key: string): string | undefined {
    const entry = entries.get(key)
    if (entry !== undefined && now() < entry.until) return entry.value
    remove(key)
    return undefined
  }

  function set(key: string, value: string, ttlMs: number): void {
    remove(key)
    // Over before anybody can look: a turn that is given back.
    if (ttlMs <= 1) return
    entries.set(key, { value, until: now() + ttlMs })
    letters += key.length + value.length
    for (const oldest of entries.keys()) {
      if (entries.size <= maxEntries && letters <= maxLetters) break
      remove(oldest)
    }
  }

  function remove(key: string): void {
    const entry = entries.get(key)
    if (entry === undefined) return
    letters -= key.length + entry.value.length
    entries.delete(key)
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
