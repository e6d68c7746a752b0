import { englishSubmissionMessages } from './englishFormMessages.ts'

/** Texts about deleting one kind of resource. */
export interface DeletionSubjectMessages {
  /** @param name `undefined` if it has none */
  readonly title: (name: string | undefined) => string
  /** Everything else that is deleted, and everything that is kept, one sentence each. */
  readonly consequences: readonly string[]
}

/** Every text that the delete buttons and their dialogs show. */
export interface DeletionMessages {
  /** Where the user gets help with an operation that takes too long. */
  readonly supportUrl: string

  readonly deleteConfiguration: DeletionSubjectMessages
  readonly deleteMemoryStore: DeletionSubjectMessages
  readonly deleteConversation: DeletionSubjectMessages

  readonly deleteIt: string
  readonly deleting: string
  readonly deleted: string
  readonly deletionFailed: string
  readonly deletionUnconfirmed: string
  /** Accessible name of a button. `word` is its visible text, `name` the resource. */
  readonly ofThing: (word: string, name: string) => string

  /** Title of the dialog as soon as the deletion is sent. */
  readonly progressTitle: (name: string | undefined) => string
  readonly whatHappens: string
  readonly idLabel: string
  readonly irrevocable: string
  readonly confirm: string
  readonly confirmFirst: string
  readonly cancel: string
  readonly close: string
  readonly closeHint: string
  readonly sending: string
  /** @param attempt counts from 1 */
  readonly retrying: (attempt: number) => string
  readonly tryAgainAsNew: string
  readonly sendAgain: string
  readonly discard: string

  /**
   * @param names the names of some configurations, joined into one text
   * @param more how many others there are
   */
  readonly usedBy: (names: string, more: number) => string
  readonly usedByLoading: string
  readonly usedByNone: string
  readonly usedByUnknown: string

  readonly refusedTitle: string
  readonly goneTitle: string
  readonly goneBody: string
  readonly failedBody: string
  readonly unconfirmedTitle: string
  /** Shown if it is safe to send the deletion again. */
  readonly unconfirmedSendable: string
  /** Shown if it has no key that the API still knows, so it is not sent again. */
  readonly unconfirmedBody: string
  readonly stillThere: string
  readonly notThere: string
  readonly lookingForIt: string
  readonly notReadable: string
  readonly lookAgain: string
  readonly signInTitle: string
  readonly signInBody: string
  readonly forbiddenTitle: string
  /** It may have been accepted, and the user is not allowed to send it again. */
  readonly unconfirmedForbiddenBody: string
  readonly forbiddenBody: string
  readonly rateLimitedTitle: string
  readonly rateLimitedBody: string
}

/** English texts of the delete buttons: plain, calm and short. */
export const englishDeletionMessages: DeletionMessages = {
  ...englishSubmissionMessages,

  deleteConfiguration: {
    title: (name) => (name ? `Delete the configuration ${name}?` : 'Delete this configuration?'),
    consequences: [
      'Its channels, capture rules, timeouts and callbacks are deleted with it.',
      'No new conversations start under it. Those that have started keep the settings they started with.',
      'Its memory store stays, with everything in it.',
    ],
  },
  deleteMemoryStore: {
    title: (name) => (name ? `Delete the memory store ${name}?` : 'Delete this memory store?'),
    consequences: [
      'Everything in it is deleted with it: profiles, traits, observations, summaries and data mappings.',
      'Configurations that use it stay. They keep capturing, but without memory, and no error tells you so: delete them first.',
    ],
  },
  deleteConversation: {
    title: (name) => (name ? `Delete the conversation ${name}?` : 'Delete this conversation?'),
    consequences: [
      'Everything attached to it is deleted with it: its participants, communications and actions.',
      'Its configuration stays, and so does everything already saved in a memory store.',
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
  closeHint: 'You can close this. The deletion continues.',
  sending: 'Sending…',
  retrying: (attempt) => `Sending, attempt ${attempt}…`,

  usedBy: (names, more) =>
    more > 0
      ? `Configurations that use it now: ${names} and ${more} more.`
      : `Configurations that use it now: ${names}.`,
  usedByLoading: 'Looking for configurations that use it…',
  usedByNone: 'No configuration uses it now.',
  usedByUnknown: 'Could not check whether a configuration uses it.',

  goneTitle: 'It no longer exists',
  goneBody: 'The server could not find it. Someone may have deleted it already.',
  failedBody: 'It was not deleted.',
  unconfirmedTitle: 'Not confirmed: it may have been deleted',
  unconfirmedSendable: 'No clear answer came back. Sending again is safe: it continues the same deletion.',
  unconfirmedBody:
    'No clear answer came back, and it is not sent again automatically. Discard this to decide again whether to delete it.',
  stillThere: 'It still exists. An accepted deletion may take a moment.',
  notThere: 'It no longer exists, so it was deleted.',
  lookingForIt: 'Checking whether it still exists…',
  notReadable: 'Could not check whether it still exists.',
  lookAgain: 'Check again',
  signInBody: 'Nothing was deleted. Sign in, then send again.',
  forbiddenTitle: 'You may not delete this',
  unconfirmedForbiddenBody:
    'No clear answer came back, so it may have been accepted. You may not send it again.',
  forbiddenBody: 'Nothing was deleted. Your account lacks this permission.',
  rateLimitedBody: 'Nothing was deleted. Wait a moment, then send again.',
}

declare module '../../../hooks/messages.ts' {
  interface Messages {
    /** Texts of the delete buttons. */
    readonly deletions: DeletionMessages
  }
}
