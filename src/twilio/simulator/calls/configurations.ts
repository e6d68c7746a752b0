import {
  ApiFailure,
  errorUrl,
  invalidFields,
  isJsonObject,
  readKey,
  readString,
} from '../../../simulator/http/answers.ts'
import type { FieldProblem, Json, JsonObject } from '../../../simulator/http/answers.ts'
import type { OperationError } from '../../../simulator/state/Operation.ts'
import { findVisible, firstVersion, nextVersion, visible } from '../state/Account.ts'
import type { Account, VersionedResource } from '../state/Account.ts'
import { toProblem } from './checkField.ts'
import type { FieldCheck } from './checkField.ts'
import {
  createConfigurationCheck,
  patchConfigurationCheck,
  updateConfigurationCheck,
  withBridge,
  withoutUnknownFields,
} from './configurationChecks.ts'
import { createdFields, patchedFields, replacedFields } from './configurationFields.ts'
import { invalidCode, needResource, pathId, readBody } from './Context.ts'
import type { CallHandler, Context } from './Context.ts'
import { accept } from './operations.ts'
import { invalidQuery, paginate } from './paginate.ts'
import { storeStatus } from './stores.ts'

/** Format of the list's `memoryStoreId` filter (OpenAPI). */
const STORE_ID = /^mem_(store|service)_[0-7][0-9a-z]{25}$/

/** POST: 202; the configuration exists once the operation completes. */
export const createConfiguration: CallHandler = (context) => {
  const { account, ids, now } = context
  const fields = createdFields(readBody(context, toRequestCheck(context, createConfigurationCheck)))
  const id = ids.next('conv_configuration', now)
  refuseTakenName(context, id, fields['displayName'])
  refuseConfigurationAtOnce(context, id, fields)
  return accept(context, {
    related: { configurationId: id },
    claim: { id, displayName: readString(fields, 'displayName') },
    effect(at, { lateMs }) {
      const error = configurationError(account, id, fields, at)
      if (error) return error
      account.configurations.set(id, firstVersion(id, fields, at, lateMs))
      return null
    },
  })
}

/** PUT: 202; a full replacement. */
export const updateConfiguration: CallHandler = (context) => {
  const body = readBody(context, toRequestCheck(context, updateConfigurationCheck))
  const isKeeping = context.settings.responseOnlyFields === 'keep'
  return change(context, (former) => replacedFields(former, body, isKeeping))
}

/** PATCH: 202; changes the fields in the body. */
export const patchConfiguration: CallHandler = (context) => {
  const body = readBody(context, toRequestCheck(context, patchConfigurationCheck))
  return change(context, (former) => patchedFields(former, body))
}

/** DELETE: 202, with a JSON body like the others. */
export const deleteConfiguration: CallHandler = (context) => {
  const { id } = need(context)
  return accept(context, {
    related: { configurationId: id },
    effect: () => (context.account.configurations.delete(id) ? null : gone(id)),
  })
}

/** GET one. */
export const getConfiguration: CallHandler = (context) => ({
  status: 200,
  headers: {},
  body: show(need(context)),
})

/** GET all, oldest first, filtered by `memoryStoreId` if given. */
export const listConfigurations: CallHandler = (context) => {
  const storeId = context.query.get('memoryStoreId')
  if (storeId !== null && !STORE_ID.test(storeId)) {
    throw invalidQuery(context, toProblem(['memoryStoreId'], `must match ${STORE_ID.source}`, storeId))
  }
  const items = visible(context.account.configurations, context.now).filter(
    ({ fields }) => storeId === null || fields['memoryStoreId'] === storeId,
  )
  return paginate(context, { key: 'configurations', order: 'ASC', items, show, maxPageSize: 1000 })
}

function toRequestCheck({ settings }: Context, check: FieldCheck): FieldCheck {
  return settings.unknownFields === 'ignore' ? check : withoutUnknownFields(check)
}

function change(context: Context, edit: (former: JsonObject) => JsonObject) {
  const { account } = context
  const { id, fields } = need(context)
  const wanted = edit(fields)
  const problems: FieldProblem[] = []
  withBridge(() => {})(problems, [], wanted)
  if (problems.length > 0) throw invalidFields(invalidCode(context.api), problems)
  refuseTakenName(context, id, readKey(wanted, 'displayName'))
  refuseConfigurationAtOnce(context, id, wanted)
  return accept(context, {
    related: { configurationId: id },
    effect(at) {
      const current = account.configurations.get(id)
      if (!current) return gone(id)
      // Edit it again, because another operation may have changed it since the request.
      const edited = edit(current.fields)
      const error = configurationError(account, id, edited, at)
      if (error) return error
      account.configurations.set(id, nextVersion(current, edited, at))
      return null
    },
  })
}

function need(context: Context): VersionedResource {
  return needResource(context, context.account.configurations, pathId(context), 'configuration')
}

function gone(id: string) {
  return {
    type: 'https://www.twilio.com/docs/errors/20404',
    title: 'Not found',
    status: 404,
    detail: `Configuration ${id} is not there any more.`,
  }
}

function show({ id, fields, createdAt, updatedAt, version }: VersionedResource): JsonObject {
  return {
    id,
    ...fields,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    version,
  }
}

interface Refusal {
  readonly field: 'memoryStoreId' | 'conversationsV1Bridge'
  readonly code: number
  readonly reason: string
}

/** Why the account cannot have this configuration when the operation ends. It may have changed by then. */
function configurationError(
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
function refuseConfigurationAtOnce(
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
function refuseTakenName({ account, settings }: Context, id: string, displayName: Json | undefined): void {
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
