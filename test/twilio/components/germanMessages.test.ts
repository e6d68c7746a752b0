import { englishMessages, germanMessages } from 'react-accepted'
import { describe, expect, it } from 'vitest'

import type { ListedMessage } from './listMessages.ts'
import { listMessages } from './listMessages.ts'

const english = listMessages(englishMessages)
const german = listMessages(germanMessages)

/** What a message may be given. What it does not take it ignores. */
const PARTS: readonly (readonly unknown[])[] = [
  [],
  ['Hafen', 'Kai'],
  [4, 5],
  ['Hafen', 6],
  ['configuration.create'],
  ['configuration'],
  [{ running: 8, unconfirmed: 9 }],
  [{ running: 0, unconfirmed: 0 }],
]
/** What shows that it was said, or that something was missed. */
const HEARD = /hafen|kai|\b[4-9]\b|undefined|\bnull\b|\bnan\b|\[object/gi

/** Each message in both languages, for everything it may be given. Empty where there is nothing to say. */
const sayings = english.flatMap(({ path, message }) =>
  PARTS.flatMap((parts) => {
    const inEnglish = say(message, parts)
    const translated = german.find((one) => one.path === path)?.message ?? ''
    // It was not given what it has to be given.
    const isSense = inEnglish !== undefined && !inEnglish.includes('undefined')
    return !isSense ? [] : [{ path, inEnglish, inGerman: say(translated, parts) ?? '' }]
  }),
)

/** `undefined` for parts that the message cannot be given. */
function say(message: ListedMessage['message'], parts: readonly unknown[]): string | undefined {
  try {
    return typeof message === 'string' ? message : message(...parts)
  } catch {
    return undefined
  }
}

/** The same in both languages: names, and words that German has from elsewhere. */
const SAME = [
  'fieldStatus',
  'fieldName',
  'configurations.supportUrl',
  'configurations.displayName',
  'configurations.channelNames.SMS',
  'configurations.channelNames.WHATSAPP',
  'configurations.channelNames.RCS',
  'configurations.channelNames.CHAT',
  'configurations.intelligence',
  'configurations.columnName',
  'configurations.columnId',
  'configurations.none',
  'deletions.supportUrl',
  'deletions.idLabel',
  'memoryStores.supportUrl',
  'memoryStores.displayName',
]

describe('German', () => {
  it('has every message, and no other', () => {
    const kinds = (messages: readonly ListedMessage[]) =>
      messages.map(({ path, message }) => `${path}: ${typeof message}`).toSorted()
    expect(kinds(german)).toEqual(kinds(english))
    expect(german.filter(({ message }) => message === '')).toEqual([])
  })

  it('has no message that was left in English', () => {
    const same = english.filter(
      ({ path, message }) =>
        typeof message === 'string' && german.some((one) => one.path === path && one.message === message),
    )
    expect(same.map(({ path }) => path)).toEqual(SAME)
  })

  it('says in each message what it is given, as English does', () => {
    const heard = (text: string) => (text.toLowerCase().match(HEARD) ?? []).toSorted()
    const wrong = sayings.filter(
      ({ inEnglish, inGerman }) =>
        String(heard(inEnglish)) !== String(heard(inGerman)) || (inEnglish === '') !== (inGerman === ''),
    )
    expect(wrong).toEqual([])
  })

  it('is never much longer, so that it has room on a button and in a badge', () => {
    const isLong = ({ inEnglish, inGerman }: (typeof sayings)[number]) =>
      inGerman.length > 1.6 * inEnglish.length + 20
    expect(sayings.filter(isLong)).toEqual([])
  })

  it('shows a person no word of the API, and says Sie', () => {
    const isWrong = ({ inGerman }: (typeof sayings)[number]) =>
      /\b(?:PENDING|RUNNING|COMPLETED|FAILED|CANCELLED|ACTIVE|PROVISIONING)\b/.test(inGerman) ||
      /\b(?:du|deine?[mnrs]?|dich|dir|euch|euer)\b/i.test(inGerman)
    expect(sayings.filter(isWrong)).toEqual([])
  })

  it('knows the actions and the IDs of the vendor, and leaves others as they are called', () => {
    expect(germanMessages.action('memoryStore.patch')).toBe('Gedächtnisspeicher ändern')
    expect(germanMessages.action('import.create')).toBe('Import anlegen')
    expect(germanMessages.action('nightly-import')).toBe('nightly-import')
    expect(germanMessages.fieldResource('configuration')).toBe('Konfigurations-ID')
    expect(germanMessages.fieldResource('import')).toBe('Import-ID')
    expect(germanMessages.fieldResource(undefined)).toBe('Neue ID')
  })

  it('has the plural of each count', () => {
    expect(germanMessages.configurations.errorSummary(1)).toBe('Ein Feld muss geändert werden')
    expect(germanMessages.configurations.errorSummary(2)).toBe('2 Felder müssen geändert werden')
    expect(germanMessages.resourceAmbiguous(1)).toMatch(/^Ein neuer Eintrag/)
    expect(germanMessages.trayCount({ running: 2, unconfirmed: 1 })).toBe('2 in Arbeit, 1 nicht bestätigt')
  })
})
