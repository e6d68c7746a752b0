import type { OperationError, OperationFault, RelatedPlace } from './Fault.ts'
import type { Api } from './findCall.ts'
import type { Settings } from './SimulatorOptions.ts'

/** How an operation ends. */
export type Outcome = 'COMPLETED' | 'FAILED' | 'CANCELLED'

/** What carrying an operation out may answer: nothing, or why it could not be done. */
export type Effect = (at: number, course: Course) => OperationError | null

/** One operation. Instants are epoch ms of the simulator's clock. */
export interface Operation {
  readonly id: string
  readonly api: Api
  readonly createdAt: number
  readonly settlesAt: number
  readonly course: Course
  readonly effect: Effect
  /** Kinds of ID → ID of what it touches. Conversations only. */
  readonly related: Readonly<Record<string, string>> | null
  /** What a Memory operation made or changed; `path` only when it can be read afterwards. */
  readonly result: { readonly id: string; readonly path: string | null } | null
  /** The name it is about to give to a configuration. */
  readonly claim: { readonly id: string; readonly displayName: string } | null
  status: 'PENDING' | Outcome
  completedAt: number | null
  error: OperationError | null
}

/** What is in store for an operation: the settings, changed by the faults of the call that starts it. */
export interface Course {
  readonly takesMs: number
  readonly outcome: Outcome
  readonly error: OperationError
  /** Said instead of PENDING. */
  readonly word: string | null
  readonly related: RelatedPlace
  readonly hiddenMs: number
  readonly lateMs: number
  readonly expireAfterMs: number
  readonly provisioningMs: number
  readonly storeOutcome: 'ACTIVE' | 'FAILED'
}

/** The course of an operation under these settings and faults; a later fault wins over an earlier one. */
export function readCourse(settings: Settings, faults: readonly OperationFault[]): Course {
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
  return faults.reduce<Course>((course, fault) => ({ ...course, ...bend(course, fault) }), usual)
}

function bend(course: Course, fault: OperationFault): Partial<Course> {
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
