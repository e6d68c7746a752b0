import type { MemoryStoreFieldMessages } from '../../api/memoryStore.ts'
import type { DraftMessages } from './configurationMessages.ts'

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

declare module '../../../hooks/messages.ts' {
  interface Messages {
    /** Texts of the memory store form and select. */
    readonly memoryStores: MemoryStoreMessages
  }
}
