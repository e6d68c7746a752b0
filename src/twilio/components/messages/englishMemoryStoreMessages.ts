import { englishMemoryStoreFieldMessages } from '../../api/memoryStore.ts'
import type { MemoryStoreMessages } from './memoryStoreMessages.ts'

const STATUS_NAMES: Readonly<Partial<Record<string, string>>> = {
  QUEUED: 'waiting to be set up',
  PROVISIONING: 'being set up',
  FAILED: 'setup failed',
}

/** English texts of the memory store components: plain, calm and short. */
export const englishMemoryStoreMessages: MemoryStoreMessages = {
  ...englishMemoryStoreFieldMessages,
  supportUrl: 'https://www.twilio.com/help/contact',

  draftRestored: 'Your draft was restored.',
  draftRestoredPart:
    'Your draft was restored, except for callback addresses that may hold a secret: fill them in again.',
  draftRestoredOld:
    'The draft is based on an earlier version: you will see what differs before anything is saved.',
  draftDiscard: 'Discard draft',

  formLabel: 'Create memory store',
  displayName: 'Name',
  displayNameHint:
    'Up to 64 letters, digits and hyphens. No other store in the account may have the same name.',
  description: 'Description (optional)',
  descriptionHint: 'What this store is for, in up to 128 characters.',
  nameTaken: (name) => `There is already a memory store called ${name}. Choose another name.`,
  limitTitle: (max) => `This account has ${max} memory stores`,
  limitBody: 'An account cannot have more. Delete one first.',

  create: 'Create memory store',
  sending: 'Sending…',
  inProgress: 'Creating…',
  lookAgain: 'Look again',
  sendAgain: 'Send again',
  tryAgainAsNew: 'Try again as new',
  discard: 'Discard',
  continueEditing: 'Continue editing',
  createAnother: 'Create another',
  goOnWithFound: 'Continue with this one',
  unreadyTitle: 'Nothing was sent',
  unreadyBody:
    'A part of this page could not be loaded. Check your connection and try again. If that does not help, reload the page.',
  errorSummary: (count) => (count === 1 ? 'One field needs attention' : `${count} fields need attention`),

  refusedTitle: 'It was not accepted',
  unconfirmedTitle: 'Not confirmed: it may have been created',
  unconfirmedBody:
    'No clear answer came back. It is not sent again, because that could create it twice. Discard this to change it and decide again.',
  signInTitle: 'You need to sign in',
  signInBody: 'Nothing was created. Sign in, then send again.',
  forbiddenTitle: 'You may not create memory stores',
  forbiddenBody: 'Your account lacks this permission, so the form is read-only. What you filled in is kept.',
  rateLimitedTitle: 'Too many requests just now',
  rateLimitedBody: 'Nothing was created. Wait a moment, then send again.',
  failedBody: 'Nothing you filled in is lost. Change what is wrong, then try again.',

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
  retry: 'Try again',
}
