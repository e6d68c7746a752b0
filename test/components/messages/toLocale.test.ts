import { readFileSync, readdirSync } from 'node:fs'

import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { formatAgo, formatDuration, formatInstant } from '../../../src/components/elements/Time.tsx'
import { toLocale, toPlural } from '../../../src/components/messages/locale.ts'
import { toIso } from '../../../src/protocol/json.ts'

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

it('every tag, moment and duration can be written, however strange', () => {
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

it('all code in src gets its formatters from keepFormatters, and one function writes all ISO dates', () => {
  const asked = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/^(?:twilio\/)?(?:simulator|server|node)/.test(path))
    .flatMap((path) => {
      const source = readFileSync(`src/${path}`, 'utf8')
      const calls =
        source.match(
          /(?:keepFormatters\(\s*\(locale[^()]*\) =>\s*)?new Intl\.\w+\([^,)]*|\.toLocale\w*\([^,)]*|\.localeCompare\(/g,
        ) ?? []
      const isOwn = path === 'protocol/json.ts'
      return [...calls, ...(isOwn ? [] : (source.match(/toISOString/g) ?? []))].map(
        (call) => `${path}: ${call}`,
      )
    })
  // A language written in the code itself is always valid.
  const wrong = asked.filter(
    (call) => !/keepFormatters\([\s\S]*new Intl\.\w+\(locale$|toLocaleString\('\w\w'$/.test(call),
  )
  expect(asked.length).toBeGreaterThan(8)
  expect(wrong).toEqual([])
})
