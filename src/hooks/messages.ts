/** The words of a badge, in one language. */
export interface BadgeWords {
  readonly statusIdle: string
  readonly statusLoading: string
  readonly statusPending: string
  /** In place of `statusPending` once it takes longer than it should. */
  readonly statusStuck: string
  readonly statusCompleted: string
  readonly statusFailed: string
  readonly statusCancelled: string
  readonly statusUnavailable: string

  readonly intentSending: string
  readonly intentUnconfirmed: string
  /** A clear no, or not let through. */
  readonly intentRefused: string

  readonly connectionRetrying: string
  readonly connectionUnauthorized: string
  readonly connectionForbidden: string
  readonly connectionOffline: string
  readonly connectionPaused: string
}

/** Every word the components of operations show. Where a word depends on something, it is a function. */
export interface OperationWords extends BadgeWords {
  /** BCP 47 tag for every date, duration and list; `undefined` is the browser's own. */
  readonly locale: string | undefined

  readonly retryingHint: string
  readonly unauthorizedHint: string
  readonly forbiddenHint: string
  readonly offlineHint: string
  readonly pausedHint: string

  /** Names the progress bar to a screen reader. */
  readonly progressLabel: (label: string | undefined) => string
  /** @param duration such as `1m 5s` */
  readonly elapsed: (duration: string) => string
  /**
   * Marks a time that the server did not tell, so that it is the one we saw.
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
  readonly fieldElapsed: string
  readonly fieldDuration: string
  /** @param type such as `configuration` */
  readonly fieldResource: (type: string | undefined) => string
  /** A person's word for a recipe's `kind`, such as `configuration.create`. */
  readonly action: (kind: string) => string

  /** @param what such as `Operation ID` */
  readonly copy: (what: string) => string
  readonly copied: string
  readonly copyFailed: string

  readonly resourceSearching: string
  /** @param count how many candidates follow */
  readonly resourceAmbiguous: (count: number) => string
  readonly resourceNotFound: string

  /** Why a list or a resource could not be read. */
  readonly readUnauthorized: string
  readonly readForbidden: string

  readonly errorCode: (code: number) => string
  readonly errorLink: string
  readonly cancelledBody: string

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
  /** @param reason `undefined` where the server gave none */
  readonly announceFailed: (label: string | undefined, reason: string | undefined) => string
  readonly announceCancelled: (label: string | undefined) => string
  readonly announceUnavailable: (label: string | undefined) => string
}

/** What was found by its name where a submission was never confirmed, in one language. */
export interface FindingWords {
  readonly foundByName: string
  readonly foundNothing: string
  /** @param count how many candidates follow */
  readonly foundSeveral: (count: number) => string
}

/** Every word the tray of operations shows beside those of its parts. */
export interface TrayWords {
  readonly trayTitle: string
  /** Stands in the heading and is read out when it changes; empty where there is nothing to say. */
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

  readonly intentSendable: string
  /** It would be sent without a key, so it could be made twice. */
  readonly intentWithoutKey: string
  /** Its key is too old, or what was sent is gone. */
  readonly intentTooLate: string
  readonly intentSignIn: string
  readonly intentForbidden: string
  /** After it was sent again, and still no clear answer came. */
  readonly intentUnanswered: string
  readonly sendAgain: string
  readonly lookForIt: string
  readonly looking: string
  readonly discard: string
}

/**
 * All words an application may say in its own way or language; English stands in for what is left out. A vendor's
 * components add their part to it by declaration merging.
 */
export interface OperationMessages extends OperationWords, FindingWords, TrayWords {}
