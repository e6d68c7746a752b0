import { ApiFailure, errorUrl, invalidFields } from '../../../simulator/http/ApiFailure.ts'
import { isJsonObject, readKey, readString } from '../../../simulator/http/json.ts'
import type { Json, JsonObject } from '../../../simulator/http/json.ts'
import type { OperationError } from '../../../simulator/state/Operation.ts'
import { findVisible } from '../state/Account.ts'
import type { Account } from '../state/Account.ts'
import { toProblem } from './checkField.ts'
import type { Context } from './Context.ts'
import { storeStatus } from './stores.ts'

interface Refusal {
  readonly field: 'memoryStoreId' | 'conversationsV1Bridge'
  readonly code: number
  readonly reason: string
}

/** Why the account cannot have this configuration when the operation ends. It may have changed by then. */
export function configurationError(
  account: Account,
  id: string,
  fields: JsonObject,
  at: number,
): OperationError | null {
  const refusal = findRefusal(account, id, fields, at)
  if (!refusal) return null
  const { code, field, reason } = refusal
  return { type: errorUrl(code), title: 'Bad request', status: 400, detail: `${field}: ${reason}` }
}

/** Throws a 400 if the account cannot have this configuration and the settings check that on the request. */
export function refuseConfigurationAtOnce(
  { account, now, settings }: Context,
  id: string,
  fields: JsonObject,
): void {
  if (settings.accountChecks !== 'request') return
  const refusal = findRefusal(account, id, fields, now)
  if (!refusal) return
  const { code, field, reason } = refusal
  throw invalidFields(code, [toProblem([field], reason, readKey(fields, field))])
}

/** Throws a 409 naming the holder if names must be unique and this one is taken or claimed. */
export function refuseTakenName(
  { account, settings }: Context,
  id: string,
  displayName: Json | undefined,
): void {
  if (!settings.uniqueDisplayNames || typeof displayName !== 'string') return
  const holder =
    [...account.configurations.values()].find(
      (one) => one.id !== id && one.fields['displayName'] === displayName,
    )?.id ??
    account.operations.pending().find(({ claim }) => claim?.displayName === displayName && claim.id !== id)
      ?.claim?.id
  if (holder === undefined) return
  throw new ApiFailure(409, 20_409, `displayName: is already used by ${holder}`, {
    problems: [toProblem(['displayName'], `is already used by ${holder}`, displayName)],
    headers: { 'X-Conflicting-Resource-Id': holder },
  })
}

function findRefusal(account: Account, id: string, fields: JsonObject, at: number): Refusal | null {
  const storeId = readString(fields, 'memoryStoreId')
  const store = findVisible(account.stores, storeId, at)
  if (!store)
    return { field: 'memoryStoreId', code: 20_001, reason: `no memory store ${storeId} on this account` }
  if (storeStatus(store, at) !== 'ACTIVE') {
    return { field: 'memoryStoreId', code: 520_042, reason: `the memory store ${storeId} is not ACTIVE` }
  }
  const serviceId = serviceOf(fields)
  const taken = [...account.configurations.values()].some(
    (one) => one.id !== id && serviceOf(one.fields) === serviceId,
  )
  if (serviceId === null || !taken) return null
  return {
    field: 'conversationsV1Bridge',
    code: 20_001,
    reason: `another configuration has ${serviceId} already`,
  }
}

function serviceOf(fields: JsonObject): string | null {
  const bridge = readKey(fields, 'conversationsV1Bridge')
  return isJsonObject(bridge) ? readString(bridge, 'serviceId') : null
}
