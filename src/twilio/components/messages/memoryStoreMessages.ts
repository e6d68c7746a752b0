import type { MemoryStoreFieldMessages } from '../../api/memoryStore.ts'
import { englishMemoryStoreFieldMessages } from '../../api/memoryStore.ts'
import type { DraftMessages } from './configurationMessages.ts'
import { englishFormMessages } from './englishFormMessages.ts'

/** Every text that the memory store form and select show, including the messages for invalid fields. */
export interface MemoryStoreMessages extends MemoryStoreFieldMessages, DraftMessages {
  /** Where the user gets help with an operation that takes too long. */
  readonly supportUrl: string

  readonly formLabel: string
  readonly displayName: string
  readonly displayNameHint: string
  readonly description: string
  readonly descriptionHint: string
  /** @param name the name, which another store already has */
  readonly nameTaken: (name: string) => string
  /** @param count how many the account has, near or at the limit */
  readonly limitTitle: (count: number) => string
  readonly limitNear: (max: number) => string
  readonly limitBody: string

  readonly create: string
  readonly sending: string
  readonly inProgress: string
  readonly lookAgain: string
  readonly sendAgain: string
  readonly tryAgainAsNew: string
  readonly discard: string
  readonly continueEditing: string
  readonly createAnother: string
  /** Continues with the store that was found by name, as the one that was created. */
  readonly goOnWithFound: string
  /** A lazy-loaded chunk that is needed to send the form could not be loaded. */
  readonly unreadyTitle: string
  readonly unreadyBody: string
  /** @param count the number of invalid fields */
  readonly errorSummary: (count: number) => string

  readonly refusedTitle: string
  readonly unconfirmedTitle: string
  readonly unconfirmedBody: string
  readonly signInTitle: string
  readonly signInBody: string
  readonly forbiddenTitle: string
  readonly forbiddenBody: string
  readonly rateLimitedTitle: string
  readonly rateLimitedBody: string
  readonly failedBody: string

  readonly idLabel: string
  /** @param name the display name */
  readonly settingUpTitle: (name: string | undefined) => string
  readonly settingUpBody: string
  readonly activeTitle: (name: string | undefined) => string
  readonly activeBody: string
  readonly setUpFailedTitle: (name: string | undefined) => string
  readonly setUpFailedBody: string
  readonly setUpLateTitle: (name: string | undefined) => string
  readonly setUpLateBody: string
  readonly setUpUnreadableTitle: (name: string | undefined) => string
  readonly setUpUnreadableBody: string
  readonly idUnknownTitle: (name: string | undefined) => string
  readonly idUnknownBody: string
  readonly checkNow: string

  readonly selectLabel: string
  readonly selectHint: string
  readonly selectPlaceholder: string
  readonly selectLoading: string
  readonly selectNone: string
  readonly selectFailed: string
  /** @param status such as PROVISIONING */
  readonly selectNotReady: (name: string, status: string) => string
  readonly refresh: string
  readonly retry: string
}

const STATUS_NAMES: Readonly<Partial<Record<string, string>>> = {
  QUEUED: 'waiting to be set up',
  PROVISIONING: 'being set up',
  FAILED: 'setup failed',
}

/** English texts of the memory store components: plain, calm and short. */
export const englishMemoryStoreMessages: MemoryStoreMessages = {
  ...englishMemoryStoreFieldMessages,
  ...englishFormMessages,

  formLabel: 'Create memory store',
  displayName: 'Name',
  displayNameHint:
    'Up to 64 letters, digits and hyphens. No other store in the account may have the same name.',
  description: 'Description (optional)',
  descriptionHint: 'What this store is for, in up to 128 characters.',
  nameTaken: (name) => `There is already a memory store called ${name}. Choose another name.`,
  limitTitle: (count) => `This account has ${count} memory stores`,
  limitNear: (max) => `An account can have ${max}.`,
  limitBody: 'An account cannot have more. Delete one first.',

  create: 'Create memory store',
  sending: 'Sending…',
  lookAgain: 'Look again',
  createAnother: 'Create another',
  goOnWithFound: 'Continue with this one',

  unconfirmedTitle: 'Not confirmed: it may have been created',
  unconfirmedBody:
    'No clear answer came back. It is not sent again, because that could create it twice. Discard this to change it and decide again.',
  signInBody: 'Nothing was created. Sign in, then send again.',
  forbiddenTitle: 'You may not create memory stores',

  idLabel: 'Memory store ID',
  settingUpTitle: (name) => (name ? `${name} is being set up` : 'The memory store is being set up'),
  settingUpBody: 'It was created, and can be used as soon as this is done. You can leave this page.',
  activeTitle: (name) => (name ? `${name} is ready` : 'The memory store is ready'),
  activeBody: 'It can be used now.',
  setUpFailedTitle: (name) => (name ? `${name} could not be set up` : 'The memory store could not be set up'),
  setUpFailedBody:
    'The server reports FAILED and gives no reason. It cannot be used and will not recover: delete it, then create it again.',
  setUpLateTitle: (name) =>
    name ? `Setting up ${name} is taking longer than usual` : 'Setup is taking longer than usual',
  setUpLateBody: 'It was created, but cannot be used yet. It may still become ready.',
  setUpUnreadableTitle: (name) =>
    name ? `Could not check whether ${name} is ready` : 'Could not check whether it is ready',
  setUpUnreadableBody: 'It was created. The state of its setup is not known.',
  idUnknownTitle: (name) => (name ? `${name} was created` : 'The memory store was created'),
  idUnknownBody: 'Its ID has not turned up yet. Check the list of memory stores before you use it.',
  checkNow: 'Check now',

  selectLabel: 'Memory store',
  selectHint: 'Keeps profiles and the history of conversations.',
  selectPlaceholder: 'Choose a memory store',
  selectLoading: 'Loading memory stores…',
  selectNone: 'There are no memory stores yet. Create one first.',
  selectFailed: 'The memory stores could not be loaded.',
  selectNotReady: (name, status) => `${name} (${STATUS_NAMES[status] ?? status})`,
  refresh: 'Refresh memory stores',
}

declare module '../../../hooks/messages.ts' {
  interface Messages {
    /** Texts of the memory store form and select. */
    readonly memoryStores: MemoryStoreMessages
  }
}
