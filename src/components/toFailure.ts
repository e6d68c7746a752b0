import type { SettledOperation } from '../hooks/asyncOperation.ts'
import type { Problem } from '../protocol/problem.ts'

type FailedOperation = Extract<SettledOperation, { status: 'FAILED' }>

/**
 * Why an operation failed. Where the server gave no reason there stands its own word for FAILED, which is none for a
 * person.
 *
 * @param fallbackTitle in place of it
 */
export function toFailure<TTitle extends string | undefined>(
  { operation, error }: FailedOperation,
  fallbackTitle: TTitle,
): Omit<Problem, 'title'> & { readonly title: string | TTitle } {
  return error.title === operation?.rawStatus ? { ...error, title: fallbackTitle } : error
}
