import type { DeletionMessages } from './deletionMessages.ts'
import { germanSubmissionMessages } from './germanFormMessages.ts'

/** German texts of the delete buttons: plain, calm and short. */
export const germanDeletionMessages: DeletionMessages = {
  ...germanSubmissionMessages,

  deleteConfiguration: {
    title: (name) => (name ? `Konfiguration ${name} löschen?` : 'Diese Konfiguration löschen?'),
    consequences: [
      'Ihre Kanäle, Erfassungsregeln, Fristen und Meldeadressen werden mit gelöscht.',
      'Unter ihr beginnen keine neuen Konversationen. Bereits begonnene behalten die Einstellungen, mit denen sie begonnen haben.',
      'Ihr Gedächtnisspeicher bleibt, mit allem, was darin ist.',
    ],
  },
  deleteMemoryStore: {
    title: (name) => (name ? `Gedächtnisspeicher ${name} löschen?` : 'Diesen Gedächtnisspeicher löschen?'),
    consequences: [
      'Alles darin wird mit gelöscht: Profile, Merkmale, Beobachtungen, Zusammenfassungen und Datenzuordnungen.',
      'Konfigurationen, die ihn benutzen, bleiben. Sie erfassen weiter, aber ohne Gedächtnis, und kein Fehler weist darauf hin: Löschen Sie diese zuerst.',
    ],
  },
  deleteConversation: {
    title: (name) => (name ? `Konversation ${name} löschen?` : 'Diese Konversation löschen?'),
    consequences: [
      'Alles, was zu ihr gehört, wird mit gelöscht: Teilnehmer, Nachrichten und Aktionen.',
      'Ihre Konfiguration bleibt, ebenso, was schon in einem Gedächtnisspeicher steht.',
    ],
  },

  deleteIt: 'Löschen',
  deleting: 'Wird gelöscht…',
  deleted: 'Gelöscht',
  deletionFailed: 'Löschen fehlgeschlagen',
  deletionUnconfirmed: 'Nicht bestätigt',
  ofThing: (word, name) => `${word}: ${name}`,

  progressTitle: (name) => (name ? `Löschung von ${name}` : 'Löschung'),
  whatHappens: 'Was geschieht:',
  idLabel: 'ID',
  irrevocable: 'Das lässt sich nicht rückgängig machen.',
  confirm: 'Ja, endgültig löschen',
  confirmFirst: 'Bitte zuerst ankreuzen.',
  cancel: 'Abbrechen',
  close: 'Schließen',
  closeHint: 'Sie können dies schließen. Die Löschung läuft weiter.',
  sending: 'Wird gesendet…',
  retrying: (attempt) => `Wird gesendet, Versuch ${attempt}…`,

  usedBy: (names, more) =>
    more > 0
      ? `Konfigurationen, die ihn gerade benutzen: ${names} und ${more} weitere.`
      : `Konfigurationen, die ihn gerade benutzen: ${names}.`,
  usedByLoading: 'Konfigurationen, die ihn benutzen, werden gesucht…',
  usedByNone: 'Gerade benutzt ihn keine Konfiguration.',
  usedByUnknown: 'Ob ihn eine Konfiguration benutzt, ließ sich nicht prüfen.',

  goneTitle: 'Nicht mehr vorhanden',
  goneBody: 'Der Server hat es nicht gefunden. Vielleicht hat es schon jemand gelöscht.',
  failedBody: 'Es wurde nichts gelöscht.',
  unconfirmedTitle: 'Nicht bestätigt: Vielleicht wurde gelöscht',
  unconfirmedSendable:
    'Es kam keine klare Antwort. Sie können gefahrlos noch einmal senden: Es bleibt dieselbe Löschung.',
  unconfirmedBody:
    'Es kam keine klare Antwort, und es wird nicht automatisch noch einmal gesendet. Verwerfen Sie dies, um neu zu entscheiden.',
  stillThere: 'Noch vorhanden. Eine angenommene Löschung kann einen Augenblick dauern.',
  notThere: 'Nicht mehr vorhanden, also gelöscht.',
  lookingForIt: 'Es wird nachgesehen, ob es noch vorhanden ist…',
  notReadable: 'Ob es noch vorhanden ist, ließ sich nicht prüfen.',
  lookAgain: 'Noch einmal nachsehen',
  signInBody: 'Es wurde nichts gelöscht. Melden Sie sich an und senden Sie noch einmal.',
  forbiddenTitle: 'Sie dürfen dies nicht löschen',
  unconfirmedForbiddenBody:
    'Es kam keine klare Antwort, vielleicht wurde es also angenommen. Noch einmal senden dürfen Sie es nicht.',
  forbiddenBody: 'Es wurde nichts gelöscht. Ihrem Konto fehlt dieses Recht.',
  rateLimitedBody: 'Es wurde nichts gelöscht. Warten Sie einen Augenblick und senden Sie dann noch einmal.',
}
