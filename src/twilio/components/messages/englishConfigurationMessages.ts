import { toPlural } from '../../../components/messages/locale.ts'
import { englishConfigurationFieldMessages } from '../../api/configuration.ts'
import type {
  ConfigurationMessages,
  ConfigurationsTableMessages,
  UnsentFieldMessages,
} from './configurationMessages.ts'
import { englishFormMessages } from './englishFormMessages.ts'

const CALL_TYPE_NAMES: Readonly<Partial<Record<string, string>>> = {
  PSTN: 'Phone network',
  CLIENT: 'Voice client',
  PUBLIC_SIP: 'Public SIP',
}

/** English texts of the configuration components: plain, calm and short. */
export const englishConfigurationMessages: ConfigurationMessages = {
  ...englishConfigurationFieldMessages,
  ...englishFormMessages,

  formLabel: 'Create configuration',
  displayName: 'Name',
  displayNameHint: 'Up to 32 letters, digits, spaces, hyphens and underscores.',
  description: 'Description',
  descriptionHint: 'What this configuration is for.',
  grouping: 'Group conversations by',
  groupingChoices: {
    GROUP_BY_PROFILE: {
      label: 'Customer profile',
      hint: 'One conversation per customer, whichever address or channel they use.',
    },
    GROUP_BY_PARTICIPANT_ADDRESSES: {
      label: 'Addresses',
      hint: 'One conversation per pair of addresses, on all channels together.',
    },
    GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE: {
      label: 'Addresses and channel',
      hint: 'The same, but with texts and calls kept apart.',
    },
  },
  memory: 'Memory',
  memoryStore: 'Memory store',
  memoryStoreHint: 'Keeps the profiles and the history of these conversations.',
  memoryStorePlaceholder: 'Choose a memory store',
  memoryStoresLoading: 'Loading memory stores…',
  memoryStoresNone: 'There are no memory stores yet. Create one first.',
  memoryStoresFailed: 'The memory stores could not be loaded.',
  memoryStoreNotReady: (name, status) => `${name} (${status.toLowerCase()}, not ready yet)`,
  memoryExtraction: 'Extract memories',
  memoryExtractionHint: 'Adds what conversations reveal to the memory store.',
  channels: 'Channels',
  channelsHint: 'Leave a channel off if your own application starts the conversations.',
  channelNames: { SMS: 'SMS', VOICE: 'Voice', WHATSAPP: 'WhatsApp', RCS: 'RCS', CHAT: 'Chat' },
  channelHints: {
    VOICE: 'Captured calls are transcribed, and Twilio charges for that.',
    CHAT: 'Works only together with the bridge to a classic service, at the end of this form.',
  },
  ofChannel: (channel, field) => `${channel}: ${field}`,
  inactiveAfter: 'Inactive after',
  closedAfter: 'Closed after',
  minutes: 'minutes',
  recommended: (minutes) => `Twilio recommends ${minutes}.`,
  capturesNumber: 'Capture everything to and from one number',
  number: 'Phone number',
  numberHint:
    'With country code, such as +15555550142. Spaces, dashes and brackets are fine, and 00 counts as +.',
  phoneNumber: 'Enter the full phone number, with a plus sign and the country code.',
  moreRules: 'More capture rules',
  captureRules: 'Capture rules',
  captureRulesHint: (max) =>
    `Up to ${max} in total. A rule for both directions counts twice. An address such as +15555550142, or * for any.`,
  captureRule: (position) => `Rule ${position}`,
  addRule: 'Add a rule',
  pasteNumbers: 'Paste a list of numbers',
  numberList: 'Numbers',
  numberListHint:
    'One per line, or separated by commas or semicolons. Each becomes a rule from any address to it.',
  addNumbers: 'Add as rules',
  numbersAdded: (count) =>
    toPlural('en', count, { one: 'One rule was added.', other: `${count} rules were added.` }),
  numbersKnown: (count) =>
    toPlural('en', count, { one: 'One was already there.', other: `${count} were already there.` }),
  numbersInvalid: (named, more) =>
    `Not a full number with its country code: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}. Still in the box.`,
  numbersLeft: (count, max) =>
    `No room for ${count} more: a channel has at most ${max} rules, and one for both directions counts twice. Still in the box.`,
  numbersRefused: (count, max) =>
    `Nothing was added: there are ${count.toLocaleString('en')} numbers, and a channel has at most ${max} rules. All of them are still in the box.`,
  numbersWaiting: 'Add these as rules first, or empty the box.',
  ruleFrom: 'From',
  ruleTo: 'To',
  bothDirections: 'Both directions',
  callType: 'Type of call',
  callTypeAny: 'Let Twilio decide',
  callTypeName: (type) => CALL_TYPE_NAMES[type] ?? type,
  remove: (row) => `Remove ${row}`,

  extras: 'More settings',
  bridge: 'Bridge to a classic service',
  bridgeServiceIdLabel: 'Service ID',
  bridgeHint: 'IS and 32 digits or letters from a to f. A classic service can have only one configuration.',
  statusCallbacks: 'Status callbacks',
  statusCallbacksHint: (max) =>
    `Up to ${max} public https addresses that are notified of what happens in conversations.`,
  statusCallback: (position) => `Callback ${position}`,
  addCallback: 'Add a callback',
  callbackUrlLabel: 'URL',
  callbackMethodLabel: 'Method',
  intelligence: 'Conversational Intelligence',
  intelligenceHint: (max) => `Up to ${max} configurations that analyse these conversations.`,
  intelligenceId: (position) => `Intelligence configuration ID ${position}`,
  addIntelligence: 'Add a configuration ID',

  create: 'Create configuration',
  creating: 'Sending…',
  retrying: (attempt) => `Sending, attempt ${attempt}…`,
  lookForIt: 'Look for it',
  createAnother: 'Create another',
  continueWithEdits: 'Continue with my changes',
  conflict: 'It conflicts with this one:',
  unconfirmedTitle: 'Not confirmed: it may have been created',
  unconfirmedBody:
    'No clear answer came back. Sending again is safe: it cannot be created twice. Discard drops the request and keeps what you filled in.',
  unconfirmedLateBody:
    'It can no longer be sent again safely: it is too old, or this browser no longer has it. Look for it by name before you discard it and create it again.',
  signInBody: 'Nothing was saved. Sign in, then send again.',
  forbiddenTitle: 'You may not create configurations',
  unconfirmedForbiddenBody:
    'No clear answer came back, so it may have been accepted. You may not send it again.',
  editedTitle: 'Your earlier version was accepted',
  editedBody: 'The server already had it. The changes you made since then were not sent.',
  createdTitle: (name) => (name ? `${name} was created` : 'The configuration was created'),

  configurationLoading: 'Loading the configuration…',

  tableCaption: 'Configurations',
  columnName: 'Name',
  columnId: 'ID',
  columnGrouping: 'Grouped by',
  columnMemoryStore: 'Memory store',
  columnChannels: 'Channels',
  columnUpdated: 'Updated',
  tableLoading: 'Loading configurations…',
  tableEmptyTitle: 'No configurations yet',
  tableEmptyBody: 'Create the first one to start capturing conversations.',
  tableFailed: 'The configurations could not be loaded',
  loadMore: 'Load more',
  loadingMore: 'Loading…',
  none: '—',
}

const UNSENT_FIELDS = new Map([
  ['redactionConfigurationId', 'Redaction'],
  ['traitExtractionStrategyIds', 'Trait extraction'],
  ['observationExtractionStrategyIds', 'Observation extraction'],
])

/** English texts about stored settings that no request can contain: plain, calm and short. */
export const englishUnsentFieldMessages: UnsentFieldMessages = {
  keptTitle: 'Also stored, and not changed by this form',
  mayBeRemovedTitle: 'Saving may remove these settings',
  mayBeRemovedBody:
    'This form replaces the whole configuration, and a request to Twilio cannot contain these settings. Twilio does not say whether it keeps them.',
  moreTitle: 'Nothing has been saved: more settings may be removed',
  moreBody:
    'This configuration now has more settings that saving may remove. They are listed at the top of this form. To go on, save again.',
  fieldName: (field) => UNSENT_FIELDS.get(field) ?? field,
}

/** English texts of the configurations table: plain, calm and short. */
export const englishConfigurationsTableMessages: ConfigurationsTableMessages = {
  searchLabel: 'Search by name',
  clearSearch: 'Clear search',
  searchFound: (count, isComplete) =>
    isComplete
      ? count === 1
        ? '1 configuration found'
        : `${count} configurations found`
      : `${count} found so far…`,
  searchIncomplete: (loaded) => `Searched the ${loaded} configurations that could be loaded. There are more.`,
  searchNothingTitle: (text) => `No configuration has “${text}” in its name`,
  searchNothingBody: 'All of them were searched.',
  columnActions: 'Actions',
  newlyMade: 'New',
  creating: 'Creating…',
  changing: 'Updating…',
  deleting: 'Deleting…',
  creatingBody: 'It appears here automatically as soon as it is created.',
}
