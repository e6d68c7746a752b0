import { isJsonList, isJsonObject, readKey, readString } from '../../../simulator/http/answers.ts'
import type { Json, JsonObject } from '../../../simulator/http/answers.ts'
import type { Store, VersionedResource } from '../state/Account.ts'
import { toProblem } from './checkField.ts'
import type { CallHandler } from './Context.ts'
import { readBody } from './Context.ts'
import { accept } from './operations.ts'
import { invalidQuery, readFlag, readOrder, readPage } from './paginate.ts'
import {
  dataMappingChecks,
  identityCheck,
  MAX_TRAITS,
  profilesCheck,
  SOURCES,
  traitGroupChecks,
} from './storePartChecks.ts'
import { partCalls } from './storeParts.ts'
import type { PartRefusal } from './storeParts.ts'
import { etag, inStore, needStore, refuseStale } from './stores.ts'

/** The calls of trait groups. The ID of a group is its name. */
export const traitGroups = partCalls({
  segment: 'TraitGroups',
  key: 'traitGroups',
  noun: 'trait group',
  missingCode: 520_047,
  takenCode: 520_055,
  ...traitGroupChecks,
  newId: (_context, body) => readString(body, 'displayName'),
  merge: (former, body) => ({ ...former, ...body, traits: mergeTraits(traitsOf(former), traitsOf(body)) }),
  refuse(_store, fields) {
    if (Object.keys(traitsOf(fields)).length <= MAX_TRAITS) return null
    const detail = `traits: a trait group has at most ${MAX_TRAITS} traits`
    return { code: 520_054, title: 'Too many traits', detail }
  },
  showIn(context) {
    const isIncluded = readFlag(context, 'includeTraits', false)
    return ({ fields, version }) => showGroup(fields, version, isIncluded ? traitsOf(fields) : undefined)
  },
  // The pages of one group are pages of its traits. The `meta.key` of them is not documented.
  show(context, { fields, version }) {
    const isIncluded = readFlag(context, 'includeTraits', true)
    const { page, meta } = readPage(context, {
      key: 'traits',
      order: readOrder(context),
      items: Object.entries(isIncluded ? traitsOf(fields) : {}).map(([id, trait]) => ({
        id,
        visibleAt: 0,
        trait,
      })),
      maxPageSize: 100,
    })
    const traits = Object.fromEntries(page.map(({ id, trait }) => [id, trait]))
    return { traitGroup: showGroup(fields, version, isIncluded ? traits : undefined), meta }
  },
})

/** The traits of a trait group, by name. */
function traitsOf(group: JsonObject): JsonObject {
  const traits = readKey(group, 'traits')
  return isJsonObject(traits) ? traits : {}
}

/** An empty `dataType` removes a trait. */
function mergeTraits(former: JsonObject, changed: JsonObject): JsonObject {
  const all = Object.entries({ ...former, ...changed })
  return Object.fromEntries(
    all.filter(([, trait]) => isJsonObject(trait) && readKey(trait, 'dataType') !== ''),
  )
}

function showGroup(
  { traits: _traits, ...fields }: JsonObject,
  version: number,
  traits: JsonObject | undefined,
): JsonObject {
  return { ...fields, ...(traits && { traits }), version }
}

/** The calls of data mappings. */
export const dataMappings = partCalls({
  segment: 'DataMappings',
  key: 'dataMappings',
  noun: 'data mapping',
  missingCode: 520_048,
  takenCode: 520_056,
  ...dataMappingChecks,
  newId: (context) => context.ids.next('mem_datamapping', context.now),
  merge: (former, body) => ({ isEnabled: true, ...former, ...body }),
  refuse: findUnknownTrait,
  filter(context) {
    const type = context.query.get('type')
    if (type !== null && !SOURCES.includes(type))
      throw invalidQuery(context, toProblem(['type'], `must be one of ${SOURCES.join(', ')}`, type))
    return (fields) => type === null || readString(partOf(fields, 'mappingFrom'), 'type') === type
  },
  showIn: () => showMapping,
  show: (_context, mapping) => showMapping(mapping),
})

/**
 * The traits of a mapping from a dataset have to exist, according to the OpenAPI description. Which code says so
 * is not documented.
 */
function findUnknownTrait(store: Store, fields: JsonObject): PartRefusal | null {
  if (readString(partOf(fields, 'mappingFrom'), 'type') === 'INGRESS') return null
  const mappings = readKey(partOf(fields, 'mappingTo'), 'mappings')
  for (const mapping of isJsonList(mappings) ? mappings : []) {
    const [group, trait] = [toText(mapping, 'traitGroup'), toText(mapping, 'traitName')]
    const found = store.traitGroups.get(group)
    if (found && Object.hasOwn(traitsOf(found.fields), trait)) continue
    const detail = `mappingTo: the store has no trait ${trait} in a trait group ${group}`
    return { code: 520_047, title: 'Trait not found', detail }
  }
  return null
}

function partOf(fields: JsonObject, key: string): JsonObject {
  const part = readKey(fields, key)
  return isJsonObject(part) ? part : {}
}

function toText(value: Json, key: string): string {
  return isJsonObject(value) ? readString(value, key) : ''
}

function showMapping({ id, fields, createdAt, updatedAt, version }: VersionedResource): JsonObject {
  return {
    ...fields,
    id,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    version,
  }
}

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
    effect: inStore(context, id, (store) => {
      const version = store.identity.version + 1
      context.account.stores.set(id, { ...store, identity: { fields: body, version } })
      return null
    }),
  })
}

/**
 * PUT up to 1000 profiles: 202. They are not stored, because the simulator has no call that reads them. The 202
 * also has `operationId` and `createdAt` (twilio 6.3.1, BulkInstance). Where Twilio serves the operation is not
 * documented; here it is where all operations of Memory are.
 */
export const updateProfilesBulk: CallHandler = (context) => {
  const { id } = needStore(context)
  readBody(context, profilesCheck)
  return accept(context, {
    message: 'Profile batch accepted for processing.',
    namesOperation: true,
    effect: inStore(context, id, () => null),
  })
}
