import type { OperationMessages } from '../../hooks/messages.ts'
import { RequestError } from '../../protocol/errors.ts'
import { defined } from '../../protocol/json.ts'
import type { Problem } from '../../protocol/problem.ts'

/**
 * Why a read failed: in our words for a 401 or 403, otherwise in the server's. Our own error message is
 * written for logs and is not shown.
 */
export function toReadReason(error: Error, messages: OperationMessages): Pick<Problem, 'detail' | 'code'> {
  const { problem, httpStatus } = error instanceof RequestError ? error.failure : {}
  return defined({
    detail: toAccessReason(error, messages) ?? problem?.detail ?? problem?.title,
    code: problem?.code ?? httpStatus,
  })
}

/** What to tell the user about a 401 or 403; `undefined` for any other failure. */
export function toAccessReason(error: Error, messages: OperationMessages): string | undefined {
  const { httpStatus } = error instanceof RequestError ? error.failure : {}
  if (httpStatus === 401) return messages.readUnauthorized
  return httpStatus === 403 ? messages.readForbidden : undefined
}
