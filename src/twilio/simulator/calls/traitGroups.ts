import { isJsonObject, readKey, readString } from '../../../simulator/http/json.ts'
import type { JsonObject } from '../../../simulator/http/json.ts'
import { readFlag, readOrder, readPage } from './paginate.ts'
import { MAX_TRAITS, traitGroupChecks } from './storePartChecks.ts'
import { partCalls } from './storeParts.ts'

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
export function traitsOf(group: JsonObject): JsonObject {
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
