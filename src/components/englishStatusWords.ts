import type { BadgeWords } from '../hooks/messages.ts'

/** The words of a badge in English. Apart from the others, since many pages show nothing but badges. */
export const englishStatusWords: BadgeWords = {
  statusIdle: 'Not started',
  statusLoading: 'Loading…',
  statusPending: 'In progress',
  statusStuck: 'Taking longer',
  statusCompleted: 'Completed',
  statusFailed: 'Failed',
  statusCancelled: 'Cancelled',
  statusUnavailable: 'Status unknown',

  intentUnconfirmed: 'Not confirmed',
  intentSending: 'Sending…',
  intentRefused: 'Not accepted',

  connectionRetrying: 'Reconnecting…',
  connectionUnauthorized: 'Sign-in needed',
  connectionForbidden: 'No access',
  connectionOffline: 'Offline',
  connectionPaused: 'Paused',
}
