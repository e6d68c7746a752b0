export { createOperationsProxy } from './server/createOperationsProxy.ts'
export type {
  OperationsAccess,
  OperationsCredentials,
  OperationsDecision,
  OperationsProxyOptions,
  OperationsRoute,
} from './server/settings/proxyOptions.ts'
export type { StatusStore } from './server/settings/statusStore.ts'
export { toNodeListener } from './node/toNodeListener.ts'
export type { NodeListenerOptions } from './node/toNodeListener.ts'
