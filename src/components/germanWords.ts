import type { OperationWords } from '../hooks/messages.ts'
import { germanStatusWords } from './germanStatusWords.ts'
import { toGermanAction } from './toGermanAction.ts'
import { toName } from './toName.ts'
import { toPlural } from './toPlural.ts'

/** The words of the operations' components in German: plain, calm, short. */
export const germanWords: OperationWords = {
  locale: 'de',

  ...germanStatusWords,

  retryingHint: 'Die letzte Prüfung kam nicht durch. Eine weitere folgt von selbst.',
  unauthorizedHint: 'Melden Sie sich an, um den Stand zu sehen. Der Vorgang selbst läuft weiter.',
  forbiddenHint: 'Sie dürfen den Stand nicht sehen. Der Vorgang selbst läuft weiter.',
  offlineHint: 'Sie sind ohne Netz. Sobald die Verbindung wieder da ist, wird weiter geprüft.',
  pausedHint: 'Wird gerade nicht geprüft. Der Vorgang selbst läuft weiter.',

  progressLabel: (label) => (label ? `${label}: in Arbeit` : 'In Arbeit'),
  elapsed: (duration) => `seit ${duration}`,
  about: (time) => `ungefähr ${time}`,

  detailsLabel: 'Einzelheiten des Vorgangs',
  fieldStatus: 'Status',
  fieldOperationId: 'Vorgangs-ID',
  fieldAction: 'Aktion',
  fieldName: 'Name',
  fieldStarted: 'Begonnen',
  fieldElapsed: 'Läuft seit',
  fieldDuration: 'Dauer',
  fieldResource: (type) => (type ? `${toName(type)}-ID` : 'Neue ID'),
  action: (kind) => toGermanAction(kind),

  copy: (what) => `${what} kopieren`,
  copied: 'Kopiert',
  copyFailed: 'Kopieren nicht möglich',

  resourceSearching: 'Die neue ID wird gesucht…',
  resourceAmbiguous: (count) =>
    toPlural('de', count, {
      one: 'Ein neuer Eintrag passt. Vielleicht ist es Ihrer:',
      other: `${count} neue Einträge passen. Einer davon ist Ihrer:`,
    }),
  resourceNotFound: 'Abgeschlossen, aber die neue ID steht noch nicht in der Liste.',

  readUnauthorized: 'Melden Sie sich an, um dies zu sehen.',
  readForbidden: 'Sie dürfen dies nicht sehen. Ihrem Konto fehlt dieses Recht.',

  errorCode: (code) => `Fehler ${code}`,
  errorLink: 'Was dieser Fehler bedeutet',
  cancelledBody: 'Der Vorgang wurde vor dem Ende abgebrochen. Es geschieht nichts weiter.',

  stuckTitle: 'Das dauert länger als sonst',
  stuckBody:
    'Vielleicht endet es noch von selbst, und Sie können diese Seite verlassen. Wenn nicht, senden Sie die Einzelheiten an den Kundendienst.',
  copySupportBundle: 'Für den Kundendienst kopieren',
  contactSupport: 'An den Kundendienst wenden',

  unavailableTitle: 'Der Status ist nicht lesbar',
  unavailableNotFound: 'Der Server kennt diesen Vorgang nicht mehr. Er kann gut abgeschlossen sein.',
  unavailableUntrusted:
    'Der Server nannte für den Status eine fremde Adresse. Deshalb wurde sie nicht aufgerufen.',
  unavailableOther:
    'Der Server gibt keine Auskunft. Über den Vorgang sagt das nichts: Er kann abgeschlossen sein.',
  checkNow: 'Jetzt prüfen',
  checking: 'Wird geprüft…',

  announcePending: (label) => (label ? `${label}: in Arbeit.` : 'In Arbeit.'),
  announceStuck: (label) => `${label ?? 'Der Vorgang'} dauert länger als sonst.`,
  announceCompleted: (label) => (label ? `${label}: abgeschlossen.` : 'Abgeschlossen.'),
  announceFailed: (label, reason) => {
    const what = label ? `${label}: fehlgeschlagen` : 'Fehlgeschlagen'
    return reason ? `${what}. ${reason}` : `${what}.`
  },
  announceCancelled: (label) => (label ? `${label}: abgebrochen.` : 'Abgebrochen.'),
  announceUnavailable: (label) => `Der Status von ${label ?? 'diesem Vorgang'} ist nicht lesbar.`,
}
