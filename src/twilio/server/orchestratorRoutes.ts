import type { Route } from '../../server/settings/routes.ts'

/** Which of the two Twilio APIs a request belongs to. */
export type OrchestratorApi = 'conversations' | 'memory'

/** What a request does, as `resource.verb`. `authorize` decides on it. */
export type OrchestratorAction =
  | 'configurations.create'
  | 'configurations.update'
  | 'configurations.patch'
  | 'configurations.delete'
  | 'configurations.get'
  | 'configurations.list'
  | 'conversations.delete'
  | 'memoryStores.create'
  | 'memoryStores.patch'
  | 'memoryStores.delete'
  | 'memoryStores.get'
  | 'memoryStores.list'
  | 'identityResolutionSettings.get'
  | 'identityResolutionSettings.update'
  | 'traitGroups.list'
  | 'traitGroups.create'
  | 'traitGroups.get'
  | 'traitGroups.patch'
  | 'traitGroups.delete'
  | 'dataMappings.list'
  | 'dataMappings.create'
  | 'dataMappings.get'
  | 'dataMappings.patch'
  | 'dataMappings.delete'
  | 'profiles.updateBulk'
  | 'operations.get'

/** One entry of the allow-list. */
export interface OrchestratorRoute extends Route {
  readonly action: OrchestratorAction
  readonly api: OrchestratorApi
}

// IDs are opaque. Prefixes have changed before, so only the alphabet and the length are checked.
const resourceId = /^[A-Za-z0-9_-]{1,128}$/

/** Names of trait groups may have dots (Memory API, TraitGroupRequest). A dot segment would be another path. */
const groupName = /^(?!\.{1,2}$)[A-Za-z0-9_.-]{1,128}$/

/** Memory API: `operationId` has at most 512 characters. */
export const operationIdPattern = /^[A-Za-z0-9_-]{1,512}$/

const pageToken = /^[\x21-\x7e]{1,4096}$/

const configurations = '/v2/ControlPlane/Configurations'
const stores = '/v1/ControlPlane/Stores'
const configurationsQuery = {
  pageSize: /^(?:[1-9][0-9]{0,2}|1000)$/,
  pageToken,
  memoryStoreId: resourceId,
}
const storesQuery = { pageSize: /^(?:[1-9][0-9]?|100)$/, pageToken, orderBy: /^(?:ASC|DESC)$/ }
const traitGroupsQuery = { ...storesQuery, includeTraits: /^(?:true|false)$/ }
const dataMappingsQuery = { ...storesQuery, type: /^[A-Z_]{1,64}$/ }

const conversationsRoutes: readonly OrchestratorRoute[] = [
  route('configurations.list', 'conversations', 'GET', configurations, configurationsQuery),
  route('configurations.create', 'conversations', 'POST', configurations),
  route('configurations.get', 'conversations', 'GET', `${configurations}/{id}`),
  route('configurations.update', 'conversations', 'PUT', `${configurations}/{id}`),
  route('configurations.patch', 'conversations', 'PATCH', `${configurations}/{id}`),
  route('configurations.delete', 'conversations', 'DELETE', `${configurations}/{id}`),
  route('conversations.delete', 'conversations', 'DELETE', '/v2/Conversations/{id}'),
]

const memoryRoutes: readonly OrchestratorRoute[] = [
  route('memoryStores.list', 'memory', 'GET', stores, storesQuery),
  route('memoryStores.create', 'memory', 'POST', stores),
  route('memoryStores.get', 'memory', 'GET', `${stores}/{id}`),
  route('memoryStores.patch', 'memory', 'PATCH', `${stores}/{id}`),
  route('memoryStores.delete', 'memory', 'DELETE', `${stores}/{id}`),
  route('identityResolutionSettings.get', 'memory', 'GET', `${stores}/{id}/IdentityResolutionSettings`),
  route('identityResolutionSettings.update', 'memory', 'PUT', `${stores}/{id}/IdentityResolutionSettings`),
  route('traitGroups.list', 'memory', 'GET', `${stores}/{id}/TraitGroups`, traitGroupsQuery),
  route('traitGroups.create', 'memory', 'POST', `${stores}/{id}/TraitGroups`),
  traitGroupRoute('traitGroups.get', 'GET', traitGroupsQuery),
  traitGroupRoute('traitGroups.patch', 'PATCH'),
  traitGroupRoute('traitGroups.delete', 'DELETE'),
  route('dataMappings.list', 'memory', 'GET', `${stores}/{id}/DataMappings`, dataMappingsQuery),
  route('dataMappings.create', 'memory', 'POST', `${stores}/{id}/DataMappings`),
  route('dataMappings.get', 'memory', 'GET', `${stores}/{id}/DataMappings/{name}`),
  route('dataMappings.patch', 'memory', 'PATCH', `${stores}/{id}/DataMappings/{name}`),
  route('dataMappings.delete', 'memory', 'DELETE', `${stores}/{id}/DataMappings/{name}`),
  route('profiles.updateBulk', 'memory', 'PUT', '/v1/Stores/{id}/Profiles/Bulk'),
]

/** The path of each API's operations, without the operation's ID. */
export const operationsPath: Readonly<Record<OrchestratorApi, string>> = {
  conversations: '/v2/ControlPlane/Operations',
  memory: '/v1/ControlPlane/Operations',
}

/**
 * The allow-list: the asynchronous endpoints of Conversations v2 and Memory v1, the two polling endpoints,
 * and the endpoints that list or read configurations, stores and what stores contain. Nothing else of either
 * API is reachable; of profiles only their bulk upsert.
 */
export const orchestratorRoutes: readonly OrchestratorRoute[] = [
  ...conversationsRoutes,
  ...memoryRoutes,
  operationRoute('conversations'),
  operationRoute('memory'),
]

function route(
  action: OrchestratorAction,
  api: OrchestratorApi,
  method: OrchestratorRoute['method'],
  path: string,
  query: OrchestratorRoute['query'] = {},
): OrchestratorRoute {
  return {
    action,
    api,
    method,
    path,
    idPattern: resourceId,
    hasBody: method !== 'GET' && method !== 'DELETE',
    query,
    isStatus: action === 'operations.get',
  }
}

function traitGroupRoute(
  action: OrchestratorAction,
  method: OrchestratorRoute['method'],
  query?: OrchestratorRoute['query'],
): OrchestratorRoute {
  return {
    ...route(action, 'memory', method, `${stores}/{id}/TraitGroups/{name}`, query),
    idPattern: groupName,
  }
}

function operationRoute(api: OrchestratorApi): OrchestratorRoute {
  const path = `${operationsPath[api]}/{id}`
  return { ...route('operations.get', api, 'GET', path), idPattern: operationIdPattern }
}
