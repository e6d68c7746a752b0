export type { StatusStore } from './server/settings/statusStore.ts'
export { toNodeListener } from './node/toNodeListener.ts'
export type { NodeListenerOptions } from './node/toNodeListener.ts'
