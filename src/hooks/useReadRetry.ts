'use client'
import { useQueryClient } from '@tanstack/react-query'

import { RequestError } from '../protocol/errors.ts'
import { isPassing } from '../protocol/failure.ts'

/** TanStack Query's own default. */
const RETRIES = 3

/** The `retry` of a query that reads: the application's own, but never after an answer that stays the same. */
export function useReadRetry(): (failureCount: number, error: Error) => boolean {
  const { retry = RETRIES } = useQueryClient().getDefaultOptions().queries ?? {}
  return (failureCount, error) => {
    if (isClearNo(error)) return false
    if (typeof retry === 'function') return retry(failureCount, error)
    return typeof retry === 'number' ? failureCount < retry : retry
  }
}

/** True for an answer such as 401, 403 or 404, which another request would only bring again. */
export function isClearNo(error: Error | null): boolean {
  return error instanceof RequestError && !isPassing(error.failure)
}
