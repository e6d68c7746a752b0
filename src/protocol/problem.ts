import { defined, readList, readText } from './json.ts'

/**
 * One problem with one field of a request. `field` is a dotted path, such as
 * `channelSettings.SMS.captureRules.0.from`.
 */
export interface FieldProblem {
  readonly field: string
  readonly message: string
}

/** Why a request was refused or an operation failed, whatever the API's error format. Plain JSON. */
export interface Problem {
  readonly title: string
  readonly detail?: string
  /** The API's own error code, such as 20001 or `Conflict`. */
  readonly code?: number | string
  /** A page that explains it. Only http(s) links are kept. */
  readonly link?: string
  readonly fields: readonly FieldProblem[]
}

/** Reads a problem from any JSON value. If it is not readable, `fallbackTitle` becomes the title. */
export type ProblemReader = (body: unknown, fallbackTitle: string) => Problem

/** Reads what all error formats have in common: RFC 9457's `title` and `detail`, or a bare `message`. */
export const readProblem: ProblemReader = (body, fallbackTitle) =>
  defined({
    title: readText(body, 'title') ?? readText(body, 'message') ?? fallbackTitle,
    detail: readText(body, 'detail'),
    fields: [],
  })

/** Reads problem details (RFC 9457) and nothing else, with up to 100 `errors` by JSON Pointer (section 3). */
export const readRfc9457: ProblemReader = (body, fallbackTitle) => {
  const problem = readProblem(body, fallbackTitle)
  const fields = readList(body, 'errors', 100).flatMap((error) => {
    const pointer = readText(error, 'pointer')
    const message = readText(error, 'detail') ?? problem.detail ?? problem.title
    return pointer ? [{ field: fromPointer(pointer), message }] : []
  })
  return defined({ ...problem, link: toLink(readText(body, 'type')), fields })
}

/** Returns http(s) links only: a URL such as `javascript:` must never become clickable. */
export function toLink(url = ''): string | undefined {
  return /^https?:\/\/\S+$/i.exec(url)?.[0]
}

/** Turns a JSON Pointer (RFC 6901), with or without the URI fragment's `#`, into a dotted path. */
export function fromPointer(pointer: string): string {
  return pointer
    .replace(/^#?\/?/, '')
    .replaceAll('/', '.')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')
}
