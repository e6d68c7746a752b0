import { isJsonObject, readString } from '../../../simulator/http/answers.ts'
import {
  closed,
  fields,
  flag,
  integer,
  list,
  map,
  number,
  oneOf,
  optional,
  required,
  text,
  toProblem,
} from './checkField.ts'
import type { FieldCheck } from './checkField.ts'

/*
 * The bodies of requests on what a store contains, as the OpenAPI description of Memory has them. Objects that
 * it closes refuse other fields; the others take them.
 */

/** The maximum number of traits in a group. */
export const MAX_TRAITS = 95
const MAX_PROFILES = 1000
const MAX_IDENTIFIERS = 15

const longText = optional(text({ max: 1024 }))
const size = optional(integer(0))
const groupName = text({ min: 1, max: 64, pattern: /^[a-zA-Z0-9_\-.]+$/ })

/** Chooses the check by a field of the object, as a discriminator does. */
function byKind(
  key: string,
  kinds: Readonly<Record<string, Readonly<Record<string, FieldCheck>>>>,
): FieldCheck {
  const kind = oneOf(...Object.keys(kinds))
  return (problems, path, value) => {
    if (!isJsonObject(value)) problems.push(toProblem(path, 'must be an object', value))
    else closed({ [key]: required(kind), ...kinds[readString(value, key)] })(problems, path, value)
  }
}

const validationRule = byKind('ruleType', {
  STRING: { pattern: optional(text({ max: 1000 })), minLength: size, maxLength: optional(integer(1)) },
  NUMBER: { min: optional(number()), max: optional(number()) },
  BOOLEAN: {},
  ARRAY: { minItems: size, maxItems: size },
})

const trait = closed({
  // Empty: a PATCH removes the trait. The description allows it in a POST too.
  dataType: required(oneOf('STRING', 'NUMBER', 'BOOLEAN', 'ARRAY', '')),
  description: longText,
  validationRule: optional(validationRule),
  idTypePromotion: optional(text({ max: 30 })),
})
const traits = optional(map(() => trait, MAX_TRAITS))

/** POST and PATCH of a trait group. */
export const traitGroupChecks = {
  create: closed({ displayName: required(groupName), description: longText, traits }),
  patch: closed({ description: longText, traits }),
}

const mappingTo = closed({
  type: required(oneOf('TRAITS')),
  mappings: required(
    list(
      100,
      closed({
        expression: required(text({ min: 1, max: 256 })),
        traitGroup: required(groupName),
        traitName: required(text({ min: 1, max: 128, pattern: /^[a-z][a-zA-Z0-9_\-.]*$/ })),
      }),
      1,
    ),
  ),
})

const dataset = { datasetId: required(text({ pattern: /^tdi_dataset_[0-7][0-9a-z]{25}$/ })) }

/** The types of sources. */
export const SOURCES: readonly string[] = ['INGRESS', 'DATASET_CLOUDAPP', 'DATASET_WAREHOUSE']

const mappingFrom = byKind('type', {
  INGRESS: { columns: required(list(100, text({ min: 1, max: 256 }), 1)) },
  DATASET_CLOUDAPP: dataset,
  DATASET_WAREHOUSE: dataset,
})

const mappingName = text({ min: 1, max: 64, pattern: /^[a-zA-Z][a-zA-Z0-9-.]*$/ })
const mappingFields = {
  description: optional(text({ min: 1, max: 512 })),
  isEnabled: optional(flag()),
}

/** POST and PATCH of a data mapping. */
export const dataMappingChecks = {
  create: fields({
    displayName: required(mappingName),
    ...mappingFields,
    mappingTo: required(mappingTo),
    mappingFrom: required(mappingFrom),
  }),
  patch: fields({ displayName: optional(mappingName), ...mappingFields, mappingTo: optional(mappingTo) }),
}

const identifierConfig = closed({
  idType: required(text({ min: 2, max: 30 })),
  matchingAlgo: optional(oneOf('exact', 'fuzzy')),
  matchingThreshold: optional(integer(50, 99)),
  limit: optional(integer(1, 100)),
  limitPolicy: optional(oneOf('fifo', 'lifo')),
  enforceUnique: optional(flag()),
  normalization: optional(oneOf('phone', 'email', 'trim', 'none')),
})

/** PUT of the identity resolution settings. */
export const identityCheck = fields({
  identifierConfigs: required(list(MAX_IDENTIFIERS, identifierConfig, 1)),
  matchingRules: required(list(MAX_IDENTIFIERS, text({ max: 30 }), 1)),
})

/** The traits of a profile: group → trait → any value. */
const profileTraits = map(() => map(() => () => {}, 99), 50)

/** PUT of many profiles. `profiles` is not required, but nothing else is allowed. */
export const profilesCheck = closed({
  profiles: optional(list(MAX_PROFILES, closed({ traits: optional(profileTraits) }), 1)),
})
