import type { FindingMessages, OperationMessages, TrayMessages } from '../../hooks/messages.ts'
import { englishBadgeMessages } from './englishBadgeMessages.ts'
import { toName, toPlural } from './locale.ts'

/** The texts of the operation components in English: plain, calm, short. */
export const englishOperationMessages: OperationMessages = {
  locale: 'en',

  ...englishBadgeMessages,

  retryingHint: 'The last check could not read the status. It will be checked again automatically.',
  unauthorizedHint: 'You need to sign in to see its status. The operation itself keeps running.',
  forbiddenHint: 'You do not have permission to see its status. The operation itself keeps running.',
  offlineHint: 'You are offline. Checking resumes when you are back online.',
  pausedHint: 'Not being checked right now. The operation itself keeps running.',

  progressLabel: (label) => (label ? `${label}: in progress` : 'In progress'),
  elapsed: (duration) => `${duration} so far`,
  about: (time) => `about ${time}`,

  detailsLabel: 'Operation details',
  fieldStatus: 'Status',
  fieldOperationId: 'Operation ID',
  fieldAction: 'Action',
  fieldName: 'Name',
  fieldStarted: 'Started',
  fieldProgress: 'Progress',
  fieldElapsed: 'Running for',
  fieldDuration: 'Took',
  fieldResource: (type) => (type ? `${toName(type)} ID` : 'New ID'),
  action: (kind) => {
    const [noun, verb, ...more] = kind.split('.')
    // The method is of no interest to a user.
    const shown = verb === 'patch' ? 'update' : verb
    return noun && shown && more.length === 0 ? `${toName(shown)} ${toName(noun).toLowerCase()}` : kind
  },

  copy: (what) => `Copy ${what}`,
  copied: 'Copied',
  copyFailed: 'Could not copy',

  resourceSearching: 'Looking for the new ID…',
  resourceAmbiguous: (count) =>
    toPlural('en', count, {
      one: 'One new resource matches. It may be yours:',
      other: `${count} new resources match. One of these is yours:`,
    }),
  resourceNotFound: 'Completed, but the new ID has not turned up in the list yet.',

  fieldResult: 'Result',
  openResult: 'Open the result',
  resultReading: 'Reading the result…',
  resultInvalid: 'The server returned a result that this page cannot show.',
  resultUnreadable: 'Completed, but the result can no longer be read.',

  readUnauthorized: 'You need to sign in to see this.',
  readForbidden: 'You do not have permission to see this.',

  errorCode: (code) => `Error ${code}`,
  errorLink: 'What this error means',
  cancelledBody: 'It was cancelled before it finished. Nothing more will happen.',

  cancelOperation: 'Cancel operation',
  cancelSending: 'Asking to cancel…',
  cancelRefused: 'It was not cancelled',

  stuckTitle: 'This is taking longer than usual',
  stuckBody:
    'It may still finish on its own, and you can leave this page. If it does not, send the details to Support.',
  copySupportBundle: 'Copy details for Support',
  contactSupport: 'Contact Support',

  unavailableTitle: 'The status cannot be read',
  unavailableNotFound: 'The server no longer has a record of this operation. It may well have completed.',
  unavailableUntrusted: 'The server sent a status address outside its own site, so it was not followed.',
  unavailableOther:
    'The server does not report it. This says nothing about the operation: it may have completed.',
  checkNow: 'Check now',
  checking: 'Checking…',

  announcePending: (label) => (label ? `${label}: in progress.` : 'In progress.'),
  announceStuck: (label) => `${label ?? 'The operation'} is taking longer than usual.`,
  announceCompleted: (label) => (label ? `${label}: completed.` : 'Completed.'),
  announceFailed: (label, reason) => {
    const what = label ? `${label} failed` : 'Failed'
    return reason ? `${what}: ${reason}` : `${what}.`
  },
  announceCancelled: (label) => (label ? `${label}: cancelled.` : 'Cancelled.'),
  announceUnavailable: (label) => `The status of ${label ?? 'the operation'} cannot be read.`,
}

/** The texts of the tray in English. Separate from the others, because few pages show one. */
export const englishTrayMessages: TrayMessages = {
  trayTitle: 'Operations',
  trayCount: ({ running, unconfirmed }) =>
    [running > 0 && `${running} running`, unconfirmed > 0 && `${unconfirmed} not confirmed`]
      .filter(Boolean)
      .join(', '),
  trayEmptyTitle: 'No operations',
  trayEmptyBody: 'What you create, change or delete shows up here while it runs and after it has finished.',
  clearFinished: 'Clear finished',
  stopWatching: 'Stop watching',
  watchAgain: 'Watch again',
  dismiss: 'Dismiss',
  openResource: 'Open',
  nextCheck: (duration) => `Next check in ${duration}`,
}

/**
 * The results of a search by name, in English. Separate from the others, because forms show them without a
 * tray.
 */
export const englishFindingMessages: FindingMessages = {
  foundByName: 'One with this name was found. It is most likely yours:',
  foundNothing: 'Nothing with this name was found.',
  foundSeveral: (count) =>
    toPlural('en', count, {
      one: 'One with this name was found, but it may be an older one:',
      other: `${count} with this name were found. One of them may be yours:`,
    }),
}
