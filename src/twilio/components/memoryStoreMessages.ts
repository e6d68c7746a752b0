import type { MemoryStoreWords } from '../api/memoryStoreWords.ts'
import type { DraftWords } from './DraftNotice.tsx'

/** Every word the form and the choice of memory stores show. What is said about a wrong field is part of it. */
export interface MemoryStoreMessages extends MemoryStoreWords, DraftWords {
  /** Where a person gets help with an operation that takes too long. */
  readonly supportUrl: string

  readonly formLabel: string
  readonly displayName: string
  readonly displayNameHint: string
  readonly description: string
  readonly descriptionHint: string
  /** @param name the one that another store has already */
  readonly nameTaken: (name: string) => string
  readonly limitTitle: (max: number) => string
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
  /** Takes what was found by its name as what was sent. */
  readonly goOnWithFound: string
  /** What it takes to send the form could not be loaded. */
  readonly unreadyTitle: string
  readonly unreadyBody: string
  /** @param count fields that are wrong */
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

declare module '../../hooks/messages.ts' {
  interface OperationMessages {
    /** Words of the form and the choice of memory stores. */
    readonly memoryStores: Partial<MemoryStoreMessages>
  }
}
