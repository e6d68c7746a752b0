import {
  createConfiguration,
  deleteConfiguration,
  getConfiguration,
  listConfigurations,
  patchConfiguration,
  updateConfiguration,
} from './configurations.ts'
import type { CallHandler } from './Context.ts'
import {
  createConversation,
  deleteConversation,
  getConversation,
  listConversations,
  patchConversation,
  updateConversation,
} from './conversations.ts'
import type { Call } from './findCall.ts'
import { getMemoryOperation, getOperation } from './operationCalls.ts'
import { dataMappings, getIdentityResolution, traitGroups, updateIdentityResolution } from './storeParts.ts'
import { createStore, deleteStore, getStore, listStores, patchStore } from './stores.ts'

/** Who carries out which call. */
export const handlers: Readonly<Record<Call, CallHandler>> = {
  'configurations.create': createConfiguration,
  'configurations.list': listConfigurations,
  'configurations.get': getConfiguration,
  'configurations.update': updateConfiguration,
  'configurations.patch': patchConfiguration,
  'configurations.delete': deleteConfiguration,
  'conversations.create': createConversation,
  'conversations.list': listConversations,
  'conversations.get': getConversation,
  'conversations.update': updateConversation,
  'conversations.patch': patchConversation,
  'conversations.delete': deleteConversation,
  'operations.get': getOperation,
  'memoryOperations.get': getMemoryOperation,
  'stores.create': createStore,
  'stores.list': listStores,
  'stores.get': getStore,
  'stores.patch': patchStore,
  'stores.delete': deleteStore,
  'identityResolution.get': getIdentityResolution,
  'identityResolution.update': updateIdentityResolution,
  'traitGroups.create': traitGroups.create,
  'traitGroups.list': traitGroups.list,
  'traitGroups.get': traitGroups.get,
  'traitGroups.patch': traitGroups.patch,
  'traitGroups.delete': traitGroups.delete,
  'dataMappings.create': dataMappings.create,
  'dataMappings.list': dataMappings.list,
  'dataMappings.get': dataMappings.get,
  'dataMappings.patch': dataMappings.patch,
  'dataMappings.delete': dataMappings.delete,
}
