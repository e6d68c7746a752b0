'use client'

import { useState } from 'react'

import { OperationsProvider } from '../../hooks/OperationsProvider.tsx'
import type { OperationsProviderProps } from '../../hooks/operationsProviderProps.ts'
import { createOrchestratorClient } from '../api/createOrchestratorClient.ts'
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
