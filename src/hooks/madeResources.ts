import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { AsyncOperation } from './asyncOperation.ts'

/** A resource that came to be while this provider was there. */
export interface MadeResource {
  readonly type: string
  readonly id: string
  /** The operation that made it. */
  readonly accepted: AcceptedOperation
  /** An operation of this session has deleted it since. */
  readonly isDeleted: boolean
}

/** What this session has made, newest first: lists keep it in sight, whatever page of them it is on. */
export interface MadeResources {
  /** The same array as long as nothing has changed. */
  readonly list: () => readonly MadeResource[]
  /** Takes note of what an operation made or, where it is destructive, of what is gone. */
  readonly note: (operation: AsyncOperation, accepted: AcceptedOperation, isDestructive: boolean) => void
  readonly clear: () => void
  readonly subscribe: (listener: () => void) => () => void
}

export function createMadeResources(): MadeResources {
  const listeners = new Set<() => void>()
  let made: readonly MadeResource[] = []

  function change(next: readonly MadeResource[]) {
    made = next
    for (const listener of listeners) listener()
  }

  return {
    list: () => made,
    note(operation, accepted, isDestructive) {
      if (operation.status !== 'COMPLETED') return
      const { resource } = operation
      if (isDestructive) {
        if (made.some(({ id }) => id === accepted.resourceId))
          change(made.map((one) => (one.id === accepted.resourceId ? { ...one, isDeleted: true } : one)))
        return
      }
      // What the input named was there before.
      if (accepted.resourceId !== undefined || resource.state !== 'found') return
      const { type, id } = resource
      if (!made.some((one) => one.id === id)) change([{ type, id, accepted, isDeleted: false }, ...made])
    },
    clear: () => change([]),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
