import { memoryStorePath } from './memoryStore.ts'
import type { PageQuery } from './pages.ts'

/** A rule for the values of a trait. `ruleType` is its `dataType`, and decides which other fields it may have. */
export interface TraitValidationRule {
  [field: string]: unknown
  ruleType: string
  pattern?: string | null | undefined
  minLength?: number | null | undefined
  maxLength?: number | null | undefined
  min?: number | null | undefined
  max?: number | null | undefined
  minItems?: number | null | undefined
  maxItems?: number | null | undefined
}

/** What a trait of a profile may contain. */
export interface TraitDefinition {
  [field: string]: unknown
  /** STRING, NUMBER, BOOLEAN or ARRAY; in a PATCH, an empty string removes the trait. */
  dataType: string
  description?: string | null | undefined
  validationRule?: TraitValidationRule | null | undefined
  /** The identifier type that its value becomes, such as `email`, from the identity resolution settings. */
  idTypePromotion?: string | null | undefined
}

/** A group of traits of a store's profiles. Its name is its ID. Unknown fields are kept. */
export interface TraitGroup {
  [field: string]: unknown
  displayName: string
  description?: string | null | undefined
  /** By name. Absent in lists without `includeTraits`. */
  traits?: Record<string, TraitDefinition> | null | undefined
  version?: number | null | undefined
}

/** How one identifier of a profile is compared, stored and limited. */
export interface IdentifierConfig {
  [field: string]: unknown
  /** Such as `email`, `phone`, `external_id`. */
  idType: string
  /** `exact` or `fuzzy`. */
  matchingAlgo?: string | null | undefined
  /** Percent, 50 to 99, for `fuzzy`. */
  matchingThreshold?: number | null | undefined
  /** The number of former values that are kept, 1 to 100. */
  limit?: number | null | undefined
  /** `fifo` removes the oldest values, `lifo` the latest. */
  limitPolicy?: string | null | undefined
  enforceUnique?: boolean | null | undefined
  /** `phone`, `email`, `trim` or `none`. */
  normalization?: string | null | undefined
}

/** How a store finds and merges profiles. Unknown fields are kept. */
export interface IdentityResolutionSettings {
  [field: string]: unknown
  identifierConfigs: IdentifierConfig[]
  /** Identifier types, the most important one first. */
  matchingRules: string[]
  version?: number | null | undefined
}

/** Which field of the source becomes which trait. */
export interface TraitMapping {
  expression: string
  traitGroup: string
  traitName: string
}

/** The source of a data mapping. */
export interface DataMappingSource {
  [field: string]: unknown
  /** `INGRESS` has `columns`; `DATASET_CLOUDAPP` and `DATASET_WAREHOUSE` have a `datasetId`. */
  type: string
  columns?: string[] | null | undefined
  datasetId?: string | null | undefined
}

/** The target of a data mapping. `type` is `TRAITS`. */
export interface DataMappingTarget {
  [field: string]: unknown
  type: string
  mappings: TraitMapping[]
}

/** Brings data from outside into the traits of a store's profiles. Unknown fields are kept. */
export interface DataMapping {
  [field: string]: unknown
  id: string
  displayName: string
  description?: string | null | undefined
  isEnabled?: boolean | null | undefined
  mappingTo: DataMappingTarget
  mappingFrom: DataMappingSource
  /** ISO 8601. */
  createdAt?: string | null | undefined
  updatedAt?: string | null | undefined
  version?: number | null | undefined
}

/** The traits of one profile: trait group → trait → value (text, number, boolean, or a list of those). */
export interface ProfileData {
  traits?: Record<string, Record<string, unknown>> | undefined
}

/** The query parameters of lists inside a store. */
export interface StorePartsQuery extends PageQuery {
  /** The API's default is `DESC`. */
  readonly orderBy?: 'ASC' | 'DESC' | undefined
}

/** The query parameters of the list of trait groups. */
export interface TraitGroupsQuery extends StorePartsQuery {
  /** Whether the groups contain their traits. The API's default is false. */
  readonly includeTraits?: boolean | undefined
}

/** The query parameters of the list of data mappings. */
export interface DataMappingsQuery extends StorePartsQuery {
  /** Returns only mappings from this type of source. */
  readonly type?: 'INGRESS' | 'DATASET_CLOUDAPP' | 'DATASET_WAREHOUSE' | undefined
}

/** The path of a list inside a store, or of one entry in it. */
export function storePartPath(storeId: string, segment: string, id?: string): string {
  const list = `${memoryStorePath(storeId)}/${segment}`
  return id === undefined ? list : `${list}/${encodeURIComponent(id)}`
}

/** The path of the bulk upsert of profiles, which is not part of the control plane. */
export function profilesBulkPath(storeId: string): string {
  return `/v1/Stores/${encodeURIComponent(storeId)}/Profiles/Bulk`
}
