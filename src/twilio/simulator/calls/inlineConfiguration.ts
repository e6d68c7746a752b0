import { ApiFailure, invalidFields } from '../../../simulator/http/ApiFailure.ts'
import type { FieldProblem } from '../../../simulator/http/ApiFailure.ts'
import { isJsonObject, readKey, readString } from '../../../simulator/http/json.ts'
import type { Json, JsonObject } from '../../../simulator/http/json.ts'
import { findVisible } from '../state/Account.ts'
import { fields, flag, integer, list, map, optional, required, text, toProblem } from './checkField.ts'
import type { FieldCheck } from './checkField.ts'
import { callbacks, grouping, intelligence, storeId } from './configurationChecks.ts'
import { createdFields } from './configurationFields.ts'
import type { Context } from './Context.ts'
import { storeStatus } from './stores.ts'

const MAX_ITEMS = 100
/** Fields of a stored configuration only. */
const NAMES = new Set(['displayName', 'description'])

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

/**
 * The configuration of one conversation: these settings, over those of the stored configuration, if any.
 * Timeouts of a channel leave its capture rules as they are: Twilio does not document that case.
 */
export function toInlineConfiguration(stored: JsonObject | null, settings: JsonObject): JsonObject {
  const merged = { ...stored, ...settings, channelSettings: mergeChannels(stored, settings) }
  const written = Object.entries(createdFields(merged, merged))
  return Object.fromEntries(written.filter(([field]) => stored || !NAMES.has(field)))
}

function mergeChannels(stored: JsonObject | null, settings: JsonObject): JsonObject {
  const [former, given] = [stored ?? {}, settings].map((one) => toObject(readKey(one, 'channelSettings')))
  const merged = new Map(Object.entries(former ?? {}))
  for (const [channel, value] of Object.entries(given ?? {}))
    merged.set(channel, { ...toObject(merged.get(channel)), ...toObject(value) })
  return Object.fromEntries(merged)
}

function toObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}
