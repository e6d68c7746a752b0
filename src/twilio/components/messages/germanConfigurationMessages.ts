import { toPlural } from '../../../components/messages/locale.ts'
import type {
  ConfigurationMessages,
  ConfigurationsTableMessages,
  UnsentFieldMessages,
} from './configurationMessages.ts'
import { germanFormMessages, toGermanStoreStatus } from './germanFormMessages.ts'

const CALL_TYPE_NAMES: Readonly<Partial<Record<string, string>>> = {
  PSTN: 'Telefonnetz',
  CLIENT: 'Telefonie im Browser oder in der App',
  PUBLIC_SIP: 'Öffentliches SIP',
}

/** German texts of the configuration components: plain, calm and short. */
export const germanConfigurationMessages: ConfigurationMessages = {
  ...germanFormMessages,

  required: 'Füllen Sie dieses Feld aus.',
  tooLong: (max) => `Höchstens ${max} Zeichen.`,
  displayNameCharacters: 'Nur Buchstaben ohne Umlaute, Ziffern, Leerzeichen, Binde- und Unterstriche.',
  chooseGrouping: 'Wählen Sie, wie Konversationen zusammengefasst werden.',
  chooseMemoryStore: 'Wählen Sie einen Gedächtnisspeicher.',
  wholeMinutes: 'Eine ganze Zahl von Minuten, 1 oder mehr.',
  address: 'Geben Sie eine Adresse ein, etwa +15555550142, oder * für jede.',
  tooManyRules: (max) => `Höchstens ${max} Regeln für einen Kanal.`,
  callbackUrl: 'Geben Sie eine öffentliche Adresse ein, die mit https:// beginnt.',
  callbackMethod: 'Wählen Sie POST oder GET.',
  tooManyCallbacks: (max) => `Höchstens ${max} Meldeadressen.`,
  tooManyIntelligence: (max) => `Höchstens ${max} Konfigurationen für die Auswertung.`,
  bridgeServiceId: 'Geben Sie eine Dienst-ID ein: IS und 32 Ziffern oder Buchstaben von a bis f.',
  chatNeedsBridge: 'Chat geht nur zusammen mit der Brücke zu einem klassischen Dienst.',

  formLabel: 'Konfiguration anlegen',
  displayName: 'Name',
  displayNameHint: 'Bis zu 32 Buchstaben ohne Umlaute, Ziffern, Leerzeichen, Binde- und Unterstriche.',
  description: 'Beschreibung',
  descriptionHint: 'Wozu diese Konfiguration da ist.',
  grouping: 'Konversationen zusammenfassen nach',
  groupingChoices: {
    GROUP_BY_PROFILE: {
      label: 'Kundenprofil',
      hint: 'Eine Konversation je Kunde, gleich welche Adresse oder welchen Kanal er benutzt.',
    },
    GROUP_BY_PARTICIPANT_ADDRESSES: {
      label: 'Adressen',
      hint: 'Eine Konversation je Adresspaar, auf allen Kanälen zusammen.',
    },
    GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE: {
      label: 'Adressen und Kanal',
      hint: 'Ebenso, aber Nachrichten und Anrufe getrennt.',
    },
  },
  memory: 'Gedächtnis',
  memoryStore: 'Gedächtnisspeicher',
  memoryStoreHint: 'Bewahrt die Profile und den Verlauf dieser Konversationen.',
  memoryStorePlaceholder: 'Gedächtnisspeicher wählen',
  memoryStoresLoading: 'Gedächtnisspeicher werden geladen…',
  memoryStoresNone: 'Es gibt noch keinen Gedächtnisspeicher. Legen Sie zuerst einen an.',
  memoryStoresFailed: 'Die Gedächtnisspeicher ließen sich nicht laden.',
  memoryStoreNotReady: (name, status) => `${name} (${toGermanStoreStatus(status)})`,
  memoryExtraction: 'Erinnerungen festhalten',
  memoryExtractionHint: 'Nimmt in den Gedächtnisspeicher auf, was sich aus Konversationen ergibt.',
  channels: 'Kanäle',
  channelsHint:
    'Lassen Sie einen Kanal ausgeschaltet, wenn Ihre eigene Anwendung die Konversationen beginnt.',
  channelNames: { SMS: 'SMS', VOICE: 'Telefon', WHATSAPP: 'WhatsApp', RCS: 'RCS', CHAT: 'Chat' },
  channelHints: {
    VOICE: 'Erfasste Anrufe werden mitgeschrieben, was Twilio berechnet.',
    CHAT: 'Geht nur zusammen mit der Brücke zu einem klassischen Dienst am Ende dieses Formulars.',
  },
  ofChannel: (channel, field) => `${channel}: ${field}`,
  inactiveAfter: 'Ruht nach',
  closedAfter: 'Beendet nach',
  minutes: 'Minuten',
  recommended: (minutes) => `Twilio empfiehlt ${minutes}.`,
  capturesNumber: 'Alles von und zu einer Nummer erfassen',
  number: 'Telefonnummer',
  numberHint:
    'Mit Landesvorwahl, etwa +15555550142. Leerzeichen, Striche und Klammern dürfen bleiben, 00 gilt als +.',
  phoneNumber: 'Geben Sie die vollständige Telefonnummer ein, mit Pluszeichen und Landesvorwahl.',
  moreRules: 'Weitere Erfassungsregeln',
  captureRules: 'Erfassungsregeln',
  captureRulesHint: (max) =>
    `Insgesamt bis zu ${max}, wobei beide Richtungen doppelt zählen. Eine Adresse, etwa +15555550142, oder * für jede.`,
  captureRule: (position) => `Regel ${position}`,
  addRule: 'Regel hinzufügen',
  pasteNumbers: 'Liste von Nummern einfügen',
  numberList: 'Nummern',
  numberListHint:
    'Eine je Zeile oder durch Kommas oder Strichpunkte getrennt. Aus jeder wird eine Regel von jeder Adresse an diese Nummer.',
  addNumbers: 'Als Regeln hinzufügen',
  numbersAdded: (count) =>
    toPlural('de', count, {
      one: 'Eine Regel wurde hinzugefügt.',
      other: `${count} Regeln wurden hinzugefügt.`,
    }),
  numbersKnown: (count) =>
    toPlural('de', count, { one: 'Eine war schon vorhanden.', other: `${count} waren schon vorhanden.` }),
  numbersInvalid: (named, more) =>
    `Keine vollständige Nummer mit Landesvorwahl: ${named.join(', ')}${more > 0 ? ` und ${more} weitere` : ''}. Noch im Feld.`,
  numbersLeft: (count, max) =>
    `Für ${count} weitere ist kein Platz: Ein Kanal hat höchstens ${max} Regeln, wobei beide Richtungen doppelt zählen. Noch im Feld.`,
  numbersRefused: (count, max) =>
    `Es wurde nichts hinzugefügt: Das sind ${count.toLocaleString('de')} Nummern, und ein Kanal hat höchstens ${max} Regeln. Alle sind noch im Feld.`,
  numbersWaiting: 'Fügen Sie diese zuerst als Regeln hinzu, oder leeren Sie das Feld.',
  ruleFrom: 'Von',
  ruleTo: 'An',
  bothDirections: 'Beide Richtungen',
  callType: 'Art des Anrufs',
  callTypeAny: 'Twilio entscheidet',
  callTypeName: (type) => CALL_TYPE_NAMES[type] ?? type,
  remove: (row) => `${row} entfernen`,

  extras: 'Weitere Einstellungen',
  bridge: 'Brücke zu einem klassischen Dienst',
  bridgeServiceIdLabel: 'Dienst-ID',
  bridgeHint:
    'IS und 32 Ziffern oder Buchstaben von a bis f. Ein klassischer Dienst hat höchstens eine Konfiguration.',
  statusCallbacks: 'Meldeadressen',
  statusCallbacksHint: (max) =>
    `Bis zu ${max} öffentliche https-Adressen, an die gemeldet wird, was in Konversationen geschieht.`,
  statusCallback: (position) => `Meldeadresse ${position}`,
  addCallback: 'Meldeadresse hinzufügen',
  callbackUrlLabel: 'Adresse (URL)',
  callbackMethodLabel: 'Methode',
  intelligence: 'Conversational Intelligence',
  intelligenceHint: (max) => `Bis zu ${max} Konfigurationen, die diese Konversationen auswerten.`,
  intelligenceId: (position) => `ID der Auswertung ${position}`,
  addIntelligence: 'ID hinzufügen',

  create: 'Konfiguration anlegen',
  creating: 'Wird gesendet…',
  retrying: (attempt) => `Wird gesendet, Versuch ${attempt}…`,
  lookForIt: 'Danach suchen',
  createAnother: 'Weitere anlegen',
  continueWithEdits: 'Mit meinen Änderungen fortfahren',
  conflict: 'Konflikt mit dieser Konfiguration:',
  unconfirmedTitle: 'Nicht bestätigt: Vielleicht wurde sie angelegt',
  unconfirmedBody:
    'Es kam keine klare Antwort. Sie können gefahrlos noch einmal senden: Es wird nichts doppelt angelegt. Mit „Verwerfen“ geben Sie den Vorgang auf; Ihre Eingaben bleiben.',
  unconfirmedLateBody:
    'Es lässt sich nicht mehr gefahrlos senden: Es ist zu alt, oder dieser Browser hat es nicht mehr. Suchen Sie nach dem Namen, bevor Sie es verwerfen und neu anlegen.',
  signInBody: 'Es wurde nichts gespeichert. Melden Sie sich an und senden Sie noch einmal.',
  forbiddenTitle: 'Sie dürfen keine Konfigurationen anlegen',
  unconfirmedForbiddenBody:
    'Es kam keine klare Antwort, vielleicht wurde es also angenommen. Noch einmal senden dürfen Sie es nicht.',
  editedTitle: 'Ihre frühere Fassung wurde angenommen',
  editedBody: 'Der Server hatte sie schon. Was Sie seither geändert haben, wurde nicht gesendet.',
  createdTitle: (name) => (name ? `${name} wurde angelegt` : 'Die Konfiguration wurde angelegt'),

  configurationLoading: 'Die Konfiguration wird geladen…',

  tableCaption: 'Konfigurationen',
  columnName: 'Name',
  columnId: 'ID',
  columnGrouping: 'Zusammengefasst nach',
  columnMemoryStore: 'Gedächtnisspeicher',
  columnChannels: 'Kanäle',
  columnUpdated: 'Geändert',
  tableLoading: 'Konfigurationen werden geladen…',
  tableEmptyTitle: 'Noch keine Konfigurationen',
  tableEmptyBody: 'Legen Sie die erste an, um Konversationen zu erfassen.',
  tableFailed: 'Die Konfigurationen ließen sich nicht laden',
  loadMore: 'Mehr laden',
  loadingMore: 'Wird geladen…',
  none: '—',
}

const UNSENT_FIELDS = new Map([
  ['redactionConfigurationId', 'Schwärzung'],
  ['traitExtractionStrategyIds', 'Gewinnung von Merkmalen'],
  ['observationExtractionStrategyIds', 'Gewinnung von Beobachtungen'],
])

/** German texts about stored settings that no request can contain: plain, calm and short. */
export const germanUnsentFieldMessages: UnsentFieldMessages = {
  keptTitle: 'Ebenfalls gespeichert; dieses Formular ändert es nicht',
  mayBeRemovedTitle: 'Beim Speichern gehen diese Einstellungen vielleicht verloren',
  mayBeRemovedBody:
    'Dieses Formular ersetzt die ganze Konfiguration, und eine Anfrage an Twilio kann diese Einstellungen nicht enthalten. Twilio sagt nicht, ob sie erhalten bleiben.',
  moreTitle: 'Nichts gespeichert: Es könnten weitere Einstellungen verloren gehen',
  moreBody:
    'Diese Konfiguration hat inzwischen weitere Einstellungen, die beim Speichern vielleicht verloren gehen. Sie stehen oben im Formular. Um fortzufahren, speichern Sie noch einmal.',
  fieldName: (field) => UNSENT_FIELDS.get(field) ?? field,
}

/** German texts of the configurations table: plain, calm and short. */
export const germanConfigurationsTableMessages: ConfigurationsTableMessages = {
  searchLabel: 'Nach Namen suchen',
  clearSearch: 'Suche leeren',
  searchFound: (count, isComplete) =>
    isComplete
      ? toPlural('de', count, {
          one: '1 Konfiguration gefunden',
          other: `${count.toLocaleString('de')} Konfigurationen gefunden`,
        })
      : `Bisher ${count.toLocaleString('de')} gefunden…`,
  searchIncomplete: (loaded) =>
    `Durchsucht sind die ${loaded.toLocaleString('de')} Konfigurationen, die geladen werden konnten. Es gibt noch mehr.`,
  searchNothingTitle: (text) => `Kein Name einer Konfiguration enthält „${text}“`,
  searchNothingBody: 'Alle wurden durchsucht.',
  columnActions: 'Aktionen',
  newlyMade: 'Neu',
  creating: 'Wird angelegt…',
  changing: 'Wird geändert…',
  deleting: 'Wird gelöscht…',
  creatingBody: 'Sobald sie da ist, erscheint sie hier von selbst.',
}
