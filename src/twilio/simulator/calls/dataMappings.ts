import { isJsonList, isJsonObject, readKey, readString } from '../../../simulator/http/json.ts'
import type { Json, JsonObject } from '../../../simulator/http/json.ts'
import type { Store, VersionedResource } from '../state/Account.ts'
import { toProblem } from './checkField.ts'
import { invalidQuery } from './paginate.ts'
import { dataMappingChecks, SOURCES } from './storePartChecks.ts'
import { partCalls } from './storeParts.ts'
import type { PartRefusal } from './storeParts.ts'
import { traitsOf } from './traitGroups.ts'

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
