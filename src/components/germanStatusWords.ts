import type { BadgeWords } from '../hooks/messages.ts'

/** The words of a badge in German. */
export const germanStatusWords: BadgeWords = {
  statusIdle: 'Nicht begonnen',
  statusLoading: 'Wird geladen…',
  statusPending: 'In Arbeit',
  statusStuck: 'Dauert länger',
  statusCompleted: 'Abgeschlossen',
  statusFailed: 'Fehlgeschlagen',
  statusCancelled: 'Abgebrochen',
  statusUnavailable: 'Status unbekannt',

  intentUnconfirmed: 'Nicht bestätigt',
  intentSending: 'Wird gesendet…',
  intentRefused: 'Nicht angenommen',

  connectionRetrying: 'Neuer Versuch…',
  connectionUnauthorized: 'Anmeldung nötig',
  connectionForbidden: 'Kein Zugriff',
  connectionOffline: 'Keine Verbindung',
  connectionPaused: 'Angehalten',
}
