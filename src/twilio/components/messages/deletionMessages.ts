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

declare module '../../../hooks/messages.ts' {
  interface Messages {
    /** Texts of the delete buttons. */
    readonly deletions: DeletionMessages
  }
}
