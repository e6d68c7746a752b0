import { toPlural } from '../../../components/messages/locale.ts'

/** English texts of every submission: of the forms and of the delete buttons. */
export const englishSubmissionMessages = {
  supportUrl: 'https://www.twilio.com/help/contact',
  sendAgain: 'Send again',
  tryAgainAsNew: 'Try again as new',
  discard: 'Discard',
  refusedTitle: 'It was not accepted',
  signInTitle: 'You need to sign in',
  rateLimitedTitle: 'Too many requests just now',
}

/** English texts of every form. */
export const englishFormMessages = {
  ...englishSubmissionMessages,

  draftRestored: 'Your draft was restored.',
  draftRestoredPart:
    'Your draft was restored, except for callback addresses that may hold a secret: fill them in again.',
  draftRestoredOld:
    'The draft is based on an earlier version: you will see what differs before anything is saved.',
  draftDiscard: 'Discard draft',
  inProgress: 'Creating…',
  continueEditing: 'Continue editing',
  unreadyTitle: 'Nothing was sent',
  unreadyBody:
    'A part of this page could not be loaded. Check your connection and try again. If that does not help, reload the page.',
  errorSummary: (count: number) =>
    toPlural('en', count, { one: 'One field needs attention', other: `${count} fields need attention` }),
  forbiddenBody: 'Your account lacks this permission, so the form is read-only. What you filled in is kept.',
  rateLimitedBody: 'Nothing was created. Wait a moment, then send again.',
  failedBody: 'Nothing you filled in is lost. Change what is wrong, then try again.',
  retry: 'Try again',
}
