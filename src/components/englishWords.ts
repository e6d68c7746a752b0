import type { OperationWords } from '../hooks/messages.ts'
import { englishStatusWords } from './englishStatusWords.ts'
import { toName } from './toName.ts'
import { toPlural } from './toPlural.ts'

/** The words of the operations' components in English: plain, calm, short. */
export const englishWords: OperationWords = {
  locale: 'en',

  ...englishStatusWords,

  retryingHint: 'The last check did not get through. Another one follows by itself.',
  unauthorizedHint: 'You need to sign in to see how far it is. The operation itself goes on.',
  forbiddenHint: 'You may not see how far it is. The operation itself goes on.',
  offlineHint: 'You are offline. Checking starts again when the connection is back.',
  pausedHint: 'Not being checked right now. The operation itself goes on.',

  progressLabel: (label) => (label ? `${label}: in progress` : 'In progress'),
  elapsed: (duration) => `${duration} so far`,
  about: (time) => `about ${time}`,

  detailsLabel: 'Operation details',
  fieldStatus: 'Status',
  fieldOperationId: 'Operation ID',
  fieldAction: 'Action',
  fieldName: 'Name',
  fieldStarted: 'Started',
  fieldElapsed: 'Running for',
  fieldDuration: 'Took',
  fieldResource: (type) => (type ? `${toName(type)} ID` : 'New ID'),
  action: (kind) => {
    const [noun, verb, ...more] = kind.split('.')
    return noun && verb && more.length === 0 ? `${toName(verb)} ${toName(noun).toLowerCase()}` : kind
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

  readUnauthorized: 'You need to sign in to see this.',
  readForbidden: 'You may not see this. Your account lacks this permission.',

  errorCode: (code) => `Error ${code}`,
  errorLink: 'What this error means',
  cancelledBody: 'It was cancelled before it finished. Nothing more will happen.',

  stuckTitle: 'This takes longer than usual',
  stuckBody:
    'It may still finish by itself, and you can leave this page. If it does not, send the details to Support.',
  copySupportBundle: 'Copy details for Support',
  contactSupport: 'Contact Support',

  unavailableTitle: 'The status cannot be read',
  unavailableNotFound: 'The server no longer knows this operation. It may well have completed.',
  unavailableUntrusted: 'The server sent a status address outside its own site, so it was not followed.',
  unavailableOther: 'The server does not tell. This says nothing about the operation: it may have completed.',
  checkNow: 'Check now',
  checking: 'Checking…',

  announcePending: (label) => (label ? `${label}: in progress.` : 'In progress.'),
  announceStuck: (label) => `${label ?? 'The operation'} takes longer than usual.`,
  announceCompleted: (label) => (label ? `${label}: completed.` : 'Completed.'),
  announceFailed: (label, reason) => {
    const what = label ? `${label} failed` : 'Failed'
    return reason ? `${what}: ${reason}` : `${what}.`
  },
  announceCancelled: (label) => (label ? `${label}: cancelled.` : 'Cancelled.'),
  announceUnavailable: (label) => `The status of ${label ?? 'the operation'} cannot be read.`,
}
