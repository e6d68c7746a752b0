import { ApiFailure, errorUrl, invalidFields, readKey, readString } from '../../../simulator/http/answers.ts'
import type { Json } from '../../../simulator/http/answers.ts'
import type { Effect, OperationError } from '../../../simulator/state/Operation.ts'
import { visible } from '../state/Account.ts'
import type { Account, Store } from '../state/Account.ts'
import { fields, optional, required, text, toProblem } from './checkField.ts'
import { needResource, pathId, readBody } from './Context.ts'
import type { CallHandler, Context } from './Context.ts'
import { accept } from './operations.ts'
import { paginate, readOrder } from './paginate.ts'

/** Maximum number of stores per account (Memory documentation: limits). */
const MAX_STORES = 15
const STORE_ID = /^mem_(store|service)_[0-7][0-9a-z]{25}$/

const displayName = text({ min: 1, max: 64, pattern: /^[a-zA-Z0-9-]+$/ })
const description = text({ min: 1, max: 128 })
const createCheck = fields({ displayName: required(displayName), description: optional(description) })
const patchCheck = fields({ displayName: optional(displayName), description: optional(description) })

/** The status of a store at `at` (epoch ms). */
export function storeStatus(store: Store, at: number): 'QUEUED' | 'PROVISIONING' | 'ACTIVE' | 'FAILED' {
  if (at < store.provisionsAt) return 'QUEUED'
  return at < store.readyAt ? 'PROVISIONING' : store.outcome
}

/** POST: 202; the store exists once the operation completes, and becomes ACTIVE later. */
export const createStore: CallHandler = (context) => {
  const { account, ids, now } = context
  const body = readBody(context, createCheck)
  const name = readString(body, 'displayName')
  refuseAtOnce(context, null, name)
  const id = ids.next('mem_store', now)
  return accept(context, {
    message: 'The store will be created shortly.',
    result: { id, path: `/v1/ControlPlane/Stores/${id}` },
    effect(at, course) {
      const refusal = findRefusal(account, null, name)
      if (refusal) return toError(refusal)
      account.stores.set(id, {
        id,
        displayName: name,
        description: textOrNull(readKey(body, 'description')),
        version: 1,
        createdAt: at,
        visibleAt: at + course.lateMs,
        provisionsAt: at + course.provisioningMs / 4,
        readyAt: at + course.provisioningMs,
        outcome: course.storeOutcome,
        identity: { fields: { identifierConfigs: [], matchingRules: [] }, version: 1 },
        traitGroups: new Map(),
        dataMappings: new Map(),
      })
      return null
    },
  })
}

/** PATCH: 202; honours `If-Match`. */
export const patchStore: CallHandler = (context) => {
  const { account } = context
  const { id, version } = needStore(context)
  refuseStale(context, version)
  const body = readBody(context, patchCheck)
  const name = textOrNull(readKey(body, 'displayName'))
  refuseAtOnce(context, id, name)
  return accept(context, {
    message: 'The store will be updated shortly.',
    result: { id, path: `/v1/ControlPlane/Stores/${id}` },
    effect: inStore(context, id, (store) => {
      const refusal = findRefusal(account, id, name)
      if (refusal) return toError(refusal)
      account.stores.set(id, {
        ...store,
        displayName: name ?? store.displayName,
        description: textOrNull(readKey(body, 'description')) ?? store.description,
        version: store.version + 1,
      })
      return null
    }),
  })
}

/** DELETE: 202; deletes the store and everything in it, but not the configurations that use it. */
export const deleteStore: CallHandler = (context) => {
  const { id } = needStore(context)
  return accept(context, {
    message: 'The store will be deleted shortly.',
    result: { id, path: null },
    effect: () => (context.account.stores.delete(id) ? null : storeGone(id)),
  })
}

/** GET one, with its `ETag`. */
export const getStore: CallHandler = (context) => {
  const store = needStore(context)
  return {
    status: 200,
    headers: { ETag: etag(store.version) },
    body: {
      id: store.id,
      displayName: store.displayName,
      description: store.description,
      status: storeStatus(store, context.now),
      intelligenceServiceId: null,
      version: store.version,
      // No data is ever sent to a simulated store: it is as old as the store (twilio 6.3.1, StoreInstance).
      dataAsOf: new Date(store.createdAt).toISOString(),
    },
  }
}

/** GET all: IDs only, newest first unless `orderBy=ASC`. */
export const listStores: CallHandler = (context) => {
  return paginate(context, {
    key: 'stores',
    order: readOrder(context),
    items: visible(context.account.stores, context.now),
    show: ({ id }) => id,
    maxPageSize: 100,
  })
}

/** The store in the path. Throws a 400 / 520049 for a malformed ID, a 404 / 520041 for an unknown one. */
export function needStore(context: Context): Store {
  const id = pathId(context)
  if (!STORE_ID.test(id)) throw new ApiFailure(400, 520_049, `${id} is not the ID of a memory store.`)
  return needResource(context, context.account.stores, id, 'memory store', 520_041)
}

/** The `ETag` of a version. */
export function etag(version: number): string {
  return `"${version}"`
}

/** Throws a 412 if `If-Match` names another version, a 400 if it is longer than the API's 100 characters. */
export function refuseStale({ ifMatch }: Context, version: number): void {
  if (ifMatch === null || ifMatch === '*') return
  if (ifMatch.length > 100) {
    throw invalidFields(520_046, [toProblem(['If-Match'], 'must have at most 100 characters', ifMatch)])
  }
  if (ifMatch !== etag(version))
    throw new ApiFailure(412, 20_412, 'If-Match does not match the current version.')
}

/** An effect on a store. It fails if the store has been deleted in the meantime. */
export function inStore(
  { account }: Context,
  id: string,
  effect: (store: Store, ...course: Parameters<Effect>) => OperationError | null,
): Effect {
  return (...course) => {
    const store = account.stores.get(id)
    return store ? effect(store, ...course) : storeGone(id)
  }
}

function storeGone(id: string): OperationError {
  return {
    type: errorUrl(520_041),
    title: 'Store not found',
    code: 520_041,
    detail: `Memory store ${id} is not there any more.`,
  }
}

interface Refusal {
  readonly code: number
  readonly title: string
  readonly reason: string
}

function findRefusal(account: Account, id: string | null, name: string | null): Refusal | null {
  const stores = [...account.stores.values()]
  if (name !== null && stores.some((one) => one.id !== id && one.displayName === name)) {
    const reason = `another store in this account is called ${name}`
    return { code: 520_045, title: 'Display name already used', reason }
  }
  if (id !== null || stores.length < MAX_STORES) return null
  return {
    code: 520_044,
    title: 'Too many stores',
    reason: `this account has ${MAX_STORES} stores, which is the limit`,
  }
}

function toError({ code, title, reason }: Refusal): OperationError {
  return { type: errorUrl(code), title, code, detail: code === 520_045 ? `displayName: ${reason}` : reason }
}

function refuseAtOnce({ account, settings }: Context, id: string | null, name: string | null): void {
  const refusal = settings.accountChecks === 'request' ? findRefusal(account, id, name) : null
  if (refusal?.code === 520_045)
    throw invalidFields(refusal.code, [toProblem(['displayName'], refusal.reason, name)])
  if (refusal) throw new ApiFailure(400, refusal.code, refusal.reason)
}

function textOrNull(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null
}
