import type { OperationView, Submission } from './contracts/Contract.ts'
import type { Json } from './http/answers.ts'
import type { OperationEnd, OperationsSettings } from './OperationsSimulatorOptions.ts'
import { createIds } from './state/ids.ts'
import { readCourse, createOperations } from './state/Operation.ts'
import type { Operation, OperationError, OperationFault, Outcome } from './state/Operation.ts'

/** An operation, and the request that started it. */
export interface SubmittedOperation extends Operation {
  readonly submission: Submission
  /** What it is to return, if that was said. */
  readonly payload: Json | undefined
  isCancelling: boolean
}

/** All operations of one simulator. Times are epoch ms. */
export interface OperationsState {
  readonly start: (
    submission: Omit<Submission, 'id'>,
    faults: readonly OperationFault[],
    now: number,
  ) => SubmittedOperation
  /** Null if there is none with this ID, or if it cannot be read yet or any more. */
  readonly find: (id: string, now: number) => SubmittedOperation | null
  /** The request that created or changed the resource at this path last. */
  readonly findByResource: (path: string) => Submission | null
  /** Lets it end soon. False if it has ended. */
  readonly cancel: (operation: SubmittedOperation, now: number) => boolean
  readonly settle: (id: string, status: Outcome, error: OperationError, now: number) => boolean
  readonly view: (operation: SubmittedOperation, origin: string, now: number) => OperationView
}

/** Creates the operations of a simulator, which has none yet. */
export function createOperationsState(settings: OperationsSettings): OperationsState {
  const { cancelMs, contract, maxOperations, operationMs, outcomes, progress, retryAfterSeconds } = settings
  const operations = createOperations<SubmittedOperation>(maxOperations)
  const ids = createIds(settings.seed)
  const resources = new Map<string, Submission>()
  let started = 0

  function nextEnd(): OperationEnd {
    const end = outcomes[Math.min(started, outcomes.length - 1)]
    started += 1
    return end ?? { status: 'COMPLETED' }
  }

  function keepResource(submission: Submission): void {
    const path = contract.resourcePath(submission)
    if (path === null) return
    resources.delete(path)
    resources.set(path, submission)
    const [oldest] = resources.size > maxOperations ? resources.keys() : []
    if (oldest !== undefined) resources.delete(oldest)
  }

  /** How much is done at a time: the steps take equally long. */
  function toProgress({ completedAt, course, createdAt, status }: SubmittedOperation, now: number) {
    if (progress.length === 0) return null
    if (status === 'COMPLETED') return 100
    const allMs = Number.isFinite(course.takesMs) ? course.takesMs : operationMs
    const step = Math.floor((((completedAt ?? now) - createdAt) / Math.max(1, allMs)) * progress.length)
    return progress[Math.min(step, progress.length - 1)] ?? null
  }

  return {
    start(request, faults, now) {
      const end = nextEnd()
      const course = readCourse(
        {
          operationMs,
          operationVisibleAfterMs: 0,
          resourceVisibleAfterMs: 0,
          provisioningMs: 0,
          related: 'none',
        },
        [...toFaults(end), ...faults],
      )
      const id = ids.next(contract.idPrefix, now)
      const operation: SubmittedOperation = {
        id,
        api: '',
        submission: { ...request, id },
        payload: end.status === 'COMPLETED' ? end.result : undefined,
        createdAt: now,
        settlesAt: now + course.takesMs,
        course,
        effect: () => null,
        related: null,
        result: null,
        claim: null,
        status: 'PENDING',
        completedAt: null,
        error: null,
        isCancelling: false,
      }
      operations.start(operation)
      keepResource(operation.submission)
      return operation
    },
    find(id, now) {
      operations.settleDue(now)
      return operations.read(id, now)
    },
    findByResource: (path) => resources.get(path) ?? null,
    cancel(operation, now) {
      if (operation.status !== 'PENDING') return false
      // It may end before the cancellation does.
      if (!operation.isCancelling && now + cancelMs < operation.settlesAt)
        operations.redirect(operation, now + cancelMs, 'CANCELLED')
      operation.isCancelling = true
      return true
    },
    settle(id, status, error, now) {
      operations.settleDue(now)
      return operations.settle(id, status, error, now)
    },
    view(operation, origin, now) {
      const { completedAt, course, createdAt, error, isCancelling, payload, status, submission } = operation
      return {
        ...submission,
        origin,
        status,
        isCancelling: isCancelling && status === 'PENDING',
        progress: toProgress(operation, now),
        word: course.word,
        createdAt,
        completedAt,
        error,
        result: payload,
        retryAfter: retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) },
      }
    },
  }
}

/** An end from the options, as faults in the course of an operation. */
function toFaults(end: OperationEnd): readonly OperationFault[] {
  if (end.status === 'COMPLETED') return []
  if (end.status === 'FAILED') return [{ kind: 'fail', error: end.error ?? {} }]
  return [{ kind: end.status === 'PENDING' ? 'stuck' : 'cancel' }]
}
