import {
  fields,
  flag,
  integer,
  list,
  map,
  nullable,
  oneOf,
  optional,
  required,
  text,
  toProblem,
  type FieldCheck,
} from './checkField.ts'
import { isJsonObject, readKey, type JsonObject } from './Json.ts'

/** Keys of `channelSettings` (OpenAPI prose; `CHAT` only together with the bridge). */
const CHANNELS = ['VOICE', 'SMS', 'RCS', 'WHATSAPP', 'CHAT']
/** Per channel and configuration, as Twilio's agent skill states it; the OpenAPI files have no limit. */
const MAX_CAPTURE_RULES = 100

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

/** Only known ones when they are made; what changes may carry newer ones, as the map has no fixed keys. */
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

/** Body of PUT: the settings of the channels are required, the name is not. */
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

/** Body of PATCH: nothing is required, and most may be null. Whether CHAT has its bridge shows only after the merge. */
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

/** Adds the one rule over two fields: CHAT works only with `conversationsV1Bridge`. */
export function withBridge(check: FieldCheck): FieldCheck {
  return (problems, path, value) => {
    check(problems, path, value)
    if (isJsonObject(value) && lacksBridge(value)) {
      const reason = 'works only together with conversationsV1Bridge'
      problems.push(toProblem([...path, 'channelSettings', 'CHAT'], reason, 'CHAT'))
    }
  }
}

function lacksBridge(configuration: JsonObject): boolean {
  const settings = readKey(configuration, 'channelSettings')
  if (!isJsonObject(settings)) return false
  return (
    isJsonObject(readKey(settings, 'CHAT')) && !isJsonObject(readKey(configuration, 'conversationsV1Bridge'))
  )
}
