import { isolate } from '../../components/isolate.ts'
import type { MemoryStore } from '../api/memoryStore.ts'

export interface MemoryStoreOptionsProps {
  readonly memoryStores: readonly MemoryStore[]
  /** ID of the choice; empty where nothing is chosen. */
  readonly chosen: string
  readonly placeholder: string
  readonly notReady: (name: string, status: string) => string
}

/** The choices of a list of memory stores. One that is not ready yet is shown but cannot be chosen. */
export function MemoryStoreOptions({ memoryStores, chosen, placeholder, notReady }: MemoryStoreOptionsProps) {
  return (
    <>
      <option value="">{placeholder}</option>
      {chosen !== '' && !memoryStores.some(({ id }) => id === chosen) && (
        // The choice may be there before the list of stores is.
        <option value={chosen}>{chosen}</option>
      )}
      {memoryStores.map(({ id, displayName, status }) => (
        <option
          key={id}
          value={id}
          dir={status === 'ACTIVE' ? 'auto' : undefined}
          disabled={status !== 'ACTIVE'}
        >
          {status === 'ACTIVE' ? displayName : notReady(isolate(displayName), status)}
        </option>
      ))}
    </>
  )
}
