import { toPlural } from '../../../components/messages/locale.ts'
import type { BulkDeletionMessages } from './bulkDeletionMessages.ts'
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

const toNumber = (count: number) => count.toLocaleString('de')

/** German texts about deleting several configurations together: plain, calm and short. */
export const germanBulkDeletionMessages: BulkDeletionMessages = {
  columnSelection: 'Auswahl',
  selectAll: 'Alle auswählen',
  selectOne: (name) => `${name} auswählen`,
  selected: (count, shown) =>
    count === 0 ? 'Keine ausgewählt' : `${toNumber(count)} von ${toNumber(shown)} ausgewählt`,
  onlyLoaded: (loaded) =>
    `Es gibt noch mehr: Ausgewählt sind nur die ${toNumber(loaded)} Konfigurationen, die geladen sind.`,
  loadAll: 'Übrige laden und auswählen',
  loadingAll: (loaded) => `Bisher ${toNumber(loaded)} geladen…`,
  deleteSelected: 'Löschen…',
  tooMany: (max) => `Zusammen lassen sich höchstens ${toNumber(max)} löschen. Wählen Sie weniger aus.`,
  oneAtATime: 'Weitere können Sie löschen, sobald diese Löschung beendet ist.',

  title: (count) =>
    toPlural('de', count, {
      one: 'Diese Konfiguration löschen?',
      other: `Diese ${toNumber(count)} Konfigurationen löschen?`,
    }),
  subjects: 'Zu löschende Konfigurationen',
  consequences: [
    'Ihre Kanäle, Erfassungsregeln, Fristen und Meldeadressen werden mit gelöscht.',
    'Unter ihnen beginnen keine neuen Konversationen. Bereits begonnene behalten die Einstellungen, mit denen sie begonnen haben.',
    'Ihre Gedächtnisspeicher bleiben, mit allem, was darin ist.',
  ],
  confirm: 'Ja, endgültig löschen',
  afterFailure: 'Falls sich eine davon nicht löschen lässt',
  afterFailureChoices: {
    continue: {
      label: 'Mit den übrigen fortfahren',
      hint: 'Am Ende erfahren Sie, welche nicht gelöscht wurden und warum.',
    },
    stop: { label: 'Anhalten', hint: 'Bis Sie entscheiden, wird nichts mehr gesendet.' },
  },
  starting: 'Wird gestartet…',
  notStartedTitle: 'Es wurde nichts gelöscht',
  notStartedBody:
    'Eine andere Löschung läuft noch, oder Sie sind abgemeldet. Versuchen Sie es später noch einmal.',

  deletion: 'Löschung mehrerer Konfigurationen',
  runningTitle: 'Konfigurationen werden gelöscht',
  progress: (completed, total) => `${toNumber(completed)} von ${toNumber(total)} gelöscht`,
  held: 'Der Server verlangt eine Pause. Danach geht es automatisch weiter.',
  keepOpen: 'Lassen Sie diese Seite offen: Alles Weitere wird von hier gesendet.',
  stop: 'Anhalten',
  pausedTitle: {
    user: 'Angehalten',
    failure: 'Angehalten: Eine ließ sich nicht löschen',
    connection: 'Angehalten: Es kam keine Antwort',
    signIn: 'Angehalten: Bitte melden Sie sich an',
    reload: 'Angehalten: Die Seite wurde neu geladen',
  },
  waiting: (count) => `${toNumber(count)} nicht gesendet`,
  running: (count) => `${toNumber(count)} in Arbeit`,
  resume: 'Fortfahren',
  discardRest: 'Übrige nicht löschen',
  doneTitle: (completed, total) =>
    completed < total
      ? `${toNumber(completed)} von ${toNumber(total)} gelöscht`
      : toPlural('de', total, { one: '1 Konfiguration gelöscht', other: `Alle ${toNumber(total)} gelöscht` }),
  notDeleted: (count) =>
    toPlural('de', count, {
      one: '1 wurde nicht gelöscht',
      other: `${toNumber(count)} wurden nicht gelöscht`,
    }),
  unknown: (count) =>
    toPlural('de', count, {
      one: '1 ist nicht bestätigt: Vielleicht wurde sie gelöscht',
      other: `${toNumber(count)} sind nicht bestätigt: Vielleicht wurden sie gelöscht`,
    }),
  retry: (count) =>
    toPlural('de', count, { one: 'Noch einmal versuchen', other: `Diese ${toNumber(count)} neu versuchen` }),
}
