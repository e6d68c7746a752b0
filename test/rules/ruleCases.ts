/** The kinds of requests that a case is about. */
export type BodyKind = 'create' | 'replace' | 'patch'

/** One value of one field, and whether the schema, the simulator and the form accept it. */
export interface RuleCase {
  readonly name: string
  readonly kinds: readonly BodyKind[]
  readonly edits: Readonly<Record<string, unknown>>
  /** The path of the refused value, as the schema and the API name it. By default the edited field. */
  readonly field: string
  /** Whether the API accepts it, according to its reference. */
  readonly isAllowed: boolean
  /** Why we refuse what the API accepts; absent if both agree. */
  readonly stricter?: string
  /** Why the form cannot hold this value; only the schema and the simulator are checked then. */
  readonly notInForm?: string
}

const ALL: readonly BodyKind[] = ['create', 'replace', 'patch']
const WHOLE: readonly BodyKind[] = ['create', 'replace']
const TYPED = 'the form holds text'
const CHOSEN = 'the form offers a choice'
const EMPTIED = 'the form leaves out empty values'
const RULE = 'channelSettings.SMS.captureRules[0]'
const INACTIVE = 'channelSettings.SMS.statusTimeouts.inactive'
const CALLBACK = 'statusCallbacks[0]'
const SERVICE = 'conversationsV1Bridge.serviceId'
const IN_ALL = 'the form always sends it'

const rules = (count: number) => Array.from({ length: count }, () => ({ from: '*', to: '+15555550142' }))
const callbacks = (count: number) => Array.from({ length: count }, () => ({ url: 'https://hooks.example/a' }))
const sms = (settings: unknown) => ({ channelSettings: { SMS: settings } })
const rule = (edits: object) => sms({ captureRules: [{ from: '*', to: '*', ...edits }] })
const timeout = (value: unknown) => sms({ statusTimeouts: { inactive: value } })
const callback = (edits: object) => ({ statusCallbacks: [{ url: 'https://hooks.example/a', ...edits }] })
const bridge = (serviceId: unknown) => ({ conversationsV1Bridge: { serviceId } })
export const SERVICE_ID = `IS${'0123456789abcdef'.repeat(2)}`

type Edits = Readonly<Record<string, unknown>>
type More = Partial<Pick<RuleCase, 'kinds' | 'field' | 'stricter' | 'notInForm'>>

const yes = (name: string, edits: Edits, more: More = {}): RuleCase => ({
  name,
  edits,
  field: Object.keys(edits).join(),
  isAllowed: true,
  kinds: ALL,
  ...more,
})
const no = (name: string, edits: Edits, more: More = {}): RuleCase => ({
  name,
  edits,
  field: Object.keys(edits).join(),
  isAllowed: false,
  kinds: ALL,
  ...more,
})

const TEXTS: readonly RuleCase[] = [
  yes('a name of 32 characters', { displayName: 'x'.repeat(32) }),
  no('a name of 33 characters', { displayName: 'x'.repeat(33) }),
  yes('a name of all allowed characters', { displayName: 'aZ 09_-' }),
  no('a name with a dot', { displayName: 'a.b' }),
  no('a name with an umlaut', { displayName: 'Straße' }),
  no('an empty name', { displayName: '' }),
  no('a missing name', { displayName: undefined }, { kinds: ['create'] }),
  yes('a missing name', { displayName: undefined }, { kinds: ['replace', 'patch'] }),
  no('a name that is null', { displayName: null }, { kinds: WHOLE, notInForm: TYPED }),
  yes('a name that is null', { displayName: null }, { kinds: ['patch'] }),
  no('a name that is a number', { displayName: 7 }, { notInForm: TYPED }),
  yes('a description of 512 characters', { description: 'x'.repeat(512) }),
  no('a description of 513 characters', { description: 'x'.repeat(513) }),
  yes('a description of 512 surrogate pairs', { description: '🚢'.repeat(512) }),
  no('a description of 513 surrogate pairs', { description: '🚢'.repeat(513) }),
  yes('an empty description', { description: '' }, { stricter: 'it is required, and says what this is for' }),
  no('a missing description', { description: undefined }, { kinds: WHOLE }),
  yes('a description that is null', { description: null }, { kinds: ['patch'] }),
  ...['null', 'a number'].map((what) =>
    no(
      `a description that is ${what}`,
      { description: what === 'null' ? null : 7 },
      { kinds: what === 'null' ? WHOLE : ALL, notInForm: TYPED },
    ),
  ),
  ...['GROUP_BY_PROFILE', 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE'].map((word) =>
    yes(`grouping ${word}`, { conversationGroupingType: word }),
  ),
  no('an empty grouping', { conversationGroupingType: '' }, { notInForm: CHOSEN }),
  no('a grouping that is null', { conversationGroupingType: null }, { notInForm: CHOSEN }),
  no('a memory store that is null', { memoryStoreId: null }, { kinds: WHOLE, notInForm: CHOSEN }),
  yes('grouping by addresses', { conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES' }),
  no('an unknown grouping', { conversationGroupingType: 'GROUP_BY_MOOD' }),
  no('a missing grouping', { conversationGroupingType: undefined }, { kinds: WHOLE, notInForm: CHOSEN }),
  no('a missing memory store', { memoryStoreId: undefined }, { kinds: WHOLE }),
  no('an empty memory store', { memoryStoreId: '' }),
  yes('a memory store that is null', { memoryStoreId: null }, { kinds: ['patch'] }),
]

const CHANNELS: readonly RuleCase[] = [
  yes('missing channel settings', { channelSettings: undefined }, { kinds: ['create', 'patch'] }),
  no('missing channel settings', { channelSettings: undefined }, { kinds: ['replace'] }),
  ...['VOICE', 'SMS', 'RCS', 'WHATSAPP'].map((channel) =>
    yes(`settings of ${channel}`, { channelSettings: { [channel]: {} } }),
  ),
  no(
    'CHAT without its bridge',
    { channelSettings: { CHAT: {} } },
    { field: 'channelSettings.CHAT', kinds: WHOLE },
  ),
  yes('CHAT with its bridge', { channelSettings: { CHAT: {} }, ...bridge(SERVICE_ID) }),
  no(
    'an unknown channel',
    { channelSettings: { VIDEO: {} } },
    { field: 'channelSettings.VIDEO', kinds: ['create'], notInForm: CHOSEN },
  ),
  // The settings are a map without fixed keys: a configuration that was read may have newer ones.
  yes('a newer channel', { channelSettings: { VIDEO: {} } }, { kinds: ['replace', 'patch'] }),
  no(
    'a key that is not a channel name',
    { channelSettings: { sms: {} } },
    { field: 'channelSettings.sms', notInForm: CHOSEN },
  ),
  yes('a channel that is null', { channelSettings: { SMS: null } }, { kinds: ['patch'] }),
  no(
    'a channel that is null',
    { channelSettings: { SMS: null } },
    { field: 'channelSettings.SMS', kinds: ['create'], notInForm: EMPTIED },
  ),
  no(
    'channel settings that are null',
    { channelSettings: null },
    { kinds: ['create', 'patch'], notInForm: IN_ALL },
  ),
  ...[1, 60].map((minutes) => yes(`a timeout of ${minutes}`, timeout(minutes))),
  ...[0, -1, 1.5].map((minutes) => no(`a timeout of ${minutes}`, timeout(minutes), { field: INACTIVE })),
  yes('a closing timeout of 1', sms({ statusTimeouts: { closed: 1 } })),
  no('a closing timeout of 0', sms({ statusTimeouts: { closed: 0 } }), {
    field: 'channelSettings.SMS.statusTimeouts.closed',
  }),
  no('a timeout that is text', timeout('60'), { field: INACTIVE, notInForm: TYPED }),
  yes('a timeout that is null', timeout(null)),
  yes('timeouts that are null', sms({ statusTimeouts: null })),
  yes('rules that are null', sms({ captureRules: null })),
  yes('100 rules', sms({ captureRules: rules(100) })),
  no('101 rules', sms({ captureRules: rules(101) }), { field: 'channelSettings.SMS.captureRules' }),
  no('a rule without from', rule({ from: undefined }), {
    field: `${RULE}.from`,
    notInForm: 'every row has both sides',
  }),
  no('a rule without to', rule({ to: undefined }), {
    field: `${RULE}.to`,
    notInForm: 'every row has both sides',
  }),
  no('a rule with an empty from', rule({ from: '' }), { field: `${RULE}.from` }),
  no('a rule with an empty to', rule({ to: '' }), { field: `${RULE}.to` }),
  yes('a rule from an address with a space', rule({ from: 'ann lee' }), {
    field: `${RULE}.from`,
    stricter: 'no documented address has two words',
  }),
  no('a rule with metadata that is text', rule({ metadata: 'PSTN' }), {
    field: `${RULE}.metadata`,
    notInForm: TYPED,
  }),
  yes('a rule with metadata', rule({ metadata: { callType: 'PSTN' } })),
  yes('a rule with empty metadata', rule({ metadata: {} })),
  yes('a rule with metadata that is null', rule({ metadata: null })),
  no('a rule with metadata that is a number', rule({ metadata: { callType: 7 } }), {
    field: `${RULE}.metadata.callType`,
    notInForm: TYPED,
  }),
]

const OTHERS: readonly RuleCase[] = [
  yes('two callbacks', { statusCallbacks: callbacks(2) }),
  no('three callbacks', { statusCallbacks: callbacks(3) }),
  no('a callback without URL', callback({ url: undefined }), { field: `${CALLBACK}.url`, notInForm: TYPED }),
  no('a callback to a URL without host', callback({ url: 'https://' }), { field: `${CALLBACK}.url` }),
  no('a callback with a method that is null', callback({ method: null }), {
    field: `${CALLBACK}.method`,
    notInForm: CHOSEN,
  }),
  no('a callback with an empty URL', callback({ url: '' }), { field: `${CALLBACK}.url` }),
  no('a callback without a scheme', callback({ url: 'hooks.example' }), { field: `${CALLBACK}.url` }),
  yes('a callback over http', callback({ url: 'http://hooks.example/a' }), {
    field: `${CALLBACK}.url`,
    stricter: 'the webhooks page asks for https',
  }),
  yes('a callback to this computer', callback({ url: 'https://localhost/a' }), {
    field: `${CALLBACK}.url`,
    stricter: 'the webhooks page asks for a public host',
  }),
  ...['GET', 'POST'].map((method) => yes(`a callback by ${method}`, callback({ method }))),
  no('a callback by PUT', callback({ method: 'PUT' }), { field: `${CALLBACK}.method`, notInForm: CHOSEN }),
  yes('five intelligence configurations', { intelligenceConfigurationIds: ['a', 'b', 'c', 'd', 'e'] }),
  no('six intelligence configurations', { intelligenceConfigurationIds: ['a', 'b', 'c', 'd', 'e', 'f'] }),
  no(
    'an empty intelligence configuration',
    { intelligenceConfigurationIds: [''] },
    { field: 'intelligenceConfigurationIds[0]' },
  ),
  yes('memory extraction', { memoryExtractionEnabled: true }),
  no('memory extraction that is text', { memoryExtractionEnabled: 'true' }, { notInForm: CHOSEN }),
  yes('a bridge', bridge(SERVICE_ID)),
  no('a bridge with an ID that is too short', bridge(SERVICE_ID.slice(0, -1)), { field: SERVICE }),
  no('a bridge with capital letters', bridge(SERVICE_ID.toUpperCase()), { field: SERVICE }),
  no('a bridge without ID', bridge(undefined), { field: SERVICE, notInForm: EMPTIED }),
  ...[
    'statusCallbacks',
    'intelligenceConfigurationIds',
    'memoryExtractionEnabled',
    'conversationsV1Bridge',
  ].flatMap((field) => [
    yes(`${field} that is null`, { [field]: null }, { kinds: ['patch'] }),
    no(`${field} that is null`, { [field]: null }, { kinds: ['create'], notInForm: IN_ALL }),
  ]),
]

/** A case for one or both of the bodies of a memory store. */
export interface StoreCase {
  readonly name: string
  readonly kinds: readonly ('create' | 'patch')[]
  readonly edits: Readonly<Record<string, unknown>>
  readonly field: 'displayName' | 'description'
  readonly isAllowed: boolean
}

const MISSING_NAME = {
  name: 'displayName: missing',
  edits: { displayName: undefined },
  field: 'displayName',
} as const
const BOTH = ['create', 'patch'] as const
const storeCases = (
  field: StoreCase['field'],
  isAllowed: boolean,
  values: Readonly<Record<string, unknown>>,
): readonly StoreCase[] =>
  Object.entries(values).map(([name, value]) => ({
    name: `${field}: ${name}`,
    kinds: BOTH,
    edits: { [field]: value },
    field,
    isAllowed,
  }))

/** Every rule for the bodies of a memory store, with values just inside and just outside. */
export const STORE_CASES: readonly StoreCase[] = [
  ...storeCases('displayName', true, { '64 characters': 'x'.repeat(64), 'every kind of character': 'aZ-09' }),
  ...storeCases('displayName', false, {
    '65 characters': 'x'.repeat(65),
    'a space': 'a b',
    'an underscore': 'a_b',
    'a dot': 'a.b',
    empty: '',
    null: null,
    'a number': 7,
  }),
  ...storeCases('description', true, {
    '1 character': 'x',
    '128 characters': 'x'.repeat(128),
    '128 surrogate pairs': '🚢'.repeat(128),
    missing: undefined,
  }),
  ...storeCases('description', false, {
    empty: '',
    '129 characters': 'x'.repeat(129),
    '129 surrogate pairs': '🚢'.repeat(129),
    null: null,
    'a number': 7,
  }),
  { ...MISSING_NAME, kinds: ['create'], isAllowed: false },
  { ...MISSING_NAME, kinds: ['patch'], isAllowed: true },
]

/** Every rule for the bodies, with values just inside and just outside. */
export const RULE_CASES: readonly RuleCase[] = [...TEXTS, ...CHANNELS, ...OTHERS]
