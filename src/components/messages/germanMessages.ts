import type {
  BadgeMessages,
  FindingMessages,
  OperationMessages,
  TrayMessages,
  UnconfirmedMessages,
} from '../../hooks/messages.ts'
import { toName, toPlural } from './locale.ts'

const VERBS: Readonly<Partial<Record<string, string>>> = {
  create: 'anlegen',
  update: 'aktualisieren',
  patch: 'ändern',
  delete: 'löschen',
}

/**
 * An endpoint's `kind` in German: with `Konfiguration` as its noun, `configuration.create` becomes
 * `Konfiguration anlegen`. A kind with an unknown verb is returned unchanged.
 *
 * @param nouns German nouns by the first word of the kind; a word without one is shown as it is, such as
 * `Memory store`
 */
export function toGermanAction(kind: string, nouns: Readonly<Partial<Record<string, string>>> = {}): string {
  const [noun, verb = '', ...more] = kind.split('.')
  const word = VERBS[verb]
  return noun && word && more.length === 0 ? `${nouns[noun] ?? toName(noun)} ${word}` : kind
}

/** The texts of a badge in German. */
const germanBadgeMessages: BadgeMessages = {
  statusIdle: 'Nicht begonnen',
  statusLoading: 'Wird geladen…',
  statusPending: 'In Arbeit',
  statusStuck: 'Dauert länger',
  statusCancelling: 'Wird abgebrochen…',
  statusCompleted: 'Abgeschlossen',
  statusFailed: 'Fehlgeschlagen',
  statusCancelled: 'Abgebrochen',
  statusUnavailable: 'Status unbekannt',

  intentUnconfirmed: 'Nicht bestätigt',
  intentSending: 'Wird gesendet…',
  intentRefused: 'Nicht angenommen',

  percent: (percent) => `${percent}\u00a0%`,

  connectionRetrying: 'Neuer Versuch…',
  connectionUnauthorized: 'Anmeldung nötig',
  connectionForbidden: 'Kein Zugriff',
  connectionOffline: 'Keine Verbindung',
  connectionPaused: 'Angehalten',
}

/** The texts of the operation components in German: plain, calm, short. */
export const germanOperationMessages: OperationMessages = {
  locale: 'de',

  ...germanBadgeMessages,

  retryingHint: 'Die letzte Prüfung ist nicht gelungen. Sie wird automatisch wiederholt.',
  unauthorizedHint: 'Melden Sie sich an, um den Stand zu sehen. Der Vorgang selbst läuft weiter.',
  forbiddenHint: 'Ihnen fehlt die Berechtigung, den Stand zu sehen. Der Vorgang selbst läuft weiter.',
  offlineHint: 'Sie sind offline. Sobald die Verbindung wieder da ist, wird weiter geprüft.',
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
  fieldProgress: 'Fortschritt',
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

  fieldResult: 'Ergebnis',
  openResult: 'Ergebnis öffnen',
  resultReading: 'Das Ergebnis wird gelesen…',
  resultInvalid: 'Der Server hat ein Ergebnis geliefert, das diese Seite nicht anzeigen kann.',
  resultUnreadable: 'Abgeschlossen, aber das Ergebnis lässt sich nicht mehr abrufen.',

  readUnauthorized: 'Melden Sie sich an, um dies zu sehen.',
  readForbidden: 'Ihnen fehlt die Berechtigung, dies zu sehen.',

  errorCode: (code) => `Fehler ${code}`,
  errorLink: 'Was dieser Fehler bedeutet',
  cancelledBody: 'Der Vorgang wurde vorzeitig abgebrochen. Es geschieht nichts weiter.',

  cancelOperation: 'Vorgang abbrechen',
  cancelSending: 'Abbruch wird angefordert…',
  cancelRefused: 'Der Vorgang wurde nicht abgebrochen',

  stuckTitle: 'Das dauert länger als sonst',
  stuckBody:
    'Vielleicht wird der Vorgang noch fertig, und Sie können diese Seite verlassen. Wenn nicht, senden Sie die Einzelheiten an den Kundendienst.',
  copySupportBundle: 'Für den Kundendienst kopieren',
  contactSupport: 'An den Kundendienst wenden',

  unavailableTitle: 'Der Status lässt sich nicht abrufen',
  unavailableNotFound: 'Der Server kennt diesen Vorgang nicht mehr. Möglicherweise ist er abgeschlossen.',
  unavailableUntrusted:
    'Der Server nannte für den Status eine fremde Adresse. Deshalb wurde sie nicht aufgerufen.',
  unavailableOther:
    'Der Server gibt keine Auskunft. Über den Vorgang sagt das nichts: Vielleicht ist er abgeschlossen.',
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
  announceUnavailable: (label) => `Der Status von ${label ?? 'diesem Vorgang'} lässt sich nicht abrufen.`,
}

/** The texts of the tray in German. */
export const germanTrayMessages: TrayMessages = {
  trayTitle: 'Vorgänge',
  trayCount: ({ running, unconfirmed }) =>
    [running > 0 && `${running} in Arbeit`, unconfirmed > 0 && `${unconfirmed} nicht bestätigt`]
      .filter(Boolean)
      .join(', '),
  trayEmptyTitle: 'Keine Vorgänge',
  trayEmptyBody:
    'Was Sie anlegen, ändern oder löschen, erscheint hier, solange es läuft und wenn es beendet ist.',
  clearFinished: 'Beendete entfernen',
  stopWatching: 'Nicht mehr verfolgen',
  watchAgain: 'Wieder verfolgen',
  dismiss: 'Entfernen',
  openResource: 'Öffnen',
  nextCheck: (duration) => `Nächste Prüfung in ${duration}`,
}

/** The texts for a submission that may have been accepted, in German. */
export const germanUnconfirmedMessages: UnconfirmedMessages = {
  intentSendable:
    'Es kam keine klare Antwort, vielleicht wurde es also angenommen. Sie können es gefahrlos noch einmal senden.',
  intentWithoutKey:
    'Es kam keine klare Antwort, vielleicht wurde es also angenommen. Es wird nicht noch einmal gesendet, denn sonst könnte es doppelt angelegt werden.',
  intentTooLate:
    'Es kam keine klare Antwort, vielleicht wurde es also angenommen. Es lässt sich nicht mehr gefahrlos senden: Es ist zu alt, oder dieser Browser hat es nicht mehr.',
  intentSignIn: 'Melden Sie sich an, um es noch einmal zu senden.',
  intentForbidden:
    'Es kam keine klare Antwort, vielleicht wurde es also angenommen. Ihnen fehlt die Berechtigung, es noch einmal zu senden.',
  intentUnanswered: 'Noch immer keine klare Antwort.',
  sendAgain: 'Noch einmal senden',
  lookForIt: 'Danach suchen',
  looking: 'Wird gesucht…',
  discard: 'Verwerfen',
}

/** The results of a search by name, in German. */
export const germanFindingMessages: FindingMessages = {
  foundByName: 'Unter diesem Namen wurde ein Eintrag gefunden. Es ist sehr wahrscheinlich Ihrer:',
  foundNothing: 'Unter diesem Namen wurde nichts gefunden.',
  foundSeveral: (count) =>
    toPlural('de', count, {
      one: 'Unter diesem Namen wurde ein Eintrag gefunden, er kann aber älter sein:',
      other: `Unter diesem Namen wurden ${count} Einträge gefunden. Vielleicht ist Ihrer dabei:`,
    }),
}
