import * as fc from 'fast-check'
import type { CreateConfigurationInput } from 'react-accepted/twilio/client'
import { CONVERSATION_GROUPING_TYPES } from 'react-accepted/twilio/client'

import { STORE_ID } from './askSimulator.ts'

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`))
const number = fc.stringMatching(/^\+[1-9]\d{6,14}$/)
const address = fc.oneof(
  fc.constant('*'),
  number,
  number.map((value) => `whatsapp:${value}`),
  fc.stringMatching(/^(client|sip|rcs):[a-z][a-z0-9_@.]{0,40}$/),
)
const minutes = fc.integer({ min: 1, max: 2_000_000 })

const rule = fc.record(
  {
    from: address,
    to: address,
    metadata: fc.dictionary(
      fc.stringMatching(/^[a-z][A-Za-z]{0,11}$/),
      fc.string({ minLength: 1, maxLength: 20 }),
      { minKeys: 1, maxKeys: 3, noNullPrototype: true },
    ),
  },
  { requiredKeys: ['from', 'to'], noNullPrototype: true },
)
const callRule = fc
  .tuple(rule, fc.constantFrom('PSTN', 'CLIENT', 'PUBLIC_SIP', 'SIP'))
  .map(([given, callType]) => ({ ...given, metadata: { ...given.metadata, callType } }))
/** Both directions of one address, as the form's own switches create them. */
const pair = (one: typeof rule) => one.map((given) => [given, { ...given, from: given.to, to: given.from }])
/** The rules that the form creates for its phone number. */
const phone = (metadata?: { callType: string }) =>
  number.map((value) => {
    const more = metadata && { metadata }
    return [
      { from: '*', to: value, ...more },
      { from: value, to: '*', ...more },
    ]
  })

const settings = (rules: typeof rule, metadata?: { callType: string }) =>
  fc.record(
    {
      statusTimeouts: fc.oneof(
        fc.record({ inactive: minutes, closed: minutes }, { noNullPrototype: true }),
        fc.record({ closed: minutes }, { noNullPrototype: true }),
        fc.record({ inactive: minutes }, { noNullPrototype: true }),
      ),
      captureRules: fc
        .tuple(
          fc.oneof(fc.constant([]), phone(metadata)),
          fc.array(
            fc.oneof(
              rules.map((one) => [one]),
              pair(rules),
            ),
            { minLength: 1, maxLength: 12 },
          ),
        )
        .map(([first, rest]) => [...first, ...rest.flat()]),
    },
    { requiredKeys: [], noNullPrototype: true },
  )

/** A body with any of the fields, as it is sent: without nulls and without empty lists. */
export const configurationBodies: fc.Arbitrary<CreateConfigurationInput> = fc
  .record({
    displayName: fc.stringMatching(/^[a-zA-Z0-9_-]([a-zA-Z0-9_ -]{0,30}[a-zA-Z0-9_-])?$/),
    description: fc
      .string({ minLength: 1, maxLength: 512, unit: 'grapheme-composite' })
      .map((text) => Array.from(text).slice(0, 512).join('').trim() || 'x'),
    conversationGroupingType: fc.constantFrom(...CONVERSATION_GROUPING_TYPES),
    memoryStoreId: fc.constant(STORE_ID),
    memoryExtractionEnabled: fc.boolean(),
    channels: fc.record(
      {
        SMS: settings(rule),
        VOICE: settings(callRule, { callType: 'PSTN' }),
        WHATSAPP: settings(rule),
        RCS: settings(rule),
        CHAT: settings(rule),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    callbacks: fc.array(
      fc.record(
        {
          url: fc.stringMatching(/^https:\/\/[a-z]{1,12}\.example(\/[a-z0-9]{0,12})?$/),
          method: fc.constantFrom('POST' as const, 'GET' as const),
        },
        { noNullPrototype: true },
      ),
      { maxLength: 2 },
    ),
    intelligence: fc.array(fc.stringMatching(/^[a-z0-9_]{1,40}$/), { maxLength: 5 }),
    service: fc.option(hex(32), { nil: undefined }),
  })
  .map(({ channels, callbacks, intelligence, service, ...rest }) => {
    const serviceId = service ?? (channels.CHAT && '0'.repeat(32))
    return {
      ...rest,
      ...(Object.keys(channels).length > 0 && { channelSettings: channels }),
      ...(callbacks.length > 0 && { statusCallbacks: callbacks }),
      ...(intelligence.length > 0 && { intelligenceConfigurationIds: intelligence }),
      ...(serviceId !== undefined && { conversationsV1Bridge: { serviceId: `IS${serviceId}` } }),
    }
  })
