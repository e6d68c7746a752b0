export { createOrchestratorProxy } from './server/createOrchestratorProxy.ts'
export type { OrchestratorCredentials } from './server/basicCredentials.ts'
export type {
  OrchestratorAccess,
  OrchestratorDecision,
  OrchestratorDenial,
  OrchestratorGrant,
  OrchestratorProxyOptions,
} from './server/OrchestratorProxyOptions.ts'
export type { StatusStore } from './server/StatusStore.ts'
export type { OrchestratorAction, OrchestratorApi } from './server/orchestratorRoutes.ts'
export { toNodeListener, type NodeListenerOptions } from './node/toNodeListener.ts'
