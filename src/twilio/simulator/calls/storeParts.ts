import { errorUrl } from '../../../simulator/http/ApiFailure.ts'
import { readKey, readString } from '../../../simulator/http/json.ts'
import type { JsonObject } from '../../../simulator/http/json.ts'
import { firstVersion, nextVersion, visible } from '../state/Account.ts'
import type { Store, VersionedResource } from '../state/Account.ts'
import { fields, flag, list, map, optional, required, text } from './checkField.ts'
import type { FieldCheck } from './checkField.ts'
import { needResource, pathId, readBody } from './Context.ts'
import type { CallHandler, Context } from './Context.ts'
import { accept } from './operations.ts'
import { paginate, readOrder } from './paginate.ts'
import { etag, needStore, refuseStale, storeGone } from './stores.ts'

interface PartKind {
  /** Path segment. */
  readonly segment: 'TraitGroups' | 'DataMappings'
  /** Name of the list in responses. */
  readonly key: 'traitGroups' | 'dataMappings'
  readonly noun: string
  readonly missingCode: number
  readonly takenCode: number
  readonly create: FieldCheck
  readonly patch: FieldCheck
  /** The ID of a new one. The ID of a trait group is its name. */
  readonly newId: (context: Context, body: JsonObject) => string
}

const anyObject = map(() => () => {})
const name = text({ min: 1, max: 64 })
const description = optional(text({ max: 512 }))

const TRAIT_GROUPS: PartKind = {
  segment: 'TraitGroups',
  key: 'traitGroups',
  noun: 'trait group',
  missingCode: 520_047,
  takenCode: 520_055,
  create: fields({ displayName: required(name), description, traits: optional(anyObject) }),
  patch: fields({ description, traits: optional(anyObject) }),
  newId: (_context, body) => readString(body, 'displayName'),
}

const DATA_MAPPINGS: PartKind = {
  segment: 'DataMappings',
  key: 'dataMappings',
  noun: 'data mapping',
  missingCode: 520_048,
  takenCode: 520_056,
  create: fields({
    displayName: required(name),
    description,
    isEnabled: optional(flag()),
    mappingTo: required(anyObject),
    mappingFrom: required(anyObject),
  }),
  patch: fields({
    displayName: optional(name),
    description,
    isEnabled: optional(flag()),
    mappingTo: optional(anyObject),
  }),
  newId: (context) => context.ids.next('mem_datamapping', context.now),
}

const identityCheck = fields({
  identifierConfigs: required(list(100, fields({ idType: required(text({ min: 1 })) }))),
  matchingRules: required(list(100, text())),
})

/** GET the identity resolution settings of a store, with their `ETag`. */
export const getIdentityResolution: CallHandler = (context) => {
  const { identity } = needStore(context)
  return {
    status: 200,
    headers: { ETag: etag(identity.version) },
    body: { ...identity.fields, version: identity.version },
  }
}

/** PUT the identity resolution settings of a store: 202. */
export const updateIdentityResolution: CallHandler = (context) => {
  const { id, identity } = needStore(context)
  refuseStale(context, identity.version)
  const body = readBody(context, identityCheck)
  return accept(context, {
    message: 'The identity resolution settings will be updated shortly.',
    result: { id, path: `/v1/ControlPlane/Stores/${id}/IdentityResolutionSettings` },
    effect() {
      const store = context.account.stores.get(id)
      if (!store) return storeGone(id)
      const version = store.identity.version + 1
      context.account.stores.set(id, { ...store, identity: { fields: body, version } })
      return null
    },
  })
}

/** The calls of trait groups. */
export const traitGroups = partCalls(TRAIT_GROUPS)
/** The calls of data mappings. */
export const dataMappings = partCalls(DATA_MAPPINGS)

function partCalls(
  kind: PartKind,
): Readonly<Record<'create' | 'list' | 'get' | 'patch' | 'delete', CallHandler>> {
  const partsOf = (store: Store) => store[kind.key]
  const gone = (id: string) => ({
    type: errorUrl(kind.missingCode),
    title: 'Not found',
    code: kind.missingCode,
    detail: `The ${kind.noun} ${id} is not there any more.`,
  })
  const need = (context: Context) =>
    needResource(context, partsOf(needStore(context)), pathId(context, 1), kind.noun, kind.missingCode)
  const resultOf = (store: Store, id: string) => ({
    id,
    path: `/v1/ControlPlane/Stores/${store.id}/${kind.segment}/${encodeURIComponent(id)}`,
  })

  return {
    create(context) {
      const store = needStore(context)
      const body = readBody(context, kind.create)
      const id = kind.newId(context, body)
      return accept(context, {
        message: `The ${kind.noun} will be created shortly.`,
        result: resultOf(store, id),
        effect(at, { lateMs }) {
          const parts = partsOf(context.account.stores.get(store.id) ?? store)
          if (!context.account.stores.has(store.id)) return storeGone(store.id)
          const displayName = readKey(body, 'displayName')
          if ([...parts.values()].some((one) => readKey(one.fields, 'displayName') === displayName)) {
            const detail = `displayName: the store has a ${kind.noun} of this name already`
            return { type: errorUrl(kind.takenCode), title: 'Already exists', code: kind.takenCode, detail }
          }
          parts.set(id, firstVersion(id, body, at, lateMs))
          return null
        },
      })
    },
    patch(context) {
      const store = needStore(context)
      const part = need(context)
      refuseStale(context, part.version)
      const body = readBody(context, kind.patch)
      return accept(context, {
        message: `The ${kind.noun} will be updated shortly.`,
        result: resultOf(store, part.id),
        effect(at) {
          const current = partsOf(store).get(part.id)
          if (!current) return gone(part.id)
          partsOf(store).set(part.id, nextVersion(current, { ...current.fields, ...body }, at))
          return null
        },
      })
    },
    delete(context) {
      const store = needStore(context)
      const { id } = need(context)
      return accept(context, {
        message: `The ${kind.noun} will be deleted shortly.`,
        result: { id, path: null },
        effect: () => (partsOf(store).delete(id) ? null : gone(id)),
      })
    },
    get(context) {
      const part = need(context)
      return { status: 200, headers: { ETag: etag(part.version) }, body: show(kind, part) }
    },
    list(context) {
      return paginate(context, {
        key: kind.key,
        order: readOrder(context),
        items: visible(partsOf(needStore(context)), context.now),
        show: (one) => show(kind, one),
        maxPageSize: 100,
      })
    },
  }
}

function show(
  kind: PartKind,
  { id, fields: own, createdAt, updatedAt, version }: VersionedResource,
): JsonObject {
  if (kind.key === 'traitGroups') return { ...own, version }
  return {
    ...own,
    id,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    version,
  }
}
