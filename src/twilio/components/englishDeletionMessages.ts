import type { DeletionMessages } from './deletionMessages.ts'

/** The words of the buttons that delete in English: plain, calm, short. */
export const englishDeletionMessages: DeletionMessages = {
  supportUrl: 'https://www.twilio.com/help/contact',

  deleteConfiguration: {
    title: (name) => (name ? `Delete the configuration ${name}?` : 'Delete this configuration?'),
    consequences: [
      'Its channels, capture rules, timeouts and callbacks go with it.',
      'No new conversation begins under it. One that has begun keeps the settings it began with.',
      'Its memory store stays, with everything in it.',
    ],
  },
  deleteMemoryStore: {
    title: (name) => (name ? `Delete the memory store ${name}?` : 'Delete this memory store?'),
    consequences: [
      'Everything in it goes with it: profiles, traits, observations, summaries and data mappings.',
      'Configurations that use it stay. They go on capturing, but without memory, and no error says so: delete them first.',
    ],
  },
  deleteConversation: {
    title: (name) => (name ? `Delete the conversation ${name}?` : 'Delete this conversation?'),
    consequences: [
      'Everything attached to it goes with it: its participants, communications and actions.',
      'Its configuration stays, and so does what was already kept in a memory store.',
    ],
  },

  deleteIt: 'Delete',
  deleting: 'Deleting…',
  deleted: 'Deleted',
  deletionFailed: 'Deletion failed',
  deletionUnconfirmed: 'Not confirmed',
  ofThing: (word, name) => `${word} ${name}`,

  progressTitle: (name) => (name ? `Deletion of ${name}` : 'Deletion'),
  whatHappens: 'What happens:',
  idLabel: 'ID',
  irrevocable: 'This cannot be undone.',
  confirm: 'Yes, delete it for good',
  confirmFirst: 'Tick this first.',
  cancel: 'Cancel',
  close: 'Close',
  closeHint: 'You can close this. The deletion goes on.',
  sending: 'Sending…',
  retrying: (attempt) => `Sending, attempt ${attempt}…`,
  tryAgainAsNew: 'Try again as new',
  sendAgain: 'Send again',
  discard: 'Discard',

  usedBy: (names, more) =>
    more > 0
      ? `Configurations that use it now: ${names} and ${more} more.`
      : `Configurations that use it now: ${names}.`,
  usedByLoading: 'Looking for configurations that use it…',
  usedByNone: 'No configuration uses it now.',
  usedByUnknown: 'Whether a configuration uses it could not be read.',

  refusedTitle: 'It was not accepted',
  goneTitle: 'It is not there any more',
  goneBody: 'The server does not know it. Somebody may have deleted it before.',
  failedBody: 'It was not deleted.',
  unconfirmedTitle: 'Not confirmed: it may have been deleted',
  unconfirmedSendable:
    'No clear answer came back. Sending again is safe: it asks what became of the same deletion.',
  unconfirmedBody:
    'No clear answer came back, and it is not sent again by itself. Discard this to decide anew whether to delete it.',
  stillThere: 'It is still there. A deletion that was accepted may take a moment.',
  notThere: 'It is not there any more, so it was deleted.',
  lookingForIt: 'Looking whether it is still there…',
  notReadable: 'Whether it is still there could not be read.',
  lookAgain: 'Look again',
  signInTitle: 'You need to sign in',
  signInBody: 'Nothing was deleted. Sign in, then send again.',
  forbiddenTitle: 'You may not delete this',
  unconfirmedForbiddenBody:
    'No clear answer came back, so it may have been accepted. You may not send it again.',
  forbiddenBody: 'Nothing was deleted. Your account lacks this permission.',
  rateLimitedTitle: 'Too many requests just now',
  rateLimitedBody: 'Nothing was deleted. Wait a moment, then send again.',
}
