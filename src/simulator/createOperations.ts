import type { OperationError } from './Fault.ts'
import type { Operation, Outcome } from './Operation.ts'

/** Finished operations stay readable so long (error dictionary, 520052; taken for Conversations as well). */
export const RETENTION_MS = 7 * 24 * 60 * 60 * 1000

/** The operations of one account. */
export interface Operations {
  start(operation: Operation): void
  /** Carries out what is due, in the order in which it falls due. */
  settleDue(now: number): void
  /** The operation, unless it cannot be read (yet, or any more). */
  read(id: string, now: number): Operation | null
  /** Ends a pending operation now; false when there is none of that ID. */
  settle(id: string, outcome: Outcome, error: OperationError, now: number): boolean
  /** Those that have not ended. */
  pending(): readonly Operation[]
}

/** Makes an account's operations: none. */
export function createOperations(): Operations {
  const known = new Map<string, Operation>()
  // By `settlesAt`, so that a request among thousands of pending operations looks at the first one only.
  const queue: Operation[] = []
  const finished: Operation[] = []

  function finish(operation: Operation, outcome: Outcome, error: OperationError, at: number): void {
    const refusal = outcome === 'COMPLETED' ? operation.effect(at, operation.course) : null
    operation.status = refusal ? 'FAILED' : outcome
    operation.error = refusal ?? (outcome === 'FAILED' ? error : null)
    operation.completedAt = at
    finished.push(operation)
  }

  function forgetOld(now: number): void {
    let old = 0
    for (const operation of finished) {
      if ((operation.completedAt ?? now) + RETENTION_MS >= now) break
      known.delete(operation.id)
      old += 1
    }
    finished.splice(0, old)
  }

  return {
    start(operation) {
      known.set(operation.id, operation)
      queue.splice(findPlace(queue, operation.settlesAt), 0, operation)
    },
    settleDue(now) {
      for (let first = queue[0]; first && first.settlesAt <= now; first = queue[0]) {
        queue.shift()
        finish(first, first.course.outcome, first.course.error, first.settlesAt)
      }
      forgetOld(now)
    },
    read(id, now) {
      const operation = known.get(id)
      if (!operation) return null
      const age = now - operation.createdAt
      return age < operation.course.hiddenMs || age >= operation.course.expireAfterMs ? null : operation
    },
    settle(id, outcome, error, now) {
      const index = queue.findIndex((operation) => operation.id === id)
      const [operation] = index === -1 ? [] : queue.splice(index, 1)
      if (operation) finish(operation, outcome, error, now)
      return operation !== undefined
    },
    pending: () => queue,
  }
}

/** The place after everything that is due no later. */
function findPlace(queue: readonly Operation[], settlesAt: number): number {
  let low = 0
  let high = queue.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((queue[middle]?.settlesAt ?? Infinity) <= settlesAt) low = middle + 1
    else high = middle
  }
  return low
}
