import {
  invalidFields,
  isJsonList,
  isJsonObject,
  readKey,
  readString,
} from '../../../simulator/http/answers.ts'
import type { Json, JsonObject } from '../../../simulator/http/answers.ts'
import { findVisible, visible } from '../state/Account.ts'
import type { Conversation } from '../state/Account.ts'
import { fields, list, map, nullable, oneOf, optional, required, text, toProblem } from './checkField.ts'
import { inlineConfigurationCheck, refuseInlineConfiguration } from './configurationChecks.ts'
import { toInlineConfiguration } from './configurationFields.ts'
import { needResource, pathId, readBody } from './Context.ts'
import type { CallHandler, Context } from './Context.ts'
import { accept } from './operations.ts'
import { paginate } from './paginate.ts'

const STATUSES = ['ACTIVE', 'INACTIVE', 'CLOSED']
/** Channels of an address (twilio 6.3.1, ConversationsV2Channel). */
const ADDRESS_CHANNELS = ['VOICE', 'SMS', 'RCS', 'EMAIL', 'WHATSAPP', 'CHAT', 'VIDEO']
const addressCheck = fields({
  channel: required(oneOf(...ADDRESS_CHANNELS)),
  address: required(text()),
  channelId: optional(text()),
})
const createCheck = fields({
  configurationId: nullable(text({ min: 1 })),
  configuration: nullable(inlineConfigurationCheck),
  name: optional(text()),
  participants: optional(list(100, fields({ addresses: optional(list(100, addressCheck)) }))),
  metadata: optional(map(() => text())),
})
const updateCheck = fields({
  status: required(oneOf(...STATUSES)),
  name: optional(text()),
  metadata: optional(map(() => text())),
})
const patchCheck = fields({
  status: optional(oneOf(...STATUSES)),
  name: nullable(text()),
  metadata: optional(map(() => nullable(text()))),
})

/**
 * POST: 201 immediately; a conversation keeps the configuration it started with. It has its own settings, the
 * ID of a configuration, or both.
 */
export const createConversation: CallHandler = (context) => {
  const { account, ids, now } = context
  const body = readBody(context, createCheck)
  const configurationId = readKey(body, 'configurationId') ?? null
  const configuration = toConfiguration(context, body)
  const id = ids.next('conv_conversation', now)
  const conversation = {
    id,
    visibleAt: now,
    fields: {
      configurationId,
      status: 'ACTIVE',
      name: readKey(body, 'name') ?? null,
      metadata: readKey(body, 'metadata') ?? {},
      participants: writeParticipants(context, id, readKey(body, 'participants')),
    },
    configuration,
    createdAt: now,
    updatedAt: now,
  }
  account.conversations.set(id, conversation)
  return { status: 201, headers: {}, body: show(context, conversation) }
}

function toConfiguration(context: Context, body: JsonObject): JsonObject {
  const own = readKey(body, 'configuration')
  const settings = isJsonObject(own) ? own : {}
  const configurationId = readString(body, 'configurationId')
  if (configurationId === '') {
    refuseInlineConfiguration(context, settings)
    return toInlineConfiguration(null, settings)
  }
  const stored = findVisible(context.account.configurations, configurationId, context.now)
  if (stored) return toInlineConfiguration(stored.fields, settings)
  const reason = `no configuration ${configurationId} on this account`
  throw invalidFields(20_001, [toProblem(['configurationId'], reason, configurationId)])
}

/** PUT: 200 immediately. */
export const updateConversation: CallHandler = (context) => {
  const body = readBody(context, updateCheck)
  return change(context, {
    status: readKey(body, 'status') ?? 'ACTIVE',
    name: readKey(body, 'name') ?? null,
    metadata: readKey(body, 'metadata') ?? {},
  })
}

/** PATCH: 200 immediately. */
export const patchConversation: CallHandler = (context) => {
  const body = readBody(context, patchCheck)
  return change(context, Object.fromEntries(Object.entries(body).filter(([key]) => PATCHABLE.has(key))))
}

const PATCHABLE = new Set(['status', 'name', 'metadata'])

/** DELETE: 202; the conversation is deleted when the operation completes. */
export const deleteConversation: CallHandler = (context) => {
  const { id } = need(context)
  return accept(context, {
    related: { conversationId: id },
    effect() {
      if (context.account.conversations.delete(id)) return null
      const type = 'https://www.twilio.com/docs/errors/20404'
      return { type, title: 'Not found', status: 404, detail: `Conversation ${id} is not there any more.` }
    },
  })
}

/** GET one. */
export const getConversation: CallHandler = (context) => ({
  status: 200,
  headers: {},
  body: show(context, need(context)),
})

/** GET all, oldest first, filtered by `status` (repeatable) and `channelId` if given. */
export const listConversations: CallHandler = (context) => {
  const statuses = context.query.getAll('status')
  const channelId = context.query.get('channelId')
  const items = visible(context.account.conversations, context.now)
    .filter((one) => statuses.length === 0 || statuses.includes(readString(one.fields, 'status')))
    .filter((one) => channelId === null || hasChannelId(one, channelId))
  return paginate(context, {
    key: 'conversations',
    order: 'ASC',
    items,
    show: (one) => show(context, one),
    maxPageSize: 1000,
  })
}

function change(context: Context, edits: JsonObject) {
  const former = need(context)
  const conversation = { ...former, fields: { ...former.fields, ...edits }, updatedAt: context.now }
  context.account.conversations.set(former.id, conversation)
  return { status: 200, headers: {}, body: show(context, conversation) }
}

function need(context: Context): Conversation {
  return needResource(context, context.account.conversations, pathId(context), 'conversation')
}

function writeParticipants(
  { account, ids, now }: Context,
  conversationId: string,
  value: Json | undefined,
): Json {
  if (!isJsonList(value)) return []
  return value.map((one) => ({
    ...(isJsonObject(one) && one),
    id: ids.next('conv_participant', now),
    conversationId,
    accountId: account.sid,
    createdAt: new Date(now).toISOString(),
    updatedAt: new Date(now).toISOString(),
  }))
}

function hasChannelId(conversation: Conversation, channelId: string): boolean {
  const participants = conversation.fields['participants']
  return (
    isJsonList(participants) &&
    participants.some((one) => {
      const addresses = isJsonObject(one) ? readKey(one, 'addresses') : undefined
      return (
        isJsonList(addresses) &&
        addresses.some((address) => isJsonObject(address) && address['channelId'] === channelId)
      )
    })
  )
}

function show({ account }: Context, conversation: Conversation): JsonObject {
  return {
    id: conversation.id,
    accountId: account.sid,
    ...conversation.fields,
    configuration: conversation.configuration,
    createdAt: new Date(conversation.createdAt).toISOString(),
    updatedAt: new Date(conversation.updatedAt).toISOString(),
  }
}
