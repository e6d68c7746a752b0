/** What is said about deleting one kind of thing. */
export interface DeletedThingWords {
  /** @param name `undefined` where it has none */
  readonly title: (name: string | undefined) => string
  /** What goes with it, and what stays: one sentence each. */
  readonly consequences: readonly string[]
}

/** Every word the buttons that delete show. */
export interface DeletionMessages {
  /** Where a person gets help with an operation that takes too long. */
  readonly supportUrl: string

  readonly deleteConfiguration: DeletedThingWords
  readonly deleteMemoryStore: DeletedThingWords
  readonly deleteConversation: DeletedThingWords

  readonly deleteIt: string
  readonly deleting: string
  readonly deleted: string
  readonly deletionFailed: string
  readonly deletionUnconfirmed: string
  /** Names a button after what it is about; `word` stands on it. */
  readonly ofThing: (word: string, name: string) => string

  /** Heads the dialog once the deletion has been sent. */
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
   * @param names of some configurations, as one list
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
  /** It is safe to send it again. */
  readonly unconfirmedSendable: string
  /** It has no key that is still known, so it is not sent again. */
  readonly unconfirmedBody: string
  readonly stillThere: string
  readonly notThere: string
  readonly lookingForIt: string
  readonly notReadable: string
  readonly lookAgain: string
  readonly signInTitle: string
  readonly signInBody: string
  readonly forbiddenTitle: string
  /** It may have been accepted, and may not be sent again. */
  readonly unconfirmedForbiddenBody: string
  readonly forbiddenBody: string
  readonly rateLimitedTitle: string
  readonly rateLimitedBody: string
}

declare module '../../hooks/messages.ts' {
  interface OperationMessages {
    /** Words of the buttons that delete. */
    readonly deletions: Partial<DeletionMessages>
  }
}
