import type { OperationsStorage } from 'react-accepted'

/** An intent that an earlier page sent and whose outcome is not known. */
export interface LeftIntent {
  /** The name of the configuration, or of the memory store. */
  readonly displayName: string
  /** Default `configuration.create`. */
  readonly kind?: 'configuration.create' | 'memoryStore.create'
  readonly minutesAgo: number
  /** Whether this tab still has the request. */
  readonly hasRequest: boolean
}

/** Prefix of the storage keys of the stories' client. */
export const ROOT = `react-accepted/2/${encodeURIComponent('https://simulator.example/')}/`

/** A separate store for one story, as an earlier page left it. */
export function leaveBehind(intents: readonly LeftIntent[]): OperationsStorage {
  const items = new Map<string, string>()
  for (const { displayName, kind = 'configuration.create', minutesAgo, hasRequest } of intents) {
    const idempotencyKey = crypto.randomUUID()
    const takesIdempotencyKey = kind === 'configuration.create'
    const api = takesIdempotencyKey ? 'conversations' : 'memory'
    const shared = { kind, api, label: displayName, hint: { displayName }, takesIdempotencyKey }
    const record = {
      ...shared,
      idempotencyKey,
      version: 1,
      isDestructive: false,
      // Five seconds more, so that the age in minutes is the same on every run.
      createdAt: Date.now() - minutesAgo * 60_000 - 5_000,
      state: 'unclear',
    }
    const request = {
      ...shared,
      method: 'POST',
      path: '/v2/ControlPlane/Configurations',
      body: JSON.stringify({
        displayName,
        description: 'Visitors of the harbor office',
        conversationGroupingType: 'GROUP_BY_PROFILE',
        memoryStoreId: 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5',
      }),
    }
    items.set(`${ROOT}intent/${idempotencyKey}`, JSON.stringify(record))
    const kept = JSON.stringify({ mark: null, request })
    if (hasRequest) sessionStorage.setItem(`${ROOT}request/${idempotencyKey}`, kept)
  }
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    keys: () => [...items.keys()],
  }
}
