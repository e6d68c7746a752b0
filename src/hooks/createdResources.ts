import type { AcceptedOperation } from '../protocol/operation.ts'
import type { AsyncOperation } from './asyncOperation.ts'

/** A resource that was created while this provider was mounted. */
export interface CreatedResource {
  readonly type: string
  readonly id: string
  /** The operation that created it. */
  readonly accepted: AcceptedOperation
  /** True once an operation of this session has deleted it. */
  readonly isDeleted: boolean
}

/** Resources created in this session, newest first. Lists keep them visible, whatever page they are on. */
export interface CreatedResources {
  /** The same array until something changes. */
  readonly list: () => readonly CreatedResource[]
  /** Records what a completed operation created or, if it is destructive, deleted. */
  readonly note: (operation: AsyncOperation, accepted: AcceptedOperation, isDestructive: boolean) => void
  readonly clear: () => void
  readonly subscribe: (listener: () => void) => () => void
}

export function createCreatedResources(): CreatedResources {
  const listeners = new Set<() => void>()
  let created: readonly CreatedResource[] = []

  function change(next: readonly CreatedResource[]) {
    created = next
    for (const listener of listeners) listener()
  }

  return {
    list: () => created,
    note(operation, accepted, isDestructive) {
      if (operation.status !== 'COMPLETED') return
      const { resource } = operation
      if (isDestructive) {
        if (created.some(({ id }) => id === accepted.resourceId))
          change(created.map((one) => (one.id === accepted.resourceId ? { ...one, isDeleted: true } : one)))
        return
      }
      // If the input named it, it existed before.
      if (accepted.resourceId !== undefined || resource.state !== 'found') return
      const { type, id } = resource
      if (!created.some((one) => one.id === id))
        change([{ type, id, accepted, isDeleted: false }, ...created])
    },
    clear: () => change([]),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
