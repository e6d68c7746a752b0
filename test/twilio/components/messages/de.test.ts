import { de, en } from 'react-accepted/locales'
import { describe, expect, it } from 'vitest'

import type { ListedMessage } from './listMessages.ts'
import { listMessages } from './listMessages.ts'

const english = listMessages(en)
const german = listMessages(de)

/** Arguments for the messages. A message ignores those that it does not take. */
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
/** Finds the arguments in a text, and the signs of a missing one. */
const HEARD = /hafen|kai|\b[4-9]\b|undefined|\bnull\b|\bnan\b|\[object/gi

/** Each message in both languages, with all arguments that it takes. Empty if there is nothing to say. */
const sayings = english.flatMap(({ path, message }) =>
  PARTS.flatMap((parts) => {
    const inEnglish = say(message, parts)
    const translated = german.find((one) => one.path === path)?.message ?? ''
    // `undefined` in the text: a required argument is missing.
    const isSense = inEnglish !== undefined && !inEnglish.includes('undefined')
    return !isSense ? [] : [{ path, inEnglish, inGerman: say(translated, parts) ?? '' }]
  }),
)

/** `undefined` if the message does not take these arguments. */
function say(message: ListedMessage['message'], parts: readonly unknown[]): string | undefined {
  try {
    return typeof message === 'string' ? message : message(...parts)
  } catch {
    return undefined
  }
}

/** Messages that are the same in both languages: names and loanwords. */
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

  it('uses the arguments of each message as English does', () => {
    const heard = (text: string) => (text.toLowerCase().match(HEARD) ?? []).toSorted()
    const wrong = sayings.filter(
      ({ inEnglish, inGerman }) =>
        String(heard(inEnglish)) !== String(heard(inGerman)) || (inEnglish === '') !== (inGerman === ''),
    )
    expect(wrong).toEqual([])
  })

  it('is never much longer, so that it fits on a button and in a badge', () => {
    const isLong = ({ inEnglish, inGerman }: (typeof sayings)[number]) =>
      inGerman.length > 1.6 * inEnglish.length + 20
    expect(sayings.filter(isLong)).toEqual([])
  })

  it('shows the user no status word of the API, and says Sie', () => {
    const isWrong = ({ inGerman }: (typeof sayings)[number]) =>
      /\b(?:PENDING|RUNNING|COMPLETED|FAILED|CANCELLED|ACTIVE|PROVISIONING)\b/.test(inGerman) ||
      /\b(?:du|deine?[mnrs]?|dich|dir|euch|euer)\b/i.test(inGerman)
    expect(sayings.filter(isWrong)).toEqual([])
  })

  it('translates the actions and IDs of the vendor, and keeps the names of others', () => {
    expect(de.action('memoryStore.patch')).toBe('Gedächtnisspeicher ändern')
    expect(de.action('import.create')).toBe('Import anlegen')
    expect(de.action('nightly-import')).toBe('nightly-import')
    expect(de.fieldResource('configuration')).toBe('Konfigurations-ID')
    expect(de.fieldResource('import')).toBe('Import-ID')
    expect(de.fieldResource(undefined)).toBe('Neue ID')
  })

  it('has the right plural for each count', () => {
    expect(de.configurations.errorSummary(1)).toBe('Ein Feld muss geändert werden')
    expect(de.configurations.errorSummary(2)).toBe('2 Felder müssen geändert werden')
    expect(de.resourceAmbiguous(1)).toMatch(/^Ein neuer Eintrag/)
    expect(de.trayCount({ running: 2, unconfirmed: 1 })).toBe('2 in Arbeit, 1 nicht bestätigt')
  })
})
