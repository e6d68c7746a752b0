import { toPlural } from '../../../components/messages/locale.ts'
import type { BulkDeletionMessages } from './bulkDeletionMessages.ts'

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
