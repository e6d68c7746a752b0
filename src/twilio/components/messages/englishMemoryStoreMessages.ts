import { englishMemoryStoreFieldMessages } from '../../api/memoryStore.ts'
import { englishFormMessages } from './englishFormMessages.ts'
import type { MemoryStoreMessages } from './memoryStoreMessages.ts'

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
