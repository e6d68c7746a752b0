import { defined } from './defined.ts'
import type { ProblemReader } from './problem.ts'
import { readProblem } from './problem.ts'
import { readField, readText } from './record.ts'

/** Reads problem details (RFC 9457), with the `errors` by JSON Pointer of its section 3, and nothing else. */
export const readRfc9457: ProblemReader = (body, fallbackTitle) => {
  const problem = readProblem(body, fallbackTitle)
  const errors = readField(body, 'errors')
  const fields = (Array.isArray(errors) ? errors.slice(0, 100) : []).flatMap((error: unknown) => {
    const pointer = readText(error, 'pointer')
    const message = readText(error, 'detail') ?? problem.detail ?? problem.title
    return pointer ? [{ field: fromPointer(pointer), message }] : []
  })
  return defined({ ...problem, link: toLink(readText(body, 'type')), fields })
}

/** Only http(s) links: an address such as `javascript:` must never become one that a person can click. */
export function toLink(url = ''): string | undefined {
  return /^https?:\/\/\S+$/i.exec(url)?.[0]
}

/** JSON Pointer (RFC 6901), with or without the URI fragment's `#`, to a dotted path. */
export function fromPointer(pointer: string): string {
  return pointer
    .replace(/^#?\/?/, '')
    .replaceAll('/', '.')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')
}
