import type { UnconfirmedMessages } from '../../hooks/messages.ts'

/** The texts for a submission that may have been accepted, in English. In a file of their own, so that forms load them late. */
export const englishUnconfirmedMessages: UnconfirmedMessages = {
  intentSendable: 'No clear answer came back, so it may have been accepted. It is safe to send it again.',
  intentWithoutKey:
    'No clear answer came back, so it may have been accepted. It is not sent again, because that could create it twice.',
  intentTooLate:
    'No clear answer came back, so it may have been accepted. It can no longer be sent again safely: it is too old, or this browser no longer has it.',
  intentSignIn: 'You need to sign in before it can be sent again.',
  intentForbidden:
    'No clear answer came back, so it may have been accepted. You do not have permission to send it again.',
  intentUnanswered: 'Still no clear answer.',
  sendAgain: 'Send again',
  lookForIt: 'Look for it',
  looking: 'Looking…',
  discard: 'Discard',
}
