'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { useOperationsContext } from '../../hooks/OperationsContext.ts'
import { OperationsProvider } from '../../hooks/OperationsProvider.tsx'
import type { OperationsProviderProps } from '../../hooks/operationsProviderProps.ts'
import { MissingProviderError, RequestError } from '../../protocol/errors.ts'
import { isPassing } from '../../protocol/failure.ts'
import { createOrchestratorClient, isOrchestratorClient } from '../api/createOrchestratorClient.ts'
import type { OrchestratorClient } from '../api/createOrchestratorClient.ts'
import type { OrchestratorBaseUrl } from '../api/orchestratorApis.ts'

/** Props of OrchestratorProvider: those of OperationsProvider, with a base URL instead of a client. */
export interface OrchestratorProviderProps extends Omit<OperationsProviderProps, 'client'> {
  /** The path of the proxy, such as `/api/twilio`. A different one gets a new client. */
  readonly baseUrl: OrchestratorBaseUrl
}

/**
 * An OperationsProvider that creates its own client for Conversation Orchestrator. For headers, your own
 * `fetch`, polling limits or calls outside of React, create the client yourself with
 * `createOrchestratorClient` and pass it to OperationsProvider.
 *
 * @throws TypeError if `baseUrl` cannot be resolved to a URL
 */
export function OrchestratorProvider({ baseUrl, ...props }: OrchestratorProviderProps) {
  const key = JSON.stringify(baseUrl)
  const create = () => ({ key, client: createOrchestratorClient({ baseUrl }) })
  const [current, setCurrent] = useState(create)
  // An object literal has a new identity in every render, so the contents decide.
  if (current.key !== key) setCurrent(create())
  return <OperationsProvider {...props} client={current.client} />
}

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
