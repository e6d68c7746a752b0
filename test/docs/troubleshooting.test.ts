import { readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { MESSAGE_AT, readMessages } from '../../scripts/readMessages.ts'

const paths = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path))
const messages = paths.flatMap((path) => readMessages(path, readFileSync(`src/${path}`, 'utf8')))

test('every message that is thrown or logged is explained in the guide', () => {
  const page = readFileSync('docs/troubleshooting.md', 'utf8')
  const missing = messages.filter(({ beginning }) => !page.includes(beginning))
  expect(missing).toEqual([])
  expect(messages.length).toBeGreaterThan(70)
})

test.each(Object.keys(MESSAGE_AT))('%s is still called somewhere in src', (name) => {
  const call = new RegExp(`\\b${name}\\(`)
  expect(paths.filter((path) => call.test(readFileSync(`src/${path}`, 'utf8')))).not.toEqual([])
})

test.each([
  ["throw new RangeError('No such thing.')", ['No such thing.']],
  ['throw new TypeError(`${name} is not a thing: ${what}`)', ['is not a thing:']],
  ['throw new UsageError(`"${text}" is one too many`)', ['" is one too many']],
  ["super('It is gone. ' + why)", ['It is gone.']],
  ["const failure = { kind: 'gone', message: 'It is gone.' }", ['It is gone.']],
  ["throw new ProxyError(404, 'not-found', 'Not found', detail)", ['not-found']],
  ["console.warn('It is full. ' + why)", ['It is full.']],
  ['throw error', []],
])('the message in %s is found', (source, beginnings) => {
  const found = readMessages('client/a.ts', `class A extends B { constructor() { ${source} } }`)
  expect(found.map(({ beginning }) => beginning)).toEqual(beginnings)
})
