import { readdirSync, readFileSync } from 'node:fs'

import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { formatAgo } from '../../src/components/formatAgo.ts'
import { formatDuration } from '../../src/components/formatDuration.ts'
import { formatInstant } from '../../src/components/formatInstant.ts'
import { toIso } from '../../src/components/toIso.ts'
import { toLocale } from '../../src/components/toLocale.ts'
import { toPlural } from '../../src/components/toPlural.ts'

it.each([
  ['de', 'de'],
  ['de_DE', 'de-DE'],
  ['en_US.UTF-8', 'en-US'],
  ['de_DE@euro', 'de-DE'],
  ['zh_hant_tw', 'zh-Hant-TW'],
  ['de-', 'de'],
  ['de-DE-a', 'de-DE'],
  ['C', undefined],
  ['C.UTF-8', undefined],
  ['', undefined],
  ['*', undefined],
  [undefined, undefined],
])('%j is read as %j', (tag, locale) => {
  expect(toLocale(tag)).toBe(locale)
})

const anyTag = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('de', 'DE', '_', '-', '.', '@', 'x', 'u', 'co', '1', 'UTF-8'))
    .map((parts) => parts.join('')),
)

it('no tag, no moment and no duration is too strange to be said', () => {
  fc.assert(
    fc.property(anyTag, fc.double(), (tag, number) => {
      expect(formatInstant(number, tag)).toBeTypeOf('string')
      expect(formatAgo(number, tag)).toBeTypeOf('string')
      expect(formatDuration(number, tag)).toBeTypeOf('string')
      expect(toPlural(tag, number, { other: 'x' })).toBe('x')
      expect(() => toIso(number)).not.toThrow()
    }),
  )
})

it('everything in src asks there before it asks Intl, and dates are written by one function', () => {
  const asked = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/^(?:simulator|server|node)/.test(path))
    .flatMap((path) => {
      const source = readFileSync(`src/${path}`, 'utf8')
      const calls = source.match(/(?:new Intl\.\w+\(|\.toLocale\w*\(|\.localeCompare\()[^,)]*/g) ?? []
      const isOwn = path.endsWith('components/toIso.ts')
      return [...calls, ...(isOwn ? [] : (source.match(/toISOString/g) ?? []))].map(
        (call) => `${path}: ${call}`,
      )
    })
  // Languages that are named in the code itself cannot be wrong.
  const wrong = asked.filter((call) => !/toLocale\(locale|toLocaleString\('\w\w'$/.test(call))
  expect(asked.length).toBeGreaterThan(8)
  expect(wrong).toEqual([])
})
