import type { OperationWords } from '../../hooks/messages.ts'
import { defined } from '../../protocol/defined.ts'
import { RequestError } from '../../protocol/errors.ts'
import type { Problem } from '../../protocol/problem.ts'

/**
 * Why a read failed: in our words where nobody is signed in or this person may not, else in the server's. What we say
 * of it for logs is for logs.
 */
export function toReadReason(error: Error, words: OperationWords): Pick<Problem, 'detail' | 'code'> {
  const { problem, httpStatus } = error instanceof RequestError ? error.failure : {}
  return defined({
    detail: toAccessReason(error, words) ?? problem?.detail ?? problem?.title,
    code: problem?.code ?? httpStatus,
  })
}

/** What a person has to know of a 401 or 403; `undefined` for every other failure. */
export function toAccessReason(error: Error, words: OperationWords): string | undefined {
  const { httpStatus } = error instanceof RequestError ? error.failure : {}
  if (httpStatus === 401) return words.readUnauthorized
  return httpStatus === 403 ? words.readForbidden : undefined
}
