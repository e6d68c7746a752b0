import type { Answer, ApiFailure, Json, JsonObject } from '../http/answers.ts'
import { isJsonObject, readKey } from '../http/answers.ts'
import type { OperationError, Outcome } from '../state/Operation.ts'

/** The request that started an operation. */
export interface Submission {
  /** The ID of its operation. */
  readonly id: string
  readonly method: string
  /** Without the query. */
  readonly path: string
  /** Includes the `?`, or is empty. */
  readonly query: string
  /** The JSON body; null if there is none. */
  readonly input: Json
}

/** What a contract writes down: an operation at one moment. Times are epoch ms. */
export interface OperationView extends Submission {
  /** Of the request to be answered, for absolute URLs. */
  readonly origin: string
  readonly status: 'PENDING' | Outcome
  /** PENDING, and the server has agreed to cancel it. */
  readonly isCancelling: boolean
  /** 0 to 100; null if the API is not to say it. */
  readonly progress: number | null
  /** To be reported instead of the usual word while it is PENDING. */
  readonly word: string | null
  readonly createdAt: number
  readonly completedAt: number | null
  /** Present if it is FAILED. */
  readonly error: OperationError | null
  /** What it is to return, if that was said. */
  readonly result: Json | undefined
  /** `Retry-After`, or nothing. */
  readonly retryAfter: Readonly<Record<string, string>>
}

/** How one API says accepted, running and ended. Written from its public specification. */
export interface Contract {
  /** Begins the IDs of its operations. */
  readonly idPrefix: string
  /** The ends that it can report. */
  readonly endings: readonly Outcome[]
  /** Whether it documents `Retry-After`. */
  readonly documentsRetryAfter: boolean
  /** Whether it reports a word while an operation runs. */
  readonly hasWords: boolean
  /** A parameter of the query that is an Idempotency-Key too. */
  readonly keyParameter?: string
  /** Cancels by a POST to the URL of the status with this; null if it cannot. */
  readonly cancelSuffix: string | null
  /** The path of the status, or its end; null if the resource itself is polled. */
  readonly statusPath: (submission: Submission) => string | null
  /** The path of the resource that the operation creates or changes, or of its result. */
  readonly resourcePath: (submission: Submission) => string | null
  /** The response that starts an operation. */
  readonly accept: (operation: OperationView) => Answer
  readonly readStatus: (operation: OperationView) => Answer
  /** Null if there is nothing to read (yet): a 404. */
  readonly readResource: (operation: OperationView) => Answer | null
  /** The response to a request to cancel it. */
  readonly confirmCancel: (operation: OperationView) => Answer
  /** The body of an error response. */
  readonly toError: (failure: ApiFailure) => JsonObject
}

/** ISO 8601, without milliseconds. */
export function toIso(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** A 200 with JSON. While the operation runs, it may have `Retry-After`. */
export function tell(operation: OperationView, body: Json): Answer {
  return { status: 200, headers: operation.status === 'PENDING' ? operation.retryAfter : {}, body }
}

/** The reason of a FAILED operation, as one sentence. */
export function reasonOf({ error }: OperationView): string {
  return error?.detail ?? error?.title ?? 'The simulator was asked to let this operation fail.'
}

/** What a COMPLETED operation returns: by default an ID, and what was submitted. */
export function resultOf({ id, input, result }: OperationView): Json {
  return result === undefined ? { id: id.replace(/^[a-z]+/, 'result'), input } : result
}

/** A field of the submitted JSON, if it is an object that has it. */
export function inputField({ input }: Submission, key: string): Json | undefined {
  return isJsonObject(input) ? readKey(input, key) : undefined
}

/** The members of a JSON object; none of any other value. */
export function membersOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}
