import { germanFormMessages } from './germanFormMessages.ts'
import type { MemoryStoreMessages } from './memoryStoreMessages.ts'

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
