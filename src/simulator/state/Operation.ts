/** Where to send `related` (the IDs that an operation affects): in the 202, the operation, both or none. */
export type RelatedPlace = 'both' | 'accepted' | 'operation' | 'none'

/** The `error` of a FAILED operation. Missing fields are filled in as the API in question does. */
export interface OperationError {
  readonly type?: string
  readonly title?: string
  readonly detail?: string
  /** Not in Memory. */
  readonly status?: number
  /** Not in Memory. */
  readonly instance?: string
  /** Not in Conversations. */
  readonly code?: number | string
}

/** A fault in the operation that a call starts. Only calls that answer 202 start one. */
export type OperationFault =
  /** Stays PENDING forever. */
  | { readonly kind: 'stuck' }
  /** Ends FAILED, without effect. */
  | { readonly kind: 'fail'; readonly error?: OperationError }
  /** Ends CANCELLED, without effect. */
  | { readonly kind: 'cancel' }
  /** Takes `ms` to end. */
  | { readonly kind: 'takes'; readonly ms: number }
  /** Reports this status until it ends. */
  | { readonly kind: 'word'; readonly word: string }
  /** Sends `related` only in this place. */
  | { readonly kind: 'related'; readonly where: RelatedPlace }
  /** Cannot be read (404) for the first `ms`. */
  | { readonly kind: 'hidden'; readonly ms: number }
  /** Its resource appears `ms` after the operation ends. */
  | { readonly kind: 'late'; readonly ms: number }
  /** Can no longer be read (404) from `afterMs` after the 202. */
  | { readonly kind: 'expire'; readonly afterMs: number }
  /** Its store becomes ACTIVE (default) or FAILED `ms` after the operation ends. */
  | { readonly kind: 'provisioning'; readonly ms?: number; readonly outcome?: 'ACTIVE' | 'FAILED' }

/** How an operation ends. */
export type Outcome = 'COMPLETED' | 'FAILED' | 'CANCELLED'

/** Carries out an operation; returns null, or the error if it could not be done. */
export type Effect = (at: number, course: Course) => OperationError | null

/** One operation. Times are epoch ms on the simulator's clock. */
export interface Operation {
  readonly id: string
  readonly api: string
  readonly createdAt: number
  settlesAt: number
  course: Course
  readonly effect: Effect
  /** Kind of ID → ID of a resource that it affects. Conversations only. */
  readonly related: Readonly<Record<string, string>> | null
  /** What a Memory operation created or changed; `path` is null if that cannot be read afterwards. */
  readonly result: { readonly id: string; readonly path: string | null } | null
  /** The name that a configuration gets when this operation completes. */
  readonly claim: { readonly id: string; readonly displayName: string } | null
  status: 'PENDING' | Outcome
  completedAt: number | null
  error: OperationError | null
}

/** How an operation will go: the settings, overridden by the faults of the call that starts it. */
export interface Course {
  readonly takesMs: number
  readonly outcome: Outcome
  readonly error: OperationError
  /** Reported instead of PENDING. */
  readonly word: string | null
  readonly related: RelatedPlace
  readonly hiddenMs: number
  readonly lateMs: number
  readonly expireAfterMs: number
  readonly provisioningMs: number
  readonly storeOutcome: 'ACTIVE' | 'FAILED'
}

/** The usual course of operations, in ms. */
interface CourseSettings {
  readonly operationMs: number
  readonly operationVisibleAfterMs: number
  readonly resourceVisibleAfterMs: number
  readonly provisioningMs: number
  readonly related: RelatedPlace
}

/** The course of an operation with these settings and faults. A later fault overrides an earlier one. */
export function readCourse(settings: CourseSettings, faults: readonly OperationFault[]): Course {
  const usual: Course = {
    takesMs: settings.operationMs,
    outcome: 'COMPLETED',
    error: {},
    word: null,
    related: settings.related,
    hiddenMs: settings.operationVisibleAfterMs,
    lateMs: settings.resourceVisibleAfterMs,
    expireAfterMs: Infinity,
    provisioningMs: settings.provisioningMs,
    storeOutcome: 'ACTIVE',
  }
  return faults.reduce<Course>((course, fault) => ({ ...course, ...applyFault(course, fault) }), usual)
}

function applyFault(course: Course, fault: OperationFault): Partial<Course> {
  if (fault.kind === 'stuck') return { takesMs: Infinity }
  if (fault.kind === 'fail') return { outcome: 'FAILED', error: fault.error ?? {} }
  if (fault.kind === 'cancel') return { outcome: 'CANCELLED' }
  if (fault.kind === 'takes') return { takesMs: fault.ms }
  if (fault.kind === 'word') return { word: fault.word }
  if (fault.kind === 'related') return { related: fault.where }
  if (fault.kind === 'hidden') return { hiddenMs: fault.ms }
  if (fault.kind === 'late') return { lateMs: fault.ms }
  if (fault.kind === 'expire') return { expireAfterMs: fault.afterMs }
  return { provisioningMs: fault.ms ?? course.provisioningMs, storeOutcome: fault.outcome ?? 'ACTIVE' }
}

/** How long finished operations stay readable (error dictionary, 520052; assumed for Conversations too). */
const RETENTION_MS = 7 * 24 * 60 * 60 * 1000

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
