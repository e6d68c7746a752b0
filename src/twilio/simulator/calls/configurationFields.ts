import { isJsonList, isJsonObject, readKey } from '../../../simulator/http/answers.ts'
import type { Json, JsonObject } from '../../../simulator/http/answers.ts'

/**
 * A configuration as stored: known fields only, with defaults, and settings as the API returns them.
 *
 * @param former where the fields come from that no request can contain
 */
export function createdFields(body: JsonObject, former: JsonObject = {}): JsonObject {
  return {
    displayName: readKey(body, 'displayName') ?? '',
    description: readKey(body, 'description') ?? '',
    conversationGroupingType: readKey(body, 'conversationGroupingType') ?? 'GROUP_BY_PROFILE',
    memoryStoreId: readKey(body, 'memoryStoreId') ?? '',
    channelSettings: writeChannels(readKey(body, 'channelSettings')),
    statusCallbacks: writeCallbacks(readKey(body, 'statusCallbacks')),
    intelligenceConfigurationIds: readKey(body, 'intelligenceConfigurationIds') ?? [],
    memoryExtractionEnabled: readKey(body, 'memoryExtractionEnabled') ?? false,
    ...writeBridge(readKey(body, 'conversationsV1Bridge')),
    // In responses only: the create, update and patch requests of twilio 6.3.1 have none of the three.
    redactionConfigurationId: readKey(former, 'redactionConfigurationId') ?? null,
    traitExtractionStrategyIds: readKey(former, 'traitExtractionStrategyIds') ?? [],
    observationExtractionStrategyIds: readKey(former, 'observationExtractionStrategyIds') ?? [],
  }
}

/**
 * PUT: a full replacement. Missing fields get their defaults, except the optional name, which is kept.
 *
 * @param isKeeping fields that no request can contain are kept as well
 */
export function replacedFields(former: JsonObject, body: JsonObject, isKeeping: boolean): JsonObject {
  return createdFields(
    { displayName: readKey(former, 'displayName') ?? '', ...body },
    isKeeping ? former : {},
  )
}

/**
 * PATCH: changes the fields in the body. `null` clears a field that may be empty. It leaves name, description
 * and store unchanged: the request schema allows null for them, the resource schema does not.
 */
export function patchedFields(former: JsonObject, body: JsonObject): JsonObject {
  const given = Object.entries(body).filter(([key, value]) => {
    return key !== 'channelSettings' && !(value === null && NEVER_NULL.has(key))
  })
  const merged = { ...former, ...Object.fromEntries(given) }
  const channels = mergeChannels(readKey(former, 'channelSettings'), readKey(body, 'channelSettings'))
  return createdFields({ ...merged, channelSettings: channels }, former)
}

const NEVER_NULL = new Set(['displayName', 'description', 'memoryStoreId', 'conversationGroupingType'])

/** Per channel: a missing one stays, a value replaces the whole channel, null removes it. */
function mergeChannels(former: Json | undefined, given: Json | undefined): JsonObject {
  const merged = new Map(isJsonObject(former) ? Object.entries(former) : [])
  for (const [channel, settings] of isJsonObject(given) ? Object.entries(given) : []) {
    if (settings === null) merged.delete(channel)
    else merged.set(channel, settings)
  }
  return Object.fromEntries(merged)
}

function writeChannels(value: Json | undefined): JsonObject {
  if (!isJsonObject(value)) return {}
  return Object.fromEntries(
    Object.entries(value).map(([channel, settings]) => [channel, writeChannel(settings)]),
  )
}

function writeChannel(settings: Json): Json {
  if (!isJsonObject(settings)) return settings
  const timeouts = readKey(settings, 'statusTimeouts')
  const rules = readKey(settings, 'captureRules')
  return {
    statusTimeouts: isJsonObject(timeouts)
      ? { inactive: readKey(timeouts, 'inactive') ?? null, closed: readKey(timeouts, 'closed') ?? null }
      : null,
    captureRules: isJsonList(rules)
      ? rules.map((rule) => (isJsonObject(rule) ? writeRule(rule) : rule))
      : null,
  }
}

function writeRule(rule: JsonObject): JsonObject {
  return {
    from: readKey(rule, 'from') ?? '*',
    to: readKey(rule, 'to') ?? '*',
    metadata: readKey(rule, 'metadata') ?? {},
  }
}

function writeCallbacks(value: Json | undefined): Json {
  if (!isJsonList(value)) return []
  return value.map((callback) => {
    if (!isJsonObject(callback)) return callback
    return { url: readKey(callback, 'url') ?? '', method: readKey(callback, 'method') ?? 'POST' }
  })
}

function writeBridge(value: Json | undefined): JsonObject {
  if (!isJsonObject(value)) return {}
  return { conversationsV1Bridge: { serviceId: readKey(value, 'serviceId') ?? '' } }
}

/**
 * The configuration of one conversation: these settings, over those of the stored configuration, if any.
 * Timeouts of a channel leave its capture rules as they are: Twilio does not document that case.
 */
export function toInlineConfiguration(stored: JsonObject | null, settings: JsonObject): JsonObject {
  const merged = { ...stored, ...settings, channelSettings: overlayChannels(stored, settings) }
  const written = Object.entries(createdFields(merged, merged))
  return Object.fromEntries(written.filter(([field]) => stored || !NAMES.has(field)))
}
/** Fields of a stored configuration only. */
const NAMES = new Set(['displayName', 'description'])

function overlayChannels(stored: JsonObject | null, settings: JsonObject): JsonObject {
  const [former, given] = [stored ?? {}, settings].map((one) => toObject(readKey(one, 'channelSettings')))
  const merged = new Map(Object.entries(former ?? {}))
  for (const [channel, value] of Object.entries(given ?? {}))
    merged.set(channel, { ...toObject(merged.get(channel)), ...toObject(value) })
  return Object.fromEntries(merged)
}

function toObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}
