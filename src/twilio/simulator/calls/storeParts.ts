import { ApiFailure, errorUrl, readKey } from '../../../simulator/http/answers.ts'
import type { JsonObject } from '../../../simulator/http/answers.ts'
import { firstVersion, nextVersion, visible } from '../state/Account.ts'
import type { Store, VersionedResource } from '../state/Account.ts'
import type { FieldCheck } from './checkField.ts'
import { needResource, pathId, readBody } from './Context.ts'
import type { CallHandler, Context } from './Context.ts'
import { accept } from './operations.ts'
import { paginate, readOrder } from './paginate.ts'
import { etag, inStore, needStore, refuseStale } from './stores.ts'

/** Why a store cannot have a part. */
export interface PartRefusal {
  readonly code: number
  readonly title: string
  readonly detail: string
}

/** How the trait groups and the data mappings of a store differ. */
export interface PartKind {
  /** Path segment. */
  readonly segment: 'TraitGroups' | 'DataMappings'
  /** Name of the list in responses. */
  readonly key: 'traitGroups' | 'dataMappings'
  readonly noun: string
  readonly missingCode: number
  readonly takenCode: number
  readonly create: FieldCheck
  readonly patch: FieldCheck
  /** The ID of a new one. */
  readonly newId: (context: Context, body: JsonObject) => string
  /** The stored fields after a change, or after a creation, which has no former ones. */
  readonly merge: (former: JsonObject, body: JsonObject) => JsonObject
  readonly refuse: (store: Store, fields: JsonObject) => PartRefusal | null
  /** Which ones the query of a list asks for. Throws a 400 for an invalid query. */
  readonly filter?: (context: Context) => (fields: JsonObject) => boolean
  /** How a list shows one. Throws a 400 for an invalid query. */
  readonly showIn: (context: Context) => (part: VersionedResource) => JsonObject
  readonly show: (context: Context, part: VersionedResource) => JsonObject
}

/** The calls of one kind of part. */
export function partCalls(
  kind: PartKind,
): Readonly<Record<'create' | 'list' | 'get' | 'patch' | 'delete', CallHandler>> {
  const partsOf = (store: Store) => store[kind.key]
  const need = (context: Context) =>
    needResource(context, partsOf(needStore(context)), pathId(context, 1), kind.noun, kind.missingCode)
  const resultOf = (store: Store, id: string) => ({
    id,
    path: `/v1/ControlPlane/Stores/${store.id}/${kind.segment}/${encodeURIComponent(id)}`,
  })
  const gone = (id: string) =>
    toError({
      code: kind.missingCode,
      title: 'Not found',
      detail: `The ${kind.noun} ${id} is not there any more.`,
    })

  /** Why the store cannot have these fields under this ID; null: a new one. */
  function findRefusal(store: Store, id: string | null, fields: JsonObject): PartRefusal | null {
    const name = readKey(fields, 'displayName')
    const isTaken = [...partsOf(store).values()].some(
      (one) => one.id !== id && readKey(one.fields, 'displayName') === name,
    )
    const detail = `displayName: the store has a ${kind.noun} of this name already`
    return isTaken ? { code: kind.takenCode, title: 'Already exists', detail } : kind.refuse(store, fields)
  }

  /** Throws a 400 if the store cannot have these fields and the settings check that on the request. */
  function refuseAtOnce({ settings }: Context, store: Store, id: string | null, fields: JsonObject): void {
    const refusal = settings.accountChecks === 'request' ? findRefusal(store, id, fields) : null
    if (refusal) throw new ApiFailure(400, refusal.code, refusal.detail)
  }

  return {
    create(context) {
      const store = needStore(context)
      const body = readBody(context, kind.create)
      const fields = kind.merge({}, body)
      refuseAtOnce(context, store, null, fields)
      const id = kind.newId(context, body)
      return accept(context, {
        message: `The ${kind.noun} will be created shortly.`,
        result: resultOf(store, id),
        effect: inStore(context, store.id, (current, at, { lateMs }) => {
          const refusal = findRefusal(current, null, fields)
          if (refusal) return toError(refusal)
          partsOf(current).set(id, firstVersion(id, fields, at, lateMs))
          return null
        }),
      })
    },
    patch(context) {
      const store = needStore(context)
      const { id, fields, version } = need(context)
      refuseStale(context, version)
      const body = readBody(context, kind.patch)
      refuseAtOnce(context, store, id, kind.merge(fields, body))
      return accept(context, {
        message: `The ${kind.noun} will be updated shortly.`,
        result: resultOf(store, id),
        effect: inStore(context, store.id, (current, at) => {
          const part = partsOf(current).get(id)
          if (!part) return gone(id)
          const changed = kind.merge(part.fields, body)
          const refusal = findRefusal(current, id, changed)
          if (refusal) return toError(refusal)
          partsOf(current).set(id, nextVersion(part, changed, at))
          return null
        }),
      })
    },
    delete(context) {
      const store = needStore(context)
      const { id } = need(context)
      return accept(context, {
        message: `The ${kind.noun} will be deleted shortly.`,
        result: { id, path: null },
        effect: inStore(context, store.id, (current) => (partsOf(current).delete(id) ? null : gone(id))),
      })
    },
    get(context) {
      const part = need(context)
      return { status: 200, headers: { ETag: etag(part.version) }, body: kind.show(context, part) }
    },
    list(context) {
      const isWanted = kind.filter?.(context) ?? (() => true)
      return paginate(context, {
        key: kind.key,
        order: readOrder(context),
        items: visible(partsOf(needStore(context)), context.now).filter((one) => isWanted(one.fields)),
        show: kind.showIn(context),
        maxPageSize: 100,
      })
    },
  }
}

function toError({ code, title, detail }: PartRefusal) {
  return { type: errorUrl(code), title, code, detail }
}
