import type { Json } from './Json.ts'

/** What is wrong with one field of a body or a query. */
export interface FieldProblem {
  /** `channelSettings.SMS.captureRules[0].from` */
  readonly field: string
  /** `#/channelSettings/SMS/captureRules/0/from` (RFC 6901, as a fragment) */
  readonly pointer: string
  readonly reason: string
  readonly value: Json | undefined
}

/** Thrown inside the simulator when a call is refused; becomes an error body of the chosen dialect. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly status: number
  readonly code: number
  readonly problems: readonly FieldProblem[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    code: number,
    message: string,
    more: { problems?: readonly FieldProblem[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.problems = more.problems ?? []
    this.headers = more.headers ?? {}
  }
}

/** A 400 that names the fields; its message is `field: reason` of the first. */
export function invalidFields(code: number, problems: readonly FieldProblem[]): ApiFailure {
  const [first] = problems
  return new ApiFailure(400, code, first ? `${first.field}: ${first.reason}` : 'Bad request', { problems })
}
