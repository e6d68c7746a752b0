import type { Calls, FaultRule } from '../../../simulator/faults/script.ts'
import type { Api } from '../state/SimulatorOptions.ts'

/** One call of the API, by the name that scripts and logs use. */
export type Call = (typeof TABLE)[number][0]

/** Which calls a rule applies to: one, all calls of a group, or all calls. */
export type CallPattern = Call | `${CallGroup}.*` | '*'
type CallGroup = Call extends `${infer Group}.${string}` ? Group : never

/** Which requests go wrong, how many of them, and how. */
export type ScriptRule = FaultRule<CallPattern>

/** The call that a request makes. */
export interface FoundCall {
  readonly call: Call
  readonly api: Api
  /** True if the call answers 202 and starts an operation. */
  readonly accepts: boolean
  /** The values of the path's `{placeholders}`, in order, URL-decoded. */
  readonly ids: readonly string[]
}

const CONFIGURATIONS = '/v2/ControlPlane/Configurations'
const CONVERSATIONS = '/v2/Conversations'
const STORES = '/v1/ControlPlane/Stores'
const IDENTITY = `${STORES}/{}/IdentityResolutionSettings`
const TRAITS = `${STORES}/{}/TraitGroups`
const MAPPINGS = `${STORES}/{}/DataMappings`

const TABLE = [
  ['configurations.create', 'POST', CONFIGURATIONS, 202],
  ['configurations.list', 'GET', CONFIGURATIONS, 200],
  ['configurations.get', 'GET', `${CONFIGURATIONS}/{}`, 200],
  ['configurations.update', 'PUT', `${CONFIGURATIONS}/{}`, 202],
  ['configurations.patch', 'PATCH', `${CONFIGURATIONS}/{}`, 202],
  ['configurations.delete', 'DELETE', `${CONFIGURATIONS}/{}`, 202],
  ['conversations.create', 'POST', CONVERSATIONS, 201],
  ['conversations.list', 'GET', CONVERSATIONS, 200],
  ['conversations.get', 'GET', `${CONVERSATIONS}/{}`, 200],
  ['conversations.update', 'PUT', `${CONVERSATIONS}/{}`, 200],
  ['conversations.patch', 'PATCH', `${CONVERSATIONS}/{}`, 200],
  ['conversations.delete', 'DELETE', `${CONVERSATIONS}/{}`, 202],
  ['operations.get', 'GET', '/v2/ControlPlane/Operations/{}', 200],
  ['memoryOperations.get', 'GET', '/v1/ControlPlane/Operations/{}', 200],
  ['stores.create', 'POST', STORES, 202],
  ['stores.list', 'GET', STORES, 200],
  ['stores.get', 'GET', `${STORES}/{}`, 200],
  ['stores.patch', 'PATCH', `${STORES}/{}`, 202],
  ['stores.delete', 'DELETE', `${STORES}/{}`, 202],
  ['identityResolution.get', 'GET', IDENTITY, 200],
  ['identityResolution.update', 'PUT', IDENTITY, 202],
  ['traitGroups.create', 'POST', TRAITS, 202],
  ['traitGroups.list', 'GET', TRAITS, 200],
  ['traitGroups.get', 'GET', `${TRAITS}/{}`, 200],
  ['traitGroups.patch', 'PATCH', `${TRAITS}/{}`, 202],
  ['traitGroups.delete', 'DELETE', `${TRAITS}/{}`, 202],
  ['dataMappings.create', 'POST', MAPPINGS, 202],
  ['dataMappings.list', 'GET', MAPPINGS, 200],
  ['dataMappings.get', 'GET', `${MAPPINGS}/{}`, 200],
  ['dataMappings.patch', 'PATCH', `${MAPPINGS}/{}`, 202],
  ['dataMappings.delete', 'DELETE', `${MAPPINGS}/{}`, 202],
  ['profiles.updateBulk', 'PUT', '/v1/Stores/{}/Profiles/Bulk', 202],
] as const

/** All calls, for scripts. */
export const CALLS: Calls = {
  names: TABLE.map(([call]) => call),
  isAccepting: (call) => TABLE.some(([name, , , status]) => name === call && status === 202),
}

/** Whether a call reads the status of an operation. */
export function isOperationRead(call: Call | null): boolean {
  return call === 'operations.get' || call === 'memoryOperations.get'
}

/** The call of a request; or `null` and the methods that the path allows (none if the path is unknown). */
export function findCall(
  method: string,
  path: string,
): { found: FoundCall | null; allow: readonly string[] } {
  const allow: string[] = []
  for (const [call, callMethod, template, status] of TABLE) {
    const ids = matchPath(template, path)
    if (ids === null) continue
    if (callMethod === method) {
      const api = template.startsWith('/v2') ? 'conversations' : 'memory'
      return { found: { call, api, accepts: status === 202, ids }, allow }
    }
    allow.push(callMethod)
  }
  return { found: null, allow }
}

function matchPath(template: string, path: string): string[] | null {
  const wanted = template.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const ids: string[] = []
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? ''
    if (part !== '{}') {
      if (part !== segment) return null
      continue
    }
    const id = decodeSegment(segment)
    if (id === null || id === '') return null
    ids.push(id)
  }
  return ids
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}
