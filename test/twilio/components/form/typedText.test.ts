import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { toCreateConfigurationInput } from '../../../../src/twilio/components/configuration/formInput.ts'
import { toAddress } from '../../../../src/twilio/components/configuration/formValues.ts'
import { toFormValues } from '../../../../src/twilio/components/configuration/toFormValues.ts'
import {
  toSearchText,
  toTypedCode,
  toTypedName,
  toTypedNumber,
  toTypedText,
} from '../../../../src/twilio/components/form/typedText.ts'
import { toCreateMemoryStoreInput } from '../../../../src/twilio/components/memoryStore/useMemoryStoreForm.ts'

const INVISIBLE = Array.from(
  '\u00AD\u061C\u200B\u200C\u200D\u200E\u200F\u202A\u202C\u202E\u2060\u2066\u2069\uFEFF',
)
const SPACES = Array.from(' \u00A0\u1680\u2003\u2009\u202F\u205F\u3000\t')
const DASHES = Array.from('-\u2010\u2011\u2012\u2013\u2014\u2212\uFF0D\u30FC')
const ZEROS = [0x30, 0xff10, 0x660, 0x6f0, 0x966, 0x1d7ce, 0x1d7ec]

const invisible = fc.array(fc.constantFrom(...INVISIBLE), { maxLength: 2 }).map((marks) => marks.join(''))
const space = fc.constantFrom(...SPACES)

/** A text whose letters are varied as people and programs vary them, with invisible marks between them. */
function dress(text: string, of: (letter: string) => fc.Arbitrary<string>): fc.Arbitrary<string> {
  const letters = Array.from(text).map((letter) => fc.tuple(invisible, of(letter), invisible))
  return fc.tuple(...letters).map((parts) => parts.flat().join(''))
}

const toDigit = (digit: string) =>
  fc.constantFrom(...ZEROS).map((zero) => String.fromCodePoint(zero + Number(digit)))

const phoneNumber = fc.stringMatching(/^\+[1-9]\d{7,13}$/)

describe('typed text', () => {
  it('is the same number with any digits, and any dashes, spaces and marks between them', () => {
    const dressed = phoneNumber.chain((plain) =>
      fc.tuple(
        fc.constant(plain),
        dress(plain, (letter) =>
          letter === '+'
            ? fc.constantFrom('+', '\uFF0B', '00', 'tel:+')
            : fc
                .tuple(toDigit(letter), fc.constantFrom('', ...SPACES, ...DASHES))
                .map((parts) => parts.join('')),
        ),
      ),
    )
    fc.assert(
      fc.property(dressed, ([plain, typed]) => {
        expect(toAddress(typed, 'sms')).toBe(plain)
        expect(toAddress(toAddress(typed, 'sms'), 'sms')).toBe(plain)
      }),
    )
  })

  it('is the same number of minutes, and never another one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const number = toTypedNumber(typed)
        expect(toTypedNumber(number)).toBe(number)
        expect(
          Array.from(number)
            .filter((letter) => /\p{Nd}/u.test(letter))
            .every((digit) => digit < ':'),
        ).toBe(true)
      }),
    )
    const minutes = fc
      .nat(10_000_000)
      .chain((count) => fc.tuple(fc.constant(count), dress(String(count), toDigit), space))
    fc.assert(
      fc.property(minutes, ([count, typed, around]) => {
        const values = toFormValues({ sms: { isOn: true, closed: `${around}${typed}${around}` } })
        const { channelSettings } = toCreateConfigurationInput(values)
        expect(channelSettings?.SMS?.statusTimeouts?.closed).toBe(count)
      }),
    )
  })

  it.each(['10 080', '10,080', '10.080', '1e3', '٫5', '½'])(
    '%s minutes are left for the schema to refuse',
    (closed) => {
      const values = toFormValues({ sms: { isOn: true, closed } })
      expect(toCreateConfigurationInput(values).channelSettings?.SMS?.statusTimeouts?.closed).toBeNaN()
    },
  )

  it('becomes a name with plain spaces and hyphens, and nothing invisible', () => {
    const plain = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9 -]{0,20}[A-Za-z0-9])?$/)
    const dressed = plain.chain((name) =>
      fc.tuple(
        fc.constant(name),
        dress(name, (letter) => {
          if (letter === ' ') return space
          return letter === '-' ? fc.constantFrom('-', '\u2010', '\u2011', '\uFF0D') : fc.constant(letter)
        }),
        space,
      ),
    )
    fc.assert(
      fc.property(dressed, ([name, typed, around]) => {
        expect(toTypedName(`${around}${typed}${around}`)).toBe(name)
        expect(toCreateConfigurationInput(toFormValues({ displayName: typed })).displayName).toBe(name)
        expect(toCreateMemoryStoreInput({ displayName: typed, description: '' }).displayName).toBe(name)
      }),
    )
  })

  it('keeps everything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(toTypedText(`\u200B\u00A0x${text}x\uFEFF `)).toBe(`x${text}x`)
      }),
    )
    expect(toTypedText(' نمی\u200Cشود 👩\u200D💻 ')).toBe('نمی\u200Cشود 👩\u200D💻')
    expect(toTypedCode('\u200Ehttps://a.example/b?c=–\u00A0')).toBe('https://a.example/b?c=–')
  })
})

describe('a search', () => {
  it('finds what is on the screen, however either text was typed', () => {
    const name = 'Harbor Desk-2024'
    const dressed = dress(name, (letter) => {
      if (letter === ' ') return fc.tuple(space, fc.constantFrom('', ' ')).map((parts) => parts.join(''))
      return letter === '-' ? fc.constantFrom('-', '\u2011') : fc.constantFrom(letter, letter.toUpperCase())
    })
    fc.assert(
      fc.property(dressed, dressed, (shown, wanted) => {
        expect(toSearchText(shown)).toBe('harbor desk-2024')
        expect(toSearchText(shown).includes(toSearchText(wanted))).toBe(true)
      }),
    )
    expect(toSearchText('Cafe\u0301')).toBe(toSearchText('CAFÉ'))
  })
})
