export { createOrchestratorProxy } from './server/createOrchestratorProxy.ts'
export type { OrchestratorCredentials } from './server/credentials.ts'
export type {
  OrchestratorAccess,
  OrchestratorDecision,
  OrchestratorDenial,
  OrchestratorGrant,
  OrchestratorProxyOptions,
} from './server/createOrchestratorProxy.ts'
export type { OrchestratorAction, OrchestratorApi } from './server/orchestratorRoutes.ts'
