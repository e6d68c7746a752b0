import type {
  Channel,
  ConfigurationFieldMessages,
  ConversationGroupingType,
} from '../../api/configuration.ts'

/** The texts about a restored draft. */
export interface DraftMessages {
  readonly draftRestored: string
  /** Shown if URLs that may contain a secret were not kept. */
  readonly draftRestoredPart: string
  /** Shown if the edited resource has changed since. */
  readonly draftRestoredOld: string
  readonly draftDiscard: string
}

/** Every text that the configuration components show, including the messages for invalid fields. */
export interface ConfigurationMessages extends ConfigurationFieldMessages, DraftMessages {
  /** Where the user gets help with an operation that takes too long. */
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
  /** Names a field together with its channel, where the channel is not visible. */
  readonly ofChannel: (channel: string, field: string) => string
  readonly inactiveAfter: string
  readonly closedAfter: string
  readonly minutes: string
  /** @param minutes the number of minutes that Twilio recommends for this channel */
  readonly recommended: (minutes: string) => string
  readonly capturesNumber: string
  readonly number: string
  readonly numberHint: string
  readonly phoneNumber: string
  /** Rules other than those of the phone number. */
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
  /** @param count how many rules were added */
  readonly numbersAdded: (count: number) => string
  /** @param count how many numbers already had a rule */
  readonly numbersKnown: (count: number) => string
  /** @param named the first 5 at most, each cut to 40 characters; @param more how many others there are */
  readonly numbersInvalid: (named: readonly string[], more: number) => string
  /** @param count how many were not added; @param max the most rules that a channel can have */
  readonly numbersLeft: (count: number, max: number) => string
  /** Nothing was added. @param count how many numbers there are; @param max the most rules of a channel */
  readonly numbersRefused: (count: number, max: number) => string
  /** Shown if the form is submitted while the box is not empty. */
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
  /** A lazy-loaded chunk that is needed to send the form could not be loaded. */
  readonly unreadyTitle: string
  readonly unreadyBody: string
  /** @param count the number of invalid fields */
  readonly errorSummary: (count: number) => string
  readonly refusedTitle: string
  /** Shown before the ID of the configuration that caused a 409. */
  readonly conflict: string
  readonly unconfirmedTitle: string
  readonly unconfirmedBody: string
  /** Shown if it cannot be sent again: its key is too old, or the request is lost. */
  readonly unconfirmedLateBody: string
  readonly signInTitle: string
  readonly signInBody: string
  readonly forbiddenTitle: string
  /** It may have been accepted, and the user is not allowed to send it again. */
  readonly unconfirmedForbiddenBody: string
  readonly forbiddenBody: string
  readonly rateLimitedTitle: string
  readonly rateLimitedBody: string
  readonly editedTitle: string
  readonly editedBody: string
  readonly failedBody: string
  /** @param name the display name */
  readonly createdTitle: (name: string | undefined) => string

  readonly configurationLoading: string
  readonly continueEditing: string

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

/** Every text of the configurations table that it does not share with the forms. */
export interface ConfigurationsTableMessages {
  readonly searchLabel: string
  readonly clearSearch: string
  /** @param isComplete false while more pages are being read */
  readonly searchFound: (count: number, isComplete: boolean) => string
  /** Shown if not all pages could be read. @param loaded how many configurations were searched */
  readonly searchIncomplete: (loaded: number) => string
  readonly searchNothingTitle: (text: string) => string
  readonly searchNothingBody: string
  readonly columnActions: string
  /** Marks a row that was created in this session. */
  readonly newlyMade: string
  readonly creating: string
  readonly changing: string
  readonly deleting: string
  readonly creatingBody: string
}

/** The texts about stored settings that no request can contain. Only the edit form shows them. */
export interface UnsentFieldMessages {
  readonly keptTitle: string
  /** Shown if the form replaces the whole configuration. */
  readonly mayBeRemovedTitle: string
  readonly mayBeRemovedBody: string
  /** Nothing has been sent, because there are more of them than when the form was opened. */
  readonly moreTitle: string
  readonly moreBody: string
  /** @param field its name in the API, such as `redactionConfigurationId` */
  readonly fieldName: (field: string) => string
}

declare module '../../../hooks/messages.ts' {
  interface Messages {
    /** Texts of the configuration forms and table. */
    readonly configurations: ConfigurationMessages
    /** Texts that only the configurations table shows. */
    readonly configurationsTable: ConfigurationsTableMessages
    /** Texts that only the form for an existing configuration shows. */
    readonly unsentFields: UnsentFieldMessages
  }
}

/** Texts of a submission that differ between creating and saving. */
export type SubmissionMessages = Pick<
  ConfigurationMessages,
  | 'create'
  | 'creating'
  | 'inProgress'
  | 'lookForIt'
  | 'createAnother'
  | 'unconfirmedTitle'
  | 'unconfirmedBody'
  | 'unconfirmedLateBody'
  | 'forbiddenTitle'
  | 'rateLimitedBody'
>
