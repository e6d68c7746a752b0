import { defined } from '../../protocol/defined.ts'
import type { FieldProblem, ProblemReader } from '../../protocol/problem.ts'
import { readField, readText } from '../../protocol/record.ts'
import { readRfc9457, toLink } from '../../protocol/rfc9457.ts'

/**
 * Reads all four dialects: `{ code, message, more_info, status }` of the API descriptions, `{ code, httpStatusCode,
 * message, params }` of the troubleshooting page, and problem details inside operations, with and without a `code`.
 */
export const readTwilioProblem: ProblemReader = (body, fallbackTitle) => {
  const problem = readRfc9457(body, fallbackTitle)
  const link = problem.link ?? toLink(readText(body, 'more_info'))
  const code = readField(body, 'code')
  // An operation of Conversations v2 has no `code`; the number at the end of its type URI is the only one there is.
  const typeCode = /\/errors\/(\d{3,6})$/.exec(link ?? '')?.[1]
  return defined({
    ...problem,
    link,
    code: typeof code === 'number' ? code : typeCode ? Number(typeCode) : undefined,
    fields: problem.fields.length > 0 ? problem.fields : readFields(body, problem.detail ?? problem.title),
  })
}

function readFields(body: unknown, message: string): FieldProblem[] {
  const named = readText(readField(body, 'params'), 'field')
  if (named) return [{ field: named, message }]
  // The plain dialect has no member of its own for it: "displayName: must match …".
  const [, field, text] = /^([A-Za-z][\w.[\]]{0,120}): (.+)$/s.exec(message) ?? []
  return field && text ? [{ field: field.replaceAll(/\[(\w+)\]/g, '.$1'), message: text }] : []
}
