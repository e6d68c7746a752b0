import { ApiFailure, invalidFields } from '../../../simulator/http/answers.ts'
import type { Performed } from '../../../simulator/serveRequest.ts'
import type { Ids } from '../../../simulator/state/ids.ts'
import type { KeptAnswer } from '../../../simulator/state/keptAnswers.ts'
import type { Course } from '../../../simulator/state/Operation.ts'
import type { Account } from '../state/Account.ts'
import type { Settings } from '../state/SimulatorOptions.ts'
import { toProblem } from './checkField.ts'
import {
  createConfiguration,
  deleteConfiguration,
  getConfiguration,
  listConfigurations,
  patchConfiguration,
  updateConfiguration,
} from './configurations.ts'
import { parseBody } from './Context.ts'
import type { CallHandler, Context } from './Context.ts'
import {
  createConversation,
  deleteConversation,
  getConversation,
  listConversations,
  patchConversation,
  updateConversation,
} from './conversations.ts'
import { isOperationRead } from './findCall.ts'
import type { Call, FoundCall } from './findCall.ts'
import { getMemoryOperation, getOperation } from './operations.ts'
import {
  dataMappings,
  getIdentityResolution,
  traitGroups,
  updateIdentityResolution,
  updateProfilesBulk,
} from './storeContents.ts'
import { createStore, deleteStore, getStore, listStores, patchStore } from './stores.ts'

/** A request whose body has been read. */
interface ReadRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly text: string
}

/** What all calls of a simulator share. */
export interface CallParts {
  readonly settings: Settings
  readonly ids: Ids
}

/** Runs synchronously, so that the second of two identical concurrent requests finds the first response. */
export function performCall(
  { settings, ids }: CallParts,
  account: Account,
  found: FoundCall,
  request: ReadRequest,
  now: number,
  course: Course,
): Performed {
  account.operations.settleDue(now)
  const { headers, method, text, url } = request
  const key = hasKeys(found) ? headers.get('idempotency-key') : null
  const fingerprint = `${method} ${url.pathname}\n${text}`
  if (key !== null) {
    checkKey(key)
    const kept = findKeptAnswer(account, key, fingerprint, now, settings)
    if (kept) return { answer: kept.answer, operationId: kept.operationId, replayed: true }
  }
  const context: Context = {
    api: found.api,
    account,
    settings,
    ids,
    now,
    origin: settings.origins?.[found.api] ?? url.origin,
    path: found.ids,
    query: url.searchParams,
    body: parseBody(text, headers.get('content-type'), found.api),
    ifMatch: headers.get('if-match'),
    course,
  }
  const answer = handlers[found.call](context)
  const operationId = answer.headers['Operation-Id'] ?? null
  if (key !== null && operationId !== null)
    account.keptAnswers.keep(key.toLowerCase(), { at: now, request: fingerprint, answer, operationId })
  return {
    answer,
    operationId: isOperationRead(found.call) ? (found.ids[0] ?? null) : operationId,
    replayed: false,
  }
}

/** Conversations calls that answer 202 accept an Idempotency-Key; Memory calls do not (OpenAPI). */
function hasKeys({ accepts, api }: FoundCall): boolean {
  return accepts && api === 'conversations'
}

/** The error for an unknown path, or for a path that allows only other methods. */
export function unknownCall(allow: readonly string[], path: string): ApiFailure {
  if (allow.length === 0) return new ApiFailure(404, 20_404, `There is nothing at ${path}.`)
  const methods = allow.join(', ')
  return new ApiFailure(405, 20_004, `This method is not allowed here; allowed: ${methods}.`, {
    headers: { Allow: methods },
  })
}

const KEY = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/

/** Throws a 400 if a key is not a UUID. */
function checkKey(key: string): void {
  if (!KEY.test(key)) throw invalidFields(20_001, [toProblem(['Idempotency-Key'], 'must be a UUID', key)])
}

/**
 * The response stored under a key, if the key has not expired. Throws a 409 if the key belongs to a different
 * request and the settings refuse that.
 */
function findKeptAnswer(
  account: Account,
  key: string,
  request: string,
  now: number,
  settings: Settings,
): KeptAnswer | null {
  const kept = account.keptAnswers.find(key.toLowerCase(), now)
  if (!kept) return null
  if (kept.request === request || settings.sameKeyOtherBody === 'replay') return kept
  throw new ApiFailure(409, 20_409, 'This Idempotency-Key came with another request before. Send a new key.')
}

/** The handler of each call. */
const handlers: Readonly<Record<Call, CallHandler>> = {
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
  'profiles.updateBulk': updateProfilesBulk,
}
