'use client'
import { useOperationsContext } from '../../hooks/useOperationsContext.ts'
import { MissingProviderError } from '../../protocol/errors.ts'
import type { OrchestratorClient } from '../api/createOrchestratorClient.ts'
import { isOrchestratorClient } from '../api/isOrchestratorClient.ts'

/** @throws MissingProviderError where the provider is missing, or has a client that knows nothing of Orchestrator */
export function useOrchestratorClient(asker: string): OrchestratorClient {
  const { client } = useOperationsContext(asker).observers
  if (isOrchestratorClient(client)) return client
  throw new MissingProviderError(
    `${asker} needs a client that knows Conversation Orchestrator. Give OperationsProvider one made by ` +
      "createOrchestratorClient({ baseUrl: '/api/twilio' }) from 'react-accepted/client'.",
  )
}
