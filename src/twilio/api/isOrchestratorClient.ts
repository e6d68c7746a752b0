import type { OperationsClient } from '../../client/createOperationsClient.ts'
import type { OrchestratorClient } from './createOrchestratorClient.ts'

/** True for a client made by `createOrchestratorClient`. */
export function isOrchestratorClient(client: OperationsClient): client is OrchestratorClient {
  return 'configurations' in client && 'memoryStores' in client
}
