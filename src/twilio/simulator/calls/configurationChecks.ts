import {
  ApiFailure,
  invalidFields,
  isJsonObject,
  readKey,
  readString,
} from '../../../simulator/http/answers.ts'
import type { FieldProblem, JsonObject } from '../../../simulator/http/answers.ts'
import { findVisible } from '../state/Account.ts'
import {
  fields,
  flag,
  integer,
  list,
  map,
  nullable,
  oneOf,
  only,
  optional,
  required,
  text,
  toProblem,
} from './checkField.ts'
import type { FieldCheck } from './checkField.ts'
import type { Context } from './Context.ts'
import { storeStatus } from './stores.ts'

/** Keys of `channelSettings` (OpenAPI prose; `CHAT` only together with the bridge). */
const CHANNELS = ['VOICE', 'SMS', 'RCS', 'WHATSAPP', 'CHAT']
/** Limit per channel and configuration, from Twilio's agent skill. The OpenAPI files have none. */
const MAX_CAPTURE_RULES = 100

/** The fields of a request to create, replace or change a configuration (twilio 6.3.1). */
const REQUEST_FIELDS: readonly string[] = [
  'displayName',
  'description',
  'conversationGroupingType',
  'memoryStoreId',
  'channelSettings',
  'statusCallbacks',
  'intelligenceConfigurationIds',
  'memoryExtractionEnabled',
  'conversationsV1Bridge',
]

const displayName = text({ min: 1, max: 32, pattern: /^[a-zA-Z0-9-_ ]+$/ })
const description = text({ max: 512 })
const grouping = oneOf(
  'GROUP_BY_PROFILE',
  'GROUP_BY_PARTICIPANT_ADDRESSES',
  'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
)
const storeId = text({ min: 1 })

const captureRule = fields({
  from: required(text({ min: 1 })),
  to: required(text({ min: 1 })),
  metadata: nullable(map(() => text())),
})

const channel = fields({
  statusTimeouts: nullable(fields({ inactive: nullable(integer(1)), closed: nullable(integer(1)) })),
  captureRules: nullable(list(MAX_CAPTURE_RULES, captureRule)),
})

const callbackUrl: FieldCheck = (problems, path, value) => {
  const found = problems.length
  text({ min: 1 })(problems, path, value)
  if (problems.length === found && typeof value === 'string' && !URL.canParse(value)) {
    problems.push(toProblem(path, 'must be an absolute URL', value))
  }
}

const callbacks = list(2, fields({ url: required(callbackUrl), method: optional(oneOf('POST', 'GET')) }))
const intelligence = list(5, text({ min: 1 }))
const bridge = fields({ serviceId: required(text({ pattern: /^IS[0-9a-f]{32}$/ })) })

/** Creation accepts only known channels, updates also newer ones, because the map has no fixed keys. */
function channels(check: FieldCheck, known: (key: string) => boolean): FieldCheck {
  return map((key) => {
    if (known(key)) return check
    return (problems, path, value) => {
      problems.push(toProblem(path, `is no channel; known: ${CHANNELS.join(', ')}`, value))
    }
  })
}

function isChannelName(key: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(key)
}

const optionalParts = {
  statusCallbacks: optional(callbacks),
  intelligenceConfigurationIds: optional(intelligence),
  memoryExtractionEnabled: optional(flag()),
  conversationsV1Bridge: optional(bridge),
}

/** Body of POST. */
export const createConfigurationCheck = withBridge(
  fields({
    displayName: required(displayName),
    description: required(description),
    conversationGroupingType: required(grouping),
    memoryStoreId: required(storeId),
    channelSettings: optional(channels(channel, (key) => CHANNELS.includes(key))),
    ...optionalParts,
  }),
)

/** Body of PUT: `channelSettings` is required, `displayName` is not. */
export const updateConfigurationCheck = withBridge(
  fields({
    displayName: optional(displayName),
    description: required(description),
    conversationGroupingType: required(grouping),
    memoryStoreId: required(storeId),
    channelSettings: required(channels(channel, isChannelName)),
    ...optionalParts,
  }),
)

/** Body of PATCH: no field is required, most may be null. The merge shows whether CHAT has its bridge. */
export const patchConfigurationCheck = fields({
  displayName: nullable(displayName),
  description: nullable(description),
  conversationGroupingType: optional(grouping),
  memoryStoreId: nullable(storeId),
  channelSettings: optional(channels(nullable(channel), isChannelName)),
  statusCallbacks: nullable(callbacks),
  intelligenceConfigurationIds: nullable(intelligence),
  memoryExtractionEnabled: nullable(flag()),
  conversationsV1Bridge: nullable(bridge),
})

/** Adds the only rule that spans two fields: CHAT requires `conversationsV1Bridge`. */
export function withBridge(check: FieldCheck): FieldCheck {
  return (problems, path, value) => {
    check(problems, path, value)
    if (isJsonObject(value) && lacksBridge(value)) {
      const reason = 'works only together with conversationsV1Bridge'
      problems.push(toProblem([...path, 'channelSettings', 'CHAT'], reason, 'CHAT'))
    }
  }
}

/** Adds the refusal of every field that the request does not have, such as one from a response. */
export function withoutUnknownFields(check: FieldCheck): FieldCheck {
  return only(REQUEST_FIELDS, check)
}

function lacksBridge(configuration: JsonObject): boolean {
  const settings = readKey(configuration, 'channelSettings')
  if (!isJsonObject(settings)) return false
  return (
    isJsonObject(readKey(settings, 'CHAT')) && !isJsonObject(readKey(configuration, 'conversationsV1Bridge'))
  )
}

const MAX_ITEMS = 100

const timeouts: FieldCheck = (problems, path, value) => {
  fields({ inactive: optional(integer(1)), closed: required(integer(1)) })(problems, path, value)
  if (!isJsonObject(value)) return
  const [inactive, closed] = [readKey(value, 'inactive'), readKey(value, 'closed')]
  if (typeof inactive === 'number' && typeof closed === 'number' && inactive >= closed)
    problems.push(toProblem([...path, 'inactive'], 'must be less than closed', inactive))
}

const noRules: FieldCheck = (problems, path, value) => {
  problems.push(toProblem(path, 'can only be set on a configuration', value))
}

const strategies = list(MAX_ITEMS, text({ min: 1 }))

/** `configuration` of a new conversation (twilio 6.3.1, CreateConversationWithConfigRequestConfiguration). */
export const inlineConfigurationCheck = fields({
  conversationGroupingType: optional(grouping),
  memoryStoreId: optional(storeId),
  channelSettings: optional(
    map(() => fields({ statusTimeouts: optional(timeouts), captureRules: optional(noRules) })),
  ),
  memoryExtractionEnabled: optional(flag()),
  intelligenceConfigurationIds: optional(intelligence),
  traitExtractionStrategyIds: optional(strategies),
  observationExtractionStrategyIds: optional(strategies),
  statusCallbacks: optional(callbacks),
  workflows: optional(list(MAX_ITEMS, fields({}))),
})

/**
 * Throws a 400 if a conversation cannot be created with these settings alone: without the ID of a
 * configuration, grouping and memory store are required.
 */
export function refuseInlineConfiguration({ account, now }: Context, settings: JsonObject): void {
  const problems: FieldProblem[] = []
  for (const field of ['conversationGroupingType', 'memoryStoreId']) {
    const given = readKey(settings, field)
    required(text())(problems, ['configuration', field], given)
  }
  if (problems.length > 0) throw invalidFields(20_001, problems)
  const id = readString(settings, 'memoryStoreId')
  const store = findVisible(account.stores, id, now)
  if (!store) {
    const problem = toProblem(['configuration', 'memoryStoreId'], `no memory store ${id} on this account`, id)
    throw invalidFields(20_001, [problem])
  }
  if (storeStatus(store, now) !== 'ACTIVE')
    throw new ApiFailure(400, 520_042, `The memory store ${id} is not ACTIVE.`)
}
