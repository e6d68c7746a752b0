import type { TrayWords } from '../hooks/messages.ts'

/** The words of the tray in English. Apart from the others, since few pages show one. */
export const englishTrayWords: TrayWords = {
  trayTitle: 'Operations',
  trayCount: ({ running, unconfirmed }) =>
    [running > 0 && `${running} running`, unconfirmed > 0 && `${unconfirmed} not confirmed`]
      .filter(Boolean)
      .join(', '),
  trayEmptyTitle: 'No operations',
  trayEmptyBody: 'What you create, change or delete shows up here while it runs and when it has ended.',
  clearFinished: 'Clear finished',
  stopWatching: 'Stop watching',
  watchAgain: 'Watch again',
  dismiss: 'Dismiss',
  openResource: 'Open',
  nextCheck: (duration) => `Next check in ${duration}`,

  intentSendable: 'No clear answer came back, so it may have been accepted. It is safe to send it again.',
  intentWithoutKey:
    'No clear answer came back, so it may have been accepted. It is not sent again, since it could then be made twice.',
  intentTooLate:
    'No clear answer came back, so it may have been accepted. By now it cannot be sent again safely: it is too old, or this browser no longer has it.',
  intentSignIn: 'You need to sign in before it can be sent again.',
  intentForbidden: 'No clear answer came back, so it may have been accepted. You may not send it again.',
  intentUnanswered: 'Still no clear answer.',
  sendAgain: 'Send again',
  lookForIt: 'Look for it',
  looking: 'Looking…',
  discard: 'Discard',
}
