import { defined } from './defined.ts'
import { readText } from './record.ts'

/** One complaint about one field of what was sent. `field` is a dotted path: `channelSettings.SMS.captureRules.0.from`. */
export interface FieldProblem {
  readonly field: string
  readonly message: string
}

/** Why a request was refused or an operation failed, whatever the dialect it came in. Plain JSON. */
export interface Problem {
  readonly title: string
  readonly detail?: string
  /** The API's own error number, such as 20001. */
  readonly code?: number
  /** A page that explains it. Only http(s) links are kept. */
  readonly link?: string
  readonly fields: readonly FieldProblem[]
}

/** Reads a problem of one dialect from any JSON value. An unreadable one becomes `fallbackTitle`. */
export type ProblemReader = (body: unknown, fallbackTitle: string) => Problem

/** Reads what every dialect has in common: RFC 9457's `title` and `detail`, or a bare `message`. */
export const readProblem: ProblemReader = (body, fallbackTitle) =>
  defined({
    title: readText(body, 'title') ?? readText(body, 'message') ?? fallbackTitle,
    detail: readText(body, 'detail'),
    fields: [],
  })
