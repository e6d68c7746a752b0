import type { OperationsStorage } from 'react-accepted'

export const FULL = new DOMException('The quota has been exceeded.', 'QuotaExceededError')

/** A store like the browser's own. It takes at most `capacity` characters. */
export function createStore(items = new Map<string, string>(), capacity = Infinity): OperationsStorage {
  const size = () => [...items].reduce((sum, [key, value]) => sum + key.length + value.length, 0)
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem(key, value) {
      const before = items.get(key)
      const growth = before === undefined ? key.length + value.length : value.length - before.length
      if (growth > 0 && size() + growth > capacity) throw FULL
      items.set(key, value)
    },
    removeItem: (key) => void items.delete(key),
    get length() {
      return items.size
    },
    key: (index) => [...items.keys()][index] ?? null,
  }
}

/** The same store for this many calls. After that, its page is gone and every call throws. */
export function crashing(
  store: OperationsStorage,
  calls: number,
): OperationsStorage & { readonly isGone: () => boolean } {
  let left = calls
  function live() {
    left -= 1
    if (left < 0) throw new Error('The page is gone.')
    return store
  }
  return {
    isGone: () => left < 0,
    getItem: (key) => live().getItem(key),
    setItem: (key, value) => live().setItem(key, value),
    removeItem: (key) => live().removeItem(key),
    keys() {
      const { length = 0, key } = live()
      return Array.from({ length }, (_, index) => key?.(index) ?? '')
    },
  }
}
