import { ENGLISH_MEMORY_STORE_WORDS } from '../api/memoryStoreWords.ts'
import type { MemoryStoreMessages } from './memoryStoreMessages.ts'

const STATUS_WORDS: Readonly<Partial<Record<string, string>>> = {
  QUEUED: 'waiting to be set up',
  PROVISIONING: 'being set up',
  FAILED: 'setting up failed',
}

/** The words of the memory stores' components in English: plain, calm, short. */
export const englishMemoryStoreMessages: MemoryStoreMessages = {
  ...ENGLISH_MEMORY_STORE_WORDS,
  supportUrl: 'https://www.twilio.com/help/contact',

  draftRestored: 'Restored what you had typed.',
  draftRestoredPart:
    'Restored what you had typed, but for callback addresses that may hold a secret: fill them in again.',
  draftRestoredOld: 'It was typed over an earlier version: you see what differs before anything is saved.',
  draftDiscard: 'Discard draft',

  formLabel: 'Create memory store',
  displayName: 'Name',
  displayNameHint: 'Up to 64 letters, digits and hyphens. No other store of the account may have it.',
  description: 'Description (optional)',
  descriptionHint: 'What this store is for, in up to 128 characters.',
  nameTaken: (name) => `There is a memory store called ${name} already. Choose another name.`,
  limitTitle: (max) => `This account has ${max} memory stores`,
  limitBody: 'That is as many as an account may have. Delete one first.',

  create: 'Create memory store',
  sending: 'Sending…',
  inProgress: 'Creating…',
  lookAgain: 'Look again',
  sendAgain: 'Send again',
  tryAgainAsNew: 'Try again as new',
  discard: 'Discard',
  continueEditing: 'Continue editing',
  createAnother: 'Create another',
  goOnWithFound: 'Go on with this one',
  unreadyTitle: 'Nothing was sent',
  unreadyBody:
    'A part of this page could not be loaded. Check your connection and try again. If that does not help, reload the page.',
  errorSummary: (count) => (count === 1 ? 'One field needs a change' : `${count} fields need a change`),

  refusedTitle: 'It was not accepted',
  unconfirmedTitle: 'Not confirmed: it may have been created',
  unconfirmedBody:
    'No clear answer came back. It is not sent again, since it could then be made twice. Discard this to change it and decide anew.',
  signInTitle: 'You need to sign in',
  signInBody: 'Nothing was created. Sign in, then send again.',
  forbiddenTitle: 'You may not create memory stores',
  forbiddenBody: 'Your account lacks this permission, so the form is read-only. What you filled in stays.',
  rateLimitedTitle: 'Too many requests just now',
  rateLimitedBody: 'Nothing was created. Wait a moment, then send again.',
  failedBody: 'Nothing you filled in is lost. Change what is wrong, then try again.',

  idLabel: 'Memory store ID',
  settingUpTitle: (name) => (name ? `${name} is being set up` : 'The memory store is being set up'),
  settingUpBody: 'It was created, and can be used as soon as this is done. You can leave this page.',
  activeTitle: (name) => (name ? `${name} is ready` : 'The memory store is ready'),
  activeBody: 'It can be used from now on.',
  setUpFailedTitle: (name) => (name ? `${name} could not be set up` : 'The memory store could not be set up'),
  setUpFailedBody:
    'The server says FAILED, and gives no reason. It cannot be used and will not recover: delete it, then create it again.',
  setUpLateTitle: (name) =>
    name ? `Setting up ${name} takes longer than usual` : 'Setting up takes longer than usual',
  setUpLateBody: 'It was created, but cannot be used yet. It may still become ready by itself.',
  setUpUnreadableTitle: (name) =>
    name ? `Whether ${name} is ready cannot be read` : 'Whether it is ready cannot be read',
  setUpUnreadableBody: 'It was created. This says nothing about how far it is.',
  idUnknownTitle: (name) => (name ? `${name} was created` : 'The memory store was created'),
  idUnknownBody: 'Its ID has not turned up yet. Look into the list of memory stores before you use it.',
  checkNow: 'Check now',

  selectLabel: 'Memory store',
  selectHint: 'Keeps profiles and the history of conversations.',
  selectPlaceholder: 'Choose a memory store',
  selectLoading: 'Loading memory stores…',
  selectNone: 'There is no memory store yet. Create one first.',
  selectFailed: 'The memory stores could not be read.',
  selectNotReady: (name, status) => `${name} (${STATUS_WORDS[status] ?? status})`,
  refresh: 'Refresh memory stores',
  retry: 'Try again',
}
