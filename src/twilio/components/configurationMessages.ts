import type { Channel, ConversationGroupingType } from '../api/configuration.ts'
import type { ConfigurationWords } from '../api/configurationWords.ts'
import type { DraftWords } from './DraftNotice.tsx'

/** Every word the components of configurations show. What is said about a wrong field is part of it. */
export interface ConfigurationMessages extends ConfigurationWords, DraftWords {
  /** Where a person gets help with an operation that takes too long. */
  readonly supportUrl: string

  readonly formLabel: string
  readonly displayName: string
  readonly displayNameHint: string
  readonly description: string
  readonly descriptionHint: string
  readonly grouping: string
  readonly groupingChoices: Readonly<Record<ConversationGroupingType, { label: string; hint: string }>>
  readonly memory: string
  readonly memoryStore: string
  readonly memoryStoreHint: string
  readonly memoryStorePlaceholder: string
  readonly memoryStoresLoading: string
  readonly memoryStoresNone: string
  readonly memoryStoresFailed: string
  /** @param status such as PROVISIONING */
  readonly memoryStoreNotReady: (name: string, status: string) => string
  readonly memoryExtraction: string
  readonly memoryExtractionHint: string
  readonly channels: string
  readonly channelsHint: string
  readonly channelNames: Readonly<Record<Channel, string>>
  readonly channelHints: Readonly<Partial<Record<Channel, string>>>
  /** Names a field of a channel where the channel is not in sight. */
  readonly ofChannel: (channel: string, field: string) => string
  readonly inactiveAfter: string
  readonly closedAfter: string
  readonly minutes: string
  /** @param minutes what Twilio recommends for this channel */
  readonly recommended: (minutes: string) => string
  readonly capturesNumber: string
  readonly number: string
  readonly numberHint: string
  readonly phoneNumber: string
  /** Rules beside those of the phone number. */
  readonly moreRules: string
  readonly captureRules: string
  readonly captureRulesHint: (max: number) => string
  /** @param position counts from 1 */
  readonly captureRule: (position: number) => string
  readonly addRule: string
  readonly pasteNumbers: string
  readonly numberList: string
  readonly numberListHint: string
  readonly addNumbers: string
  /** @param count how many became rules */
  readonly numbersAdded: (count: number) => string
  /** @param count how many there are rules for already */
  readonly numbersKnown: (count: number) => string
  /** @param named the first of them, as typed; @param more how many others there are */
  readonly numbersInvalid: (named: readonly string[], more: number) => string
  /** @param count how many have no room; @param max the most rules of one channel */
  readonly numbersLeft: (count: number, max: number) => string
  /** Nothing was taken. @param count how many there are; @param max the most rules of one channel */
  readonly numbersRefused: (count: number, max: number) => string
  /** The form was sent while there was something in the box. */
  readonly numbersWaiting: string
  readonly ruleFrom: string
  readonly ruleTo: string
  readonly bothDirections: string
  readonly callType: string
  readonly callTypeAny: string
  /** @param type such as PUBLIC_SIP */
  readonly callTypeName: (type: string) => string
  /** @param row such as `Callback 2` */
  readonly remove: (row: string) => string

  readonly extras: string
  readonly bridge: string
  readonly bridgeServiceIdLabel: string
  readonly bridgeHint: string
  readonly statusCallbacks: string
  readonly statusCallbacksHint: (max: number) => string
  /** @param position counts from 1 */
  readonly statusCallback: (position: number) => string
  readonly addCallback: string
  readonly callbackUrlLabel: string
  readonly callbackMethodLabel: string
  readonly intelligence: string
  readonly intelligenceHint: (max: number) => string
  /** @param position counts from 1 */
  readonly intelligenceId: (position: number) => string
  readonly addIntelligence: string

  readonly create: string
  readonly creating: string
  readonly inProgress: string
  /** @param attempt counts from 1 */
  readonly retrying: (attempt: number) => string
  readonly sendAgain: string
  readonly lookForIt: string
  readonly discard: string
  readonly tryAgainAsNew: string
  readonly createAnother: string
  readonly continueWithEdits: string
  /** What it takes to send the form could not be loaded. */
  readonly unreadyTitle: string
  readonly unreadyBody: string
  /** @param count fields that are wrong */
  readonly errorSummary: (count: number) => string
  readonly refusedTitle: string
  /** Before the ID of the configuration that stands in the way. */
  readonly conflict: string
  readonly unconfirmedTitle: string
  readonly unconfirmedBody: string
  /** Where it cannot be sent again: its key is too old, or what was sent is gone. */
  readonly unconfirmedLateBody: string
  readonly signInTitle: string
  readonly signInBody: string
  readonly forbiddenTitle: string
  /** It may have been accepted, and may not be sent again. */
  readonly unconfirmedForbiddenBody: string
  readonly forbiddenBody: string
  readonly rateLimitedTitle: string
  readonly rateLimitedBody: string
  readonly editedTitle: string
  readonly editedBody: string
  readonly failedBody: string
  /** @param name the display name */
  readonly createdTitle: (name: string | undefined) => string

  readonly editFormLabel: string
  readonly configurationLoading: string
  readonly configurationFailed: string
  readonly configurationGoneTitle: string
  readonly configurationGoneBody: string
  readonly save: string
  readonly saving: string
  /** @param name the display name */
  readonly savedTitle: (name: string) => string
  readonly continueEditing: string
  /** Reads what is stored, and saves what still differs from it. */
  readonly compareAndSave: string
  readonly nothingChanged: string
  /** It is read once more before anything is sent. */
  readonly notCheckedTitle: string
  readonly notCheckedBody: string
  readonly changedMeanwhileTitle: string
  readonly changedMeanwhileBody: string
  readonly theirs: string
  readonly yours: string
  readonly takeTheirs: string
  readonly keepMine: string
  readonly on: string
  readonly off: string
  readonly saveUnconfirmedTitle: string
  readonly saveUnconfirmedBody: string
  readonly saveUnconfirmedLateBody: string
  readonly saveForbiddenTitle: string
  readonly saveRateLimitedBody: string

  readonly tableCaption: string
  readonly columnName: string
  readonly columnId: string
  readonly columnGrouping: string
  readonly columnMemoryStore: string
  readonly columnChannels: string
  readonly columnUpdated: string
  readonly tableLoading: string
  readonly tableEmptyTitle: string
  readonly tableEmptyBody: string
  readonly tableFailed: string
  readonly retry: string
  readonly loadMore: string
  readonly loadingMore: string
  readonly none: string
}

declare module '../../hooks/messages.ts' {
  interface OperationMessages {
    /** Words of the form and the table of configurations. */
    readonly configurations: Partial<ConfigurationMessages>
  }
}
