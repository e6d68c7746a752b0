import { readFileSync, readdirSync } from 'node:fs'

import { expect, test } from 'vitest'

import { findPages } from './findPages.ts'
import { readProse } from './readProse.ts'
import { PHRASES, findPhrases } from './words.ts'

/** Texts in German. `docs/api.md` is generated from the comments in src. */
const isExempt = (path: string) => /\/german\w*\.ts$|\/de\.ts$|^docs\/api\.md$/.test(path)

const sources = ['src', 'stories'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.(?:tsx?|mdx|css)$/.test(path)),
)
const paths = [...new Set([...sources, ...findPages()])].filter((path) => !isExempt(path))

/** One line per phrase: place, phrase, what to write instead, why. */
function findIn(path: string, source: string): string[] {
  return readProse(path, source).flatMap(({ start, text }) =>
    findPhrases(text).map(({ phrase, index, words }) => {
      const line = source.slice(0, start + index).split('\n').length
      return `${path}:${line}: "${words}". Write instead: ${phrase.instead} (${phrase.why}).`
    }),
  )
}

test('comments, messages, stories and pages are in plain English', () => {
  expect(paths.length).toBeGreaterThan(300)
  expect(paths.flatMap((path) => findIn(path, readFileSync(path, 'utf8')))).toEqual([])
})

test('the list of phrases stays short', () => {
  expect(PHRASES.length).toBeLessThanOrEqual(25)
})

test.each(PHRASES)('$pattern finds "$found", not "$fine"', ({ pattern, found, fine }) => {
  expect(findPhrases(found).map(({ phrase }) => phrase.pattern)).toEqual([pattern])
  expect(findPhrases(fine)).toEqual([])
})

test.each([
  ['a.ts', '/** Read anew. */', 1],
  ['a.ts', '/**\n * Read once.\n * Read\n * anew.\n */', 4],
  ['a.ts', '// Sent again by\n// itself.', 1],
  ['a.ts', '/**\n * Sent again by\n * itself.\n */', 2],
  ['a.ts', "throw new Error('Read anew.')", 1],
  ['a.ts', '\nconst a = `Read ${b} anew.`', 2],
  ['a.tsx', 'const a = <p>\n  Read anew.\n</p>', 2],
  ['a.tsx', 'const a = <p title="Read anew." />', 1],
  ['a.css', 'a {\n  /* Read anew. */\n}', 2],
  ['a.md', '# A\n\nRead **anew**.', 3],
  ['a.md', '| a | b |\n| - | - |\n| c | What is final stays. |', 3],
  ['a.md', '# A\n\nSent again by\nitself.', 3],
  ['a.md', '# A\n\n```ts\nread() // anew\n```', 4],
  ['a.md', '```sh\nread # anew\n```', 2],
  ['src/simulator/a.ts', '/** Read anew. */', 1],
])('a phrase in %s is found in %j, in line %d', (path, source, line) => {
  expect(findIn(path, source).map((finding) => finding.slice(0, finding.indexOf(': ')))).toEqual([
    `${path}:${line}`,
  ])
})

test.each([
  ['a.ts', 'const anew = person.told'],
  ['a.ts', "import { a } from './anew.ts'"],
  ['a.ts', "type A = 'person' | 'nobody'"],
  ['a.ts', '/** The field `person`. */'],
  ['a.css', '.person { }'],
  ['a.md', 'See `anew` and [this page](anew.md#person).'],
  ['a.md', '```ts\nconst person = anew()\n```'],
  ['src/simulator/a.ts', "const detail = 'There is nobody there.'"],
])('what is not prose in %s passes: %j', (path, source) => {
  expect(findIn(path, source)).toEqual([])
})

test('a finding says where, what, and what to write instead', () => {
  expect(findIn('a.ts', '\n// Shown in place of it.')).toEqual([
    'a.ts:2: "in place of". Write instead: instead of (one phrase for one meaning).',
  ])
})
