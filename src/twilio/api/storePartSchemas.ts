import * as z from 'zod/mini'

import type {
  DataMapping,
  DataMappingSource,
  DataMappingTarget,
  IdentifierConfig,
  IdentityResolutionSettings,
  ProfileData,
  TraitDefinition,
  TraitGroup,
} from './storeParts.ts'

export { parse } from './configurationFields.ts'

/** The store that a request is about. */
export interface StoreInput {
  storeId: string
}

/** The entry of a store that a PATCH changes. */
export interface StorePartChange extends StoreInput {
  id: string
  /**
   * The `etag` of the entry as it was read: the server refuses the change (412) if it has changed since. At
   * most 100 characters.
   */
  ifMatch?: string | undefined
}

/** The request that creates a trait group. */
export interface CreateTraitGroupInput extends StoreInput {
  /** Unique within the store, and its ID: 1 to 64 letters, digits, `_`, `-` and `.`. */
  displayName: string
  description?: string | undefined
  /** By name, at most 95. */
  traits?: Record<string, TraitDefinition> | undefined
}

/** A partial update of a trait group. `id` is its name. */
export interface PatchTraitGroupInput extends StorePartChange {
  description?: string | undefined
  /** Replaces or adds each of these traits; removes those whose `dataType` is empty. The others stay. */
  traits?: Record<string, TraitDefinition> | undefined
}

/** The request that creates a data mapping. */
export interface CreateDataMappingInput extends StoreInput {
  /** 1 to 64 letters, digits, `-` and `.`, beginning with a letter. */
  displayName: string
  description?: string | undefined
  /** The API's default is true. */
  isEnabled?: boolean | undefined
  mappingTo: DataMappingTarget
  mappingFrom: DataMappingSource
}

/** A partial update of a data mapping. `mappingTo` is replaced as a whole; the source cannot change. */
export interface PatchDataMappingInput extends StorePartChange {
  displayName?: string | undefined
  description?: string | undefined
  isEnabled?: boolean | undefined
  mappingTo?: DataMappingTarget | undefined
}

/** Replaces the identity resolution settings of a store. */
export interface UpdateIdentityResolutionSettingsInput extends StoreInput {
  /** 1 to 15. */
  identifierConfigs: IdentifierConfig[]
  /** 1 to 15 identifier types, the most important one first. */
  matchingRules: string[]
  /** As for a PATCH. */
  ifMatch?: string | undefined
}

/** Creates profiles, or adds to those that exist: 1 to 1000. */
export interface UpdateProfilesBulkInput extends StoreInput {
  profiles: ProfileData[]
}

function text(max: number, pattern = /^/, characters = '') {
  return z
    .string('Fill in this field.')
    .check(
      z.minLength(1, 'Fill in this field.'),
      z.maxLength(max, `Use at most ${max} characters.`),
      z.regex(pattern, characters),
    )
}

function listOf<TItem>(item: z.ZodMiniType<TItem>, max: number) {
  return z
    .array(item)
    .check(z.minLength(1, 'Add at least one entry.'), z.maxLength(max, `Use at most ${max} entries.`))
}

/** A map with at most `max` keys. */
function mapOf<TValue>(value: z.ZodMiniType<TValue>, max: number) {
  const isSmall = (map: object) => Object.keys(map).length <= max
  return z.record(z.string(), value).check(z.refine(isSmall, `Use at most ${max} entries.`))
}

const groupName = text(64, /^[\w.-]*$/, 'Use only letters, digits, _, - and .')
const mappingName = text(64, /^[a-zA-Z][a-zA-Z0-9.-]*$/, 'Use letters, digits, - and ., a letter first.')
const longDescription = z.optional(z.string().check(z.maxLength(1024, 'Use at most 1024 characters.')))
const inStore = { storeId: text(128) }
const ifMatch = z.optional(z.string().check(z.maxLength(100)))
const changed = { ...inStore, id: text(128), ifMatch }

// Lenient, for requests too: the API checks the rule, and may get more types.
const traitDefinition: z.ZodMiniType<TraitDefinition> = z.looseObject({
  dataType: z.string(),
  description: z.nullish(z.string()),
  validationRule: z.nullish(z.looseObject({ ruleType: z.string() })),
  idTypePromotion: z.nullish(z.string()),
})
const traits = z.optional(mapOf(traitDefinition, 95))

/** The schema of the body that creates a trait group, with English messages. */
export const createTraitGroupSchema: z.ZodMiniType<CreateTraitGroupInput> = z.looseObject({
  ...inStore,
  displayName: groupName,
  description: longDescription,
  traits,
})

/** The schema of the PATCH of a trait group, with English messages. */
export const patchTraitGroupSchema: z.ZodMiniType<PatchTraitGroupInput> = z.looseObject({
  ...changed,
  description: longDescription,
  traits,
})

const traitMapping = z.looseObject({ expression: text(256), traitGroup: groupName, traitName: text(128) })
const mappingTo = z.looseObject({ type: z.string(), mappings: listOf(traitMapping, 100) })
const mappingFrom = z.looseObject({
  type: text(64),
  columns: z.nullish(z.array(z.string())),
  datasetId: z.nullish(z.string()),
})
const mappingFields = { description: z.optional(text(512)), isEnabled: z.optional(z.boolean()) }

/** The schema of the body that creates a data mapping, with English messages. */
export const createDataMappingSchema: z.ZodMiniType<CreateDataMappingInput> = z.looseObject({
  ...inStore,
  displayName: mappingName,
  ...mappingFields,
  mappingTo,
  mappingFrom,
})

/** The schema of the PATCH of a data mapping, with English messages. */
export const patchDataMappingSchema: z.ZodMiniType<PatchDataMappingInput> = z.looseObject({
  ...changed,
  displayName: z.optional(mappingName),
  ...mappingFields,
  mappingTo: z.optional(mappingTo),
})

const idType = text(30)
const identifierConfig: z.ZodMiniType<IdentifierConfig> = z.looseObject({ idType })

/** The schema of the PUT of identity resolution settings, with English messages. */
export const updateIdentityResolutionSettingsSchema: z.ZodMiniType<UpdateIdentityResolutionSettingsInput> =
  z.looseObject({
    ...inStore,
    identifierConfigs: listOf(identifierConfig, 15),
    matchingRules: listOf(idType, 15),
    ifMatch,
  })

/** The schema of the bulk upsert of profiles, with English messages. */
export const updateProfilesBulkSchema: z.ZodMiniType<UpdateProfilesBulkInput> = z.looseObject({
  ...inStore,
  profiles: listOf(z.looseObject({ traits: z.optional(mapOf(mapOf(z.unknown(), 99), 50)) }), 1000),
})

const version = z.nullish(z.number())

/** Parses a trait group leniently: optional fields may be null or absent, and unknown fields are kept. */
export const traitGroupSchema: z.ZodMiniType<TraitGroup> = z.looseObject({
  displayName: z.string(),
  description: z.nullish(z.string()),
  traits: z.nullish(z.record(z.string(), traitDefinition)),
  version,
})

/** Parses a data mapping leniently. */
export const dataMappingSchema: z.ZodMiniType<DataMapping> = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  description: z.nullish(z.string()),
  isEnabled: z.nullish(z.boolean()),
  mappingTo: z.looseObject({
    type: z.string(),
    mappings: z.array(
      z.looseObject({ expression: z.string(), traitGroup: z.string(), traitName: z.string() }),
    ),
  }),
  mappingFrom: z.looseObject({
    type: z.string(),
    columns: z.nullish(z.array(z.string())),
    datasetId: z.nullish(z.string()),
  }),
  createdAt: z.nullish(z.string()),
  updatedAt: z.nullish(z.string()),
  version,
})

/** Parses identity resolution settings leniently. */
export const identityResolutionSettingsSchema: z.ZodMiniType<IdentityResolutionSettings> = z.looseObject({
  identifierConfigs: z.array(z.looseObject({ idType: z.string() })),
  matchingRules: z.array(z.string()),
  version,
})
