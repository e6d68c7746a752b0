import { toPlural } from '../../../components/messages/locale.ts'
import type { MemoryStoreMessages } from './memoryStoreMessages.ts'

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

const NAMES: Readonly<Partial<Record<string, string>>> = {
  QUEUED: 'wartet auf Einrichtung',
  PROVISIONING: 'wird eingerichtet',
  FAILED: 'Einrichtung fehlgeschlagen',
}

/** The status of a memory store in German. A status that we do not know is returned as it is. */
export function toGermanStoreStatus(status: string): string {
  return NAMES[status] ?? status
}

/** German texts of the memory store components: plain, calm and short. */
export const germanMemoryStoreMessages: MemoryStoreMessages = {
  ...germanFormMessages,

  required: 'Füllen Sie dieses Feld aus.',
  tooLong: (max) => `Höchstens ${max} Zeichen.`,
  nameCharacters: 'Nur Buchstaben ohne Umlaute, Ziffern und Bindestriche.',

  formLabel: 'Gedächtnisspeicher anlegen',
  displayName: 'Name',
  displayNameHint:
    'Bis zu 64 Buchstaben ohne Umlaute, Ziffern und Bindestriche. Kein anderer Speicher des Kontos darf so heißen.',
  description: 'Beschreibung (optional)',
  descriptionHint: 'Wozu dieser Speicher da ist, in bis zu 128 Zeichen.',
  nameTaken: (name) =>
    `Es gibt schon einen Gedächtnisspeicher namens ${name}. Wählen Sie einen anderen Namen.`,
  limitTitle: (count) => `Dieses Konto hat ${count} Gedächtnisspeicher`,
  limitNear: (max) => `Ein Konto kann ${max} haben.`,
  limitBody: 'Mehr darf ein Konto nicht haben. Löschen Sie zuerst einen.',

  create: 'Gedächtnisspeicher anlegen',
  sending: 'Wird gesendet…',
  lookAgain: 'Noch einmal suchen',
  createAnother: 'Weiteren anlegen',
  goOnWithFound: 'Mit diesem weitermachen',

  unconfirmedTitle: 'Nicht bestätigt: Vielleicht wurde er angelegt',
  unconfirmedBody:
    'Es kam keine klare Antwort. Es wird nicht noch einmal gesendet, denn sonst könnte der Speicher doppelt angelegt werden. Verwerfen Sie dies, um es zu ändern und neu zu entscheiden.',
  signInBody: 'Es wurde nichts angelegt. Melden Sie sich an und senden Sie noch einmal.',
  forbiddenTitle: 'Sie dürfen keine Gedächtnisspeicher anlegen',

  idLabel: 'ID des Gedächtnisspeichers',
  settingUpTitle: (name) => `${name ?? 'Der Gedächtnisspeicher'} wird eingerichtet`,
  settingUpBody: 'Er ist angelegt und lässt sich danach sofort benutzen. Sie können diese Seite verlassen.',
  activeTitle: (name) => `${name ?? 'Der Gedächtnisspeicher'} ist bereit`,
  activeBody: 'Er lässt sich ab jetzt benutzen.',
  setUpFailedTitle: (name) => `${name ?? 'Der Gedächtnisspeicher'} ließ sich nicht einrichten`,
  setUpFailedBody:
    'Der Server nennt keinen Grund. Der Speicher ist unbrauchbar und bleibt es: Löschen Sie ihn und legen Sie ihn neu an.',
  setUpLateTitle: (name) =>
    name ? `Die Einrichtung von ${name} dauert länger als sonst` : 'Die Einrichtung dauert länger als sonst',
  setUpLateBody: 'Er ist angelegt, aber noch nicht benutzbar. Vielleicht wird er noch bereit.',
  setUpUnreadableTitle: (name) => `Ob ${name ?? 'der Speicher'} bereit ist, ließ sich nicht prüfen`,
  setUpUnreadableBody: 'Er ist angelegt. Der Stand der Einrichtung ist nicht bekannt.',
  idUnknownTitle: (name) => `${name ?? 'Der Gedächtnisspeicher'} wurde angelegt`,
  idUnknownBody:
    'Seine ID ist noch nicht aufgetaucht. Sehen Sie in der Liste der Gedächtnisspeicher nach, bevor Sie ihn benutzen.',
  checkNow: 'Jetzt prüfen',

  selectLabel: 'Gedächtnisspeicher',
  selectHint: 'Bewahrt Profile und den Verlauf der Konversationen.',
  selectPlaceholder: 'Gedächtnisspeicher wählen',
  selectLoading: 'Gedächtnisspeicher werden geladen…',
  selectNone: 'Es gibt noch keinen Gedächtnisspeicher. Legen Sie zuerst einen an.',
  selectFailed: 'Die Gedächtnisspeicher ließen sich nicht laden.',
  selectNotReady: (name, status) => `${name} (${toGermanStoreStatus(status)})`,
  refresh: 'Gedächtnisspeicher neu laden',
}
