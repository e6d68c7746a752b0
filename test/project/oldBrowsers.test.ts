import { readFileSync, readdirSync } from 'node:fs'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { INPUT, acceptedAs, createHarness, importUsers } from '../client/importUsers.ts'
import { json } from '../client/scriptFetch.ts'
import { NOW } from '../protocol/samples.ts'

/** APIs that one of the browsers in the docs lacks: Chrome 110, Firefox 115 or Safari 16.4. */
const NEWER: readonly (readonly [object, string])[] = [
  [URL, 'canParse'],
  [URL, 'parse'],
  [Promise, 'withResolvers'],
  [Promise, 'try'],
  [AbortSignal, 'any'],
  [Response, 'json'],
  [Object, 'groupBy'],
  [Map, 'groupBy'],
  [Array, 'fromAsync'],
  [RegExp, 'escape'],
  [ReadableStream, 'from'],
  [ReadableStream.prototype, 'values'],
  [String.prototype, 'isWellFormed'],
  [Set.prototype, 'union'],
  [Set.prototype, 'difference'],
  [ArrayBuffer.prototype, 'transfer'],
]

const removed: (() => void)[] = []
beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => {
  for (const putBack of removed.splice(0)) putBack()
  vi.useRealTimers()
})

function remove(owner: object, name: string) {
  const before = Object.getOwnPropertyDescriptor(owner, name)
  if (!before) return
  removed.push(() => void Object.defineProperty(owner, name, before))
  Reflect.deleteProperty(owner, name)
}

test('an operation is accepted, polled and completed in a browser that has none of the newer APIs', async () => {
  const { client, sent } = createHarness([
    acceptedAs('1'),
    json({ status: 'PENDING' }, 200, { 'retry-after': '2' }),
    json({ status: 'COMPLETED', result: { id: 'import_1' } }),
  ])
  for (const [owner, name] of NEWER) remove(owner, name)
  expect('canParse' in URL).toBe(false)
  const accepted = await client.submit(importUsers, INPUT)
  for (const status of ['PENDING', 'COMPLETED']) {
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await client.check(accepted)).toMatchObject({ operation: { status } })
  }
  // An invalid URL is untrusted, and does not throw.
  expect(client.identify({ statusUrl: 'https://[::/jobs/1' }).api).toBe('untrusted')
  expect(sent).toHaveLength(3)
})

/** The source that runs in a page. It may use a newer API only after a check that it exists. */
const PAGE_CODE = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => /\.tsx?$/.test(path) && !/^src\/(twilio\/)?(server|simulator|node)(\/|\.)/.test(path))

const WORDS = [
  ...NEWER.filter(([owner]) => typeof owner === 'function').map(
    ([owner, name]) => String.raw`\b${'name' in owner ? String(owner.name) : ''}\.${name}\(`,
  ),
  ...NEWER.filter(([owner]) => typeof owner !== 'function' && owner !== ReadableStream.prototype).map(
    ([, name]) => String.raw`\.${name}\(`,
  ),
  // DOM, CSS and Intl: popovers, view transitions, idle callbacks, `:has()` selectors and so on.
  String.raw`\.(?:showPopover|togglePopover|startViewTransition|moveBefore|setHTML)\(`,
  String.raw`\brequestIdleCallback\(`,
  String.raw`\bIntl\.(?:Segmenter|DurationFormat)\b`,
  String.raw`['"\`][^'"\`]*:has\(`,
  String.raw`\bnavigator\.userActivation\b`,
]

test.each(WORDS)('no code that runs in a page matches %s', (word) => {
  expect(PAGE_CODE.length).toBeGreaterThan(100)
  expect(PAGE_CODE.filter((path) => new RegExp(word).test(readFileSync(path, 'utf8')))).toEqual([])
})

test('the frameworks guide names the supported browsers', () => {
  expect(readFileSync('docs/frameworks.md', 'utf8')).toContain(
    'Chrome and Edge 110, Firefox 115, Safari 16.4, Node 20.19',
  )
})
