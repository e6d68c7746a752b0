import { defined } from '../../protocol/defined.ts'
import { RequestError } from '../../protocol/errors.ts'
import type { Problem } from '../../protocol/problem.ts'

/** The server's own words and number for a read that failed. What we say of it ourselves is for logs. */
export function toReadReason(error: Error): Pick<Problem, 'detail' | 'code'> {
  const { problem, httpStatus } = error instanceof RequestError ? error.failure : {}
  return defined({ detail: problem?.detail ?? problem?.title, code: problem?.code ?? httpStatus })
}
