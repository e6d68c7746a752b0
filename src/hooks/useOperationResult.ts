'use client'

import { useEffect } from 'react'

import type { OperationRef } from '../client/createOperationsClient.ts'
import type { OperationResult } from '../protocol/result.ts'
import { useAsyncOperation } from './useAsyncOperation.ts'

/**
 * What an operation returned, as its endpoint's `result` says; `undefined` until it has completed. Results are not
 * stored, so this reads it again after a reload, or if another tab has read it.
 *
 * @throws MissingProviderError if there is no OperationsProvider above
 */
export function useOperationResult<TResult>(
  ref: OperationRef<TResult> | null | undefined,
): OperationResult<TResult> | undefined {
  const operation = useAsyncOperation(ref)
  const { refresh } = operation
  const result = operation.status === 'COMPLETED' ? operation.result : undefined
  const isUnread = result?.state === 'unread'
  useEffect(() => {
    if (isUnread) void refresh()
  }, [isUnread, refresh])
  return result
}
