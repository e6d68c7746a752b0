/** The texts of a badge. */
export interface BadgeMessages {
  readonly statusIdle: string
  readonly statusLoading: string
  readonly statusPending: string
  /** Used instead of `statusPending` when it takes longer than it should. */
  readonly statusStuck: string
  /** Used instead of `statusPending` from when the server has agreed to cancel it. */
  readonly statusCancelling: string
  readonly statusCompleted: string
  readonly statusFailed: string
  readonly statusCancelled: string
  readonly statusUnavailable: string

  readonly intentSending: string
  readonly intentUnconfirmed: string
  /** Refused or blocked. */
  readonly intentRefused: string

  /**
   * How much is done, as the server says it.
   *
   * @param percent 0 to 100, a whole number
   */
  readonly percent: (percent: number) => string

  readonly connectionRetrying: string
  readonly connectionUnauthorized: string
  readonly connectionForbidden: string
  readonly connectionOffline: string
  readonly connectionPaused: string
}

/** The texts of the operation components. A text that depends on a value is a function. */
export interface OperationMessages extends BadgeMessages {
  /** BCP 47 tag for every date, duration and list; `undefined` uses the browser's language. */
  readonly locale: string | undefined

  readonly retryingHint: string
  readonly unauthorizedHint: string
  readonly forbiddenHint: string
  readonly offlineHint: string
  readonly pausedHint: string

  /** The accessible name of the progress bar. */
  readonly progressLabel: (label: string | undefined) => string
  /** @param duration such as `1m 5s` */
  readonly elapsed: (duration: string) => string
  /**
   * Marks a time as approximate: the server did not report it, so it is the one we observed.
   *
   * @param time such as `8s` or `5m ago`
   */
  readonly about: (time: string) => string

  readonly detailsLabel: string
  readonly fieldStatus: string
  readonly fieldOperationId: string
  readonly fieldAction: string
  readonly fieldName: string
  readonly fieldStarted: string
  readonly fieldProgress: string
  readonly fieldElapsed: string
  readonly fieldDuration: string
  /** @param type such as `configuration` */
  readonly fieldResource: (type: string | undefined) => string
  /** A readable name for the `kind` of an endpoint, such as `configuration.create`. */
  readonly action: (kind: string) => string

  /** @param what such as `Operation ID` */
  readonly copy: (what: string) => string
  readonly copied: string
  readonly copyFailed: string

  readonly resourceSearching: string
  /** @param count how many candidates follow */
  readonly resourceAmbiguous: (count: number) => string
  readonly resourceNotFound: string

  readonly fieldResult: string
  readonly openResult: string
  readonly resultReading: string
  /** The endpoint's schema rejects it. */
  readonly resultInvalid: string
  readonly resultUnreadable: string

  /** Why a list or a resource could not be read. */
  readonly readUnauthorized: string
  readonly readForbidden: string

  readonly errorCode: (code: number | string) => string
  readonly errorLink: string
  readonly cancelledBody: string

  readonly cancelOperation: string
  readonly cancelSending: string
  readonly cancelRefused: string

  readonly stuckTitle: string
  readonly stuckBody: string
  readonly copySupportBundle: string
  readonly contactSupport: string

  readonly unavailableTitle: string
  readonly unavailableNotFound: string
  readonly unavailableUntrusted: string
  readonly unavailableOther: string
  readonly checkNow: string
  readonly checking: string

  readonly announcePending: (label: string | undefined) => string
  readonly announceStuck: (label: string | undefined) => string
  readonly announceCompleted: (label: string | undefined) => string
  /** @param reason `undefined` if the server gave none */
  readonly announceFailed: (label: string | undefined, reason: string | undefined) => string
  readonly announceCancelled: (label: string | undefined) => string
  readonly announceUnavailable: (label: string | undefined) => string
}

/** The texts for what was found by name after a submission that was never confirmed. */
export interface FindingMessages {
  readonly foundByName: string
  readonly foundNothing: string
  /** @param count how many candidates follow */
  readonly foundSeveral: (count: number) => string
}

/** The texts for a submission that may have been accepted. */
export interface UnconfirmedMessages {
  readonly intentSendable: string
  /** Sending it again without a key could create it twice. */
  readonly intentWithoutKey: string
  /** Its key has expired, or its request was lost. */
  readonly intentTooLate: string
  readonly intentSignIn: string
  readonly intentForbidden: string
  /** It was sent again, and there is still no definite answer. */
  readonly intentUnanswered: string
  readonly sendAgain: string
  readonly lookForIt: string
  readonly looking: string
  readonly discard: string
}

/** The texts of the operations tray, in addition to those of its parts. */
export interface TrayMessages {
  readonly trayTitle: string
  /** Shown in the heading and announced when it changes; empty if there is nothing to report. */
  readonly trayCount: (count: { readonly running: number; readonly unconfirmed: number }) => string
  readonly trayEmptyTitle: string
  readonly trayEmptyBody: string
  readonly clearFinished: string
  readonly stopWatching: string
  readonly watchAgain: string
  readonly dismiss: string
  readonly openResource: string
  /** @param duration such as `5s` */
  readonly nextCheck: (duration: string) => string
}

/**
 * All texts of one language; a missing one does not compile. Vendor components add their groups of texts by
 * declaration merging.
 */
export interface Messages extends OperationMessages, FindingMessages, UnconfirmedMessages, TrayMessages {}

/**
 * Texts to show instead of the English ones: any of them, and any within a group. Texts that are left out stay
 * English.
 */
export type MessageOverrides = {
  readonly [TKey in keyof Messages]?: Messages[TKey] extends
    | string
    | undefined
    | ((...parts: never[]) => string)
    ? Messages[TKey]
    : Partial<Messages[TKey]>
}
