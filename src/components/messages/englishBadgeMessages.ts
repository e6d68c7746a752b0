import type { BadgeMessages } from '../../hooks/messages.ts'

/** The texts of a badge in English. Separate from the others, because many pages show only badges. */
export const englishBadgeMessages: BadgeMessages = {
  statusIdle: 'Not started',
  statusLoading: 'Loading…',
  statusPending: 'In progress',
  statusStuck: 'Taking longer',
  statusCancelling: 'Cancelling…',
  statusCompleted: 'Completed',
  statusFailed: 'Failed',
  statusCancelled: 'Cancelled',
  statusUnavailable: 'Status unknown',

  intentUnconfirmed: 'Not confirmed',
  intentSending: 'Sending…',
  intentRefused: 'Not accepted',

  percent: (percent) => `${percent}%`,

  connectionRetrying: 'Checking again…',
  connectionUnauthorized: 'Sign-in needed',
  connectionForbidden: 'No access',
  connectionOffline: 'Offline',
  connectionPaused: 'Paused',
}
