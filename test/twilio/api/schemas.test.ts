import type { StandardSchema } from 'react-accepted/client'
import {
  CHANNELS,
  CONVERSATION_GROUPING_TYPES,
  createConfigurationSchema,
  createMemoryStoreSchema,
  patchConfigurationSchema,
  patchMemoryStoreSchema,
  updateConfigurationSchema,
} from 'react-accepted/twilio/client'
import { describe, expect, test } from 'vitest'

const ID = 'conv_configuration_01k9w3c8tq5ehx2m7b4yd6nzra'
const CONFIGURATION = {
  displayName: 'Evening Desk',
  description: 'Calls and texts after hours',
  conversationGroupingType: 'GROUP_BY_PROFILE',
  memoryStoreId: 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5',
}
const UPDATE = { ...CONFIGURATION, id: ID, channelSettings: {} }
const STORE = { displayName: 'harbor-memory' }
const BRIDGE = { serviceId: `IS${'0123456789abcdef'.repeat(2)}` }

/** The paths of the fields that are refused; empty if there are none. */
async function complaints(schema: StandardSchema, value: unknown): Promise<string[]> {
  const result = await schema['~standard'].validate(value)
  return (result.issues ?? []).map(({ path = [] }) =>
    path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
  )
}

/** `[field, just inside, just outside]`. */
type Rule = readonly [path: string, inside: readonly unknown[], outside: readonly unknown[]]

function check(schema: StandardSchema, base: object, rules: readonly Rule[]) {
  describe.each(rules)('%s', (path, inside, outside) => {
    test.each(inside.map((value) => ({ value })))('may be $value', async ({ value }) => {
      expect(await complaints(schema, withField(base, path, value))).toEqual([])
    })
    test.each(outside.map((value) => ({ value })))('may not be $value', async ({ value }) => {
      const fields = await complaints(schema, withField(base, path, value))
      expect(fields.length).toBeGreaterThan(0)
      for (const field of fields) expect(`${field}.`).toContain(`${path}.`)
    })
  })
}

/** A copy of the object with the field at a dotted path set to `value`. */
function withField(base: object, path: string, value: unknown): object {
  const [name = '', ...rest] = path.split('.')
  const inner: unknown = Reflect.get(base, name)
  const next =
    rest.length > 0
      ? withField(typeof inner === 'object' && inner !== null ? inner : {}, rest.join('.'), value)
      : value
  return { ...base, [name]: next }
}

const NAMES: Rule = [
  'displayName',
  ['a', 'A-Z_09 az', 'x'.repeat(32)],
  ['', 'x'.repeat(33), 'Straße', 'a.b', 'a/b', 'a\n', 'a\tb', 7, null],
]
const DESCRIPTIONS: Rule = [
  'description',
  ['x', 'Ünïcödé.\n', 'x'.repeat(512)],
  ['', 'x'.repeat(513), 7, null],
]
const rules = (count: number) => Array.from({ length: count }, () => ({ from: '*', to: '+15555550142' }))
const callbacks = (count: number) => Array.from({ length: count }, () => ({ url: 'https://hooks.example/a' }))

const SHARED: readonly Rule[] = [
  ['conversationGroupingType', [...CONVERSATION_GROUPING_TYPES], ['', 'group_by_profile', 'OTHER', null]],
  ['memoryStoreId', [CONFIGURATION.memoryStoreId, 'memora_service_123'], ['', 7]],
  [
    'channelSettings.SMS',
    [{}, { statusTimeouts: null, captureRules: null }, { captureRules: [] }, { somethingNew: true }],
    ['SMS', [], 7],
  ],
  [
    'channelSettings.SMS.statusTimeouts.inactive',
    [1, 60, 525_600, null, undefined],
    [0, -1, 1.5, '10', NaN, Infinity],
  ],
  ['channelSettings.VOICE.statusTimeouts.closed', [1, 60, null, undefined], [0, -1, 0.5, '60']],
  ['channelSettings.RCS.captureRules', [[], rules(100), null], [rules(101), {}, '*']],
  [
    'statusCallbacks',
    [[], callbacks(1), callbacks(2)],
    [callbacks(3), 'https://hooks.example/a', [{}], [null]],
  ],
  ['intelligenceConfigurationIds', [[], Array(5).fill('i')], [Array(6).fill('i'), [''], [7], 'i']],
  ['memoryExtractionEnabled', [true, false, undefined], ['true', 1]],
  [
    'conversationsV1Bridge',
    [BRIDGE, undefined],
    [
      { serviceId: BRIDGE.serviceId.slice(1) },
      { serviceId: `${BRIDGE.serviceId}0` },
      { serviceId: BRIDGE.serviceId.toUpperCase() },
      {},
    ],
  ],
]

const withRule = (rule: object) => ({
  ...CONFIGURATION,
  channelSettings: { VOICE: { captureRules: [rule] } },
})

describe('creating a configuration', () => {
  check(createConfigurationSchema, CONFIGURATION, [NAMES, DESCRIPTIONS, ...SHARED])

  test.each(Object.keys(CONFIGURATION))('%s is required', async (field) => {
    expect(await complaints(createConfigurationSchema, { ...CONFIGURATION, [field]: undefined })).toEqual([
      field,
    ])
  })

  test('nothing else is required, and unknown fields are kept', async () => {
    const value = { ...CONFIGURATION, traitExtractionStrategyIds: ['x'] }
    expect(await createConfigurationSchema['~standard'].validate(value)).toEqual({ value })
  })

  test('every channel may have settings, CHAT only with the bridge', async () => {
    for (const channel of CHANNELS) {
      const alone = { ...CONFIGURATION, channelSettings: { [channel]: {} } }
      expect(await complaints(createConfigurationSchema, alone)).toEqual(
        channel === 'CHAT' ? ['channelSettings.CHAT'] : [],
      )
      const bridged = { ...alone, conversationsV1Bridge: BRIDGE }
      expect(await complaints(createConfigurationSchema, bridged)).toEqual([])
    }
  })

  test.each([
    ['+15555550142', true],
    ['*', true],
    ['whatsapp:+15555550142', true],
    ['client:ann', true],
    ['', false],
    ['+1 555', false],
    ['x'.repeat(256), true],
    ['x'.repeat(257), false],
  ])('the address %j is accepted: %j', async (address, isTaken) => {
    for (const rule of [
      { from: address, to: '*' },
      { from: '*', to: address },
    ]) {
      const value = { ...CONFIGURATION, channelSettings: { SMS: { captureRules: [rule] } } }
      expect((await complaints(createConfigurationSchema, value)).length === 0).toBe(isTaken)
    }
  })

  test('a rule needs both sides, and may have string metadata', async () => {
    const path = 'channelSettings.VOICE.captureRules.0'
    expect(await complaints(createConfigurationSchema, withRule({ from: '*' }))).toEqual([`${path}.to`])
    expect(await complaints(createConfigurationSchema, withRule({ to: '*' }))).toEqual([`${path}.from`])
    for (const metadata of [{}, { callType: 'PSTN' }, null, undefined]) {
      expect(await complaints(createConfigurationSchema, withRule({ from: '*', to: '*', metadata }))).toEqual(
        [],
      )
    }
    const wrong = withRule({ from: '*', to: '*', metadata: { callType: 7 } })
    expect(await complaints(createConfigurationSchema, wrong)).toEqual([`${path}.metadata.callType`])
  })

  test.each([
    ['https://hooks.example/a?b=c#d', true],
    ['https://hooks.example:8443', true],
    ['http://hooks.example/a', false],
    ['https://localhost/a', false],
    ['https://user:word@hooks.example/a', false],
    ['https://hooks.example/a b', false],
    ['hooks.example', false],
    ['javascript:alert(1)', false],
    ['', false],
  ])('the callback %j is accepted: %j', async (url, isTaken) => {
    const value = { ...CONFIGURATION, statusCallbacks: [{ url }] }
    expect(await complaints(createConfigurationSchema, value)).toEqual(
      isTaken ? [] : ['statusCallbacks.0.url'],
    )
  })

  test.each([
    ['POST', true],
    ['GET', true],
    [undefined, true],
    ['PUT', false],
    ['post', false],
  ])('a callback with the method %j is accepted: %j', async (method, isTaken) => {
    const value = { ...CONFIGURATION, statusCallbacks: [{ url: 'https://hooks.example', method }] }
    expect(await complaints(createConfigurationSchema, value)).toEqual(
      isTaken ? [] : ['statusCallbacks.0.method'],
    )
  })
})

describe('replacing a configuration', () => {
  check(updateConfigurationSchema, UPDATE, [NAMES, DESCRIPTIONS, ...SHARED])

  test.each(['id', 'description', 'conversationGroupingType', 'memoryStoreId', 'channelSettings'])(
    '%s is required',
    async (field) => {
      expect(await complaints(updateConfigurationSchema, { ...UPDATE, [field]: undefined })).toEqual([field])
    },
  )

  test('displayName is not required', async () => {
    expect(await complaints(updateConfigurationSchema, { ...UPDATE, displayName: undefined })).toEqual([])
  })

  test('CHAT needs the bridge', async () => {
    const chat = { ...UPDATE, channelSettings: { CHAT: {} } }
    expect(await complaints(updateConfigurationSchema, chat)).toEqual(['channelSettings.CHAT'])
  })
})

const nullable = ([path, inside, outside]: Rule): Rule => [
  path,
  [...inside, null, undefined],
  outside.filter((value) => value !== null),
]

describe('changing a configuration', () => {
  check(patchConfigurationSchema, { id: ID }, [
    nullable(NAMES),
    nullable(DESCRIPTIONS),
    ...SHARED.map((rule) => {
      const isNullable = !/^(channelSettings|conversationGroupingType)/.test(rule[0])
      return isNullable ? nullable(rule) : rule
    }),
  ])

  test('only its ID is required', async () => {
    expect(await complaints(patchConfigurationSchema, { id: ID })).toEqual([])
    expect(await complaints(patchConfigurationSchema, {})).toEqual(['id'])
    expect(await complaints(patchConfigurationSchema, { id: '' })).toEqual(['id'])
  })

  test('null removes a channel', async () => {
    const value = { id: ID, channelSettings: { VOICE: null, SMS: {} } }
    expect(await complaints(patchConfigurationSchema, value)).toEqual([])
    expect(await complaints(patchConfigurationSchema, { id: ID, channelSettings: null })).toEqual([
      'channelSettings',
    ])
  })
})

const STORE_RULES: readonly Rule[] = [
  ['displayName', ['a', 'Az-09', 'x'.repeat(64)], ['', 'x'.repeat(65), 'a b', 'a_b', 'ä', 'a\n', 7, null]],
  ['description', ['x', 'x'.repeat(128), undefined], ['', 'x'.repeat(129), 7, null]],
]

describe('creating a memory store', () => {
  check(createMemoryStoreSchema, STORE, STORE_RULES)

  test('only displayName is required', async () => {
    expect(await complaints(createMemoryStoreSchema, {})).toEqual(['displayName'])
    expect(await complaints(createMemoryStoreSchema, STORE)).toEqual([])
  })
})

describe('changing a memory store', () => {
  check(patchMemoryStoreSchema, { id: 'mem_store_1' }, [
    ...STORE_RULES,
    ['ifMatch', ['"1"', 'x'.repeat(100), undefined], ['x'.repeat(101), 7]],
  ])

  test('only its ID is required', async () => {
    expect(await complaints(patchMemoryStoreSchema, { id: 'mem_store_1' })).toEqual([])
    expect(await complaints(patchMemoryStoreSchema, {})).toEqual(['id'])
  })
})
