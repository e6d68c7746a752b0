import { accept } from './accept.ts'
import { findVisible, visible, type Configuration } from './Account.ts'
import { ApiFailure, invalidFields, type FieldProblem } from './ApiFailure.ts'
import { toProblem } from './checkField.ts'
import {
  createConfigurationCheck,
  patchConfigurationCheck,
  updateConfigurationCheck,
  withBridge,
} from './configurationChecks.ts'
import { createdFields, patchedFields, replacedFields } from './configurationFields.ts'
import { invalidCode, pathId, readBody, type CallHandler, type Context } from './Context.ts'
import { readString, readKey, type JsonObject } from './Json.ts'
import { invalidQuery, paginate } from './paginate.ts'
import { configurationError, refuseConfigurationAtOnce, refuseTakenName } from './refuseConfiguration.ts'

/** Query filter of the list (OpenAPI). */
const STORE_ID = /^mem_(store|service)_[0-7][0-9a-z]{25}$/

/** POST: 202; the configuration is there when the operation completes. */
export const createConfiguration: CallHandler = (context) => {
  const { account, ids, now } = context
  const fields = createdFields(readBody(context, createConfigurationCheck))
  const id = ids.next('conv_configuration', now)
  refuseTakenName(context, id, fields['displayName'])
  refuseConfigurationAtOnce(context, id, fields)
  return accept(context, {
    related: { configurationId: id },
    claim: { id, displayName: readString(fields, 'displayName') },
    effect(at, { lateMs }) {
      const error = configurationError(account, id, fields, at)
      if (error) return error
      account.configurations.set(id, {
        id,
        visibleAt: at + lateMs,
        fields,
        createdAt: at,
        updatedAt: at,
        version: 1,
      })
      return null
    },
  })
}

/** PUT: 202; a full replacement. */
export const updateConfiguration: CallHandler = (context) => {
  const body = readBody(context, updateConfigurationCheck)
  return change(context, (former) => replacedFields(former, body))
}

/** PATCH: 202; changes what the body has. */
export const patchConfiguration: CallHandler = (context) => {
  const body = readBody(context, patchConfigurationCheck)
  return change(context, (former) => patchedFields(former, body))
}

/** DELETE: 202, with a JSON body as all the others. */
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

/** GET all, oldest first, narrowed by `memoryStoreId` if asked. */
export const listConfigurations: CallHandler = (context) => {
  const storeId = context.query.get('memoryStoreId')
  if (storeId !== null && !STORE_ID.test(storeId)) {
    throw invalidQuery(context, toProblem(['memoryStoreId'], `must match ${STORE_ID.source}`, storeId))
  }
  const items = visible(context.account.configurations, context.now)
    .filter(({ fields }) => storeId === null || fields['memoryStoreId'] === storeId)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return paginate(context, {
    key: 'configurations',
    order: 'ASC',
    items,
    idOf: ({ id }) => id,
    show,
    maxPageSize: 1000,
  })
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
      // Edited again: another operation may have changed it since the request came.
      const edited = edit(current.fields)
      const error = configurationError(account, id, edited, at)
      if (error) return error
      account.configurations.set(id, {
        ...current,
        fields: edited,
        updatedAt: at,
        version: current.version + 1,
      })
      return null
    },
  })
}

function need(context: Context): Configuration {
  const id = pathId(context)
  const found = findVisible(context.account.configurations, id, context.now)
  if (!found) throw new ApiFailure(404, 20_404, `No configuration ${id}.`)
  return found
}

function gone(id: string) {
  return {
    type: 'https://www.twilio.com/docs/errors/20404',
    title: 'Not found',
    status: 404,
    detail: `Configuration ${id} is not there any more.`,
  }
}

function show({ id, fields, createdAt, updatedAt, version }: Configuration): JsonObject {
  return {
    id,
    ...fields,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    version,
  }
}
