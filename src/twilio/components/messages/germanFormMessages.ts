import { toPlural } from '../../../components/messages/locale.ts'

/** German texts of every submission: of the forms and of the delete buttons. */
export const germanSubmissionMessages = {
  supportUrl: 'https://www.twilio.com/help/contact',
  sendAgain: 'Noch einmal senden',
  tryAgainAsNew: 'Neu versuchen',
  discard: 'Verwerfen',
  refusedTitle: 'Nicht angenommen',
  signInTitle: 'Bitte melden Sie sich an',
  rateLimitedTitle: 'Gerade zu viele Anfragen',
}

/** German texts of every form. */
export const germanFormMessages = {
  ...germanSubmissionMessages,

  draftRestored: 'Ihre Eingaben sind wieder da.',
  draftRestoredPart:
    'Ihre Eingaben sind wieder da, außer Meldeadressen, in denen ein Geheimnis stehen kann: Tragen Sie diese neu ein.',
  draftRestoredOld:
    'Der Entwurf bezieht sich auf eine frühere Fassung: Bevor etwas gespeichert wird, sehen Sie, was abweicht.',
  draftDiscard: 'Entwurf verwerfen',
  inProgress: 'Wird angelegt…',
  continueEditing: 'Weiter bearbeiten',
  unreadyTitle: 'Es wurde nichts gesendet',
  unreadyBody:
    'Ein Teil dieser Seite konnte nicht geladen werden. Prüfen Sie die Verbindung und versuchen Sie es noch einmal. Hilft das nicht, laden Sie die Seite neu.',
  errorSummary: (count: number) =>
    toPlural('de', count, {
      one: 'Ein Feld muss geändert werden',
      other: `${count} Felder müssen geändert werden`,
    }),
  forbiddenBody:
    'Ihrem Konto fehlt dieses Recht, deshalb lässt sich das Formular nur lesen. Ihre Eingaben bleiben.',
  rateLimitedBody: 'Es wurde nichts angelegt. Warten Sie einen Augenblick und senden Sie dann noch einmal.',
  failedBody:
    'Ihre Eingaben sind nicht verloren. Ändern Sie, was falsch ist, und versuchen Sie es noch einmal.',
  retry: 'Noch einmal versuchen',
}
