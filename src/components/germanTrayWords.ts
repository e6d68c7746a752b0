import type { TrayWords } from '../hooks/messages.ts'

/** The words of the tray in German. */
export const germanTrayWords: TrayWords = {
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

  intentSendable:
    'Es kam keine klare Antwort, vielleicht wurde es also angenommen. Sie können es gefahrlos noch einmal senden.',
  intentWithoutKey:
    'Es kam keine klare Antwort, vielleicht wurde es also angenommen. Es wird nicht noch einmal gesendet, denn sonst könnte es doppelt entstehen.',
  intentTooLate:
    'Es kam keine klare Antwort, vielleicht wurde es also angenommen. Gefahrlos senden lässt es sich nicht mehr: Es ist zu alt, oder dieser Browser hat es nicht mehr.',
  intentSignIn: 'Melden Sie sich an, bevor es noch einmal gesendet werden kann.',
  intentForbidden:
    'Es kam keine klare Antwort, vielleicht wurde es also angenommen. Noch einmal senden dürfen Sie es nicht.',
  intentUnanswered: 'Noch immer keine klare Antwort.',
  sendAgain: 'Noch einmal senden',
  lookForIt: 'Danach suchen',
  looking: 'Wird gesucht…',
  discard: 'Verwerfen',
}
