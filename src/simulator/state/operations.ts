import type { Operation, OperationError, Outcome } from './Operation.ts'

/** How long finished operations stay readable (error dictionary, 520052; assumed for Conversations too). */
export const RETENTION_MS = 7 * 24 * 60 * 60 * 1000

/** The operations of one account. */
export interface Operations<One extends Operation = Operation> {
  start(operation: One): void
  /** Ends all operations that are due, in the order of their due times. */
  settleDue(now: number): void
  /** The operation, unless it cannot be read yet or any more. */
  read(id: string, now: number): One | null
  /** Ends a pending operation now; false if none has this ID. */
  settle(id: string, outcome: Outcome, error: OperationError, now: number): boolean
  /** Lets a pending operation end at another time (epoch ms) and in another way. */
  redirect(operation: One, settlesAt: number, outcome: Outcome): void
  /** The operations that have not ended. */
  pending(): readonly One[]
}

/**
 * Creates the operations of an account, which has none yet. Beyond `most`, the one that ended first is forgotten,
 * or the oldest if none has ended.
 */
export function createOperations<One extends Operation = Operation>(most = Infinity): Operations<One> {
  const known = new Map<string, One>()
  // Sorted by `settlesAt`: even with thousands of pending operations, a request checks only the first.
  const queue: One[] = []
  const finished: One[] = []

  function finish(operation: One, outcome: Outcome, error: OperationError, at: number): void {
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

  function enqueue(operation: One): void {
    queue.splice(findPlace(queue, operation.settlesAt), 0, operation)
  }

  function dequeue(id: string): One | undefined {
    const index = queue.findIndex((operation) => operation.id === id)
    return index === -1 ? undefined : queue.splice(index, 1)[0]
  }

  return {
    start(operation) {
      known.set(operation.id, operation)
      enqueue(operation)
      if (known.size <= most) return
      const oldest = finished.shift()?.id ?? known.keys().next().value ?? ''
      dequeue(oldest)
      known.delete(oldest)
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
      const operation = dequeue(id)
      if (operation) finish(operation, outcome, error, now)
      return operation !== undefined
    },
    redirect(operation, settlesAt, outcome) {
      if (!dequeue(operation.id)) return
      operation.settlesAt = settlesAt
      operation.course = { ...operation.course, outcome }
      enqueue(operation)
    },
    pending: () => queue,
  }
}

/** The index after everything that is due at the same time or earlier. */
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
