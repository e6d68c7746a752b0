'use client'

import { useQueryClient } from '@tanstack/react-query'

import { useOperationsContext } from '../../hooks/OperationsContext.ts'
import { MissingProviderError, RequestError } from '../../protocol/errors.ts'
import { isPassing } from '../../protocol/failure.ts'
import type { OrchestratorClient } from '../api/createOrchestratorClient.ts'
import { isOrchestratorClient } from '../api/createOrchestratorClient.ts'

/** @throws MissingProviderError if there is no provider, or its client is not an `OrchestratorClient` */
export function useOrchestratorClient(asker: string): OrchestratorClient {
  const { client } = useOperationsContext(asker).observers
  if (isOrchestratorClient(client)) return client
  throw new MissingProviderError(
    `${asker} needs a client for Conversation Orchestrator. Create one with ` +
      "createOrchestratorClient({ baseUrl: '/api/twilio' }) from 'react-accepted/client' " +
      'and pass it to OperationsProvider.',
  )
}

/** TanStack Query's default. */
const RETRIES = 3

/**
 * The `retry` of read queries: the application's (default: 3), but none after a 401, 403, 404 or the like.
 */
export function useReadRetry(): (failureCount: number, error: Error) => boolean {
  const { retry = RETRIES } = useQueryClient().getDefaultOptions().queries ?? {}
  return (failureCount, error) => {
    if (isPermanent(error)) return false
    if (typeof retry === 'function') return retry(failureCount, error)
    return typeof retry === 'number' ? failureCount < retry : retry
  }
}

/** True for a response such as 401, 403 or 404, which a retry would not change. */
export function isPermanent(error: Error | null): boolean {
  return error instanceof RequestError && !isPassing(error.failure)
}
