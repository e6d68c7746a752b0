import * as fc from 'fast-check'
import { defineOperation } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import { readPreparedRequest } from '../../src/client/preparedRequest.ts'
import { prepareRequest } from '../../src/client/prepareRequest.ts'
import { overJson } from '../protocol/protocolKit.ts'
import { importUsers, INPUT } from './importUsers.ts'
import { REQUEST } from './journalKit.ts'

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const
const text = fc.string({ minLength: 1, maxLength: 50 })

/** What whoever can write into the store would have sent along with the credentials of whoever is signed in. */
const POISON: [string, { path?: string; headers?: Record<string, string> }][] = [
  ['a backslash', { path: '/\\evil.test/a' }],
  ['a backslash further on', { path: '/a\\..\\..\\x' }],
  ['a tab that browsers drop', { path: '/\t/evil.test/a' }],
  ['a line break', { path: '/a\r\nHost: evil.test' }],
  ['a way up', { path: '/../../x' }],
  ['a way up in the middle', { path: '/a/../../x' }],
  ['a way up at the end', { path: '/a/..' }],
  ['a step that is none', { path: '/./a' }],
  ['a way up in disguise', { path: '/%2e%2E/x' }],
  ['a way up half in disguise', { path: '/a/.%2e/x' }],
  ['a way up behind a hidden slash', { path: '/a%2f..%2Fx' }],
  ['a way up behind a hidden backslash', { path: '/a%5C..%5cx' }],
  ['a fragment', { path: '/a#b' }],
  ['an empty path', { path: '' }],
  ['credentials', { headers: { Authorization: 'Basic x' } }],
  ['a cookie', { headers: { cookie: 'a=b' } }],
  ['another host', { headers: { HOST: 'evil.test' } }],
  ['two headers in one', { headers: { 'if-match': '"1"\r\nAuthorization: Basic x' } }],
  ['a name that is none', { headers: { 'if match': '"1"' } }],
  ['no name', { headers: { '': 'x' } }],
]

describe('a request that was stored', () => {
  test('comes back as it was prepared', async () => {
    const prepared = await prepareRequest(importUsers, INPUT)
    expect(readPreparedRequest(overJson(prepared))).toEqual(prepared)
  })

  test('comes back as it was prepared, whatever the recipe', async () => {
    const inputs = fc.record({
      method: fc.constantFrom(...METHODS),
      path: fc
        .string({ maxLength: 5_000 })
        .map((rest) => `/a/${encodeURIComponent(rest.replaceAll('.', ''))}?q=${encodeURIComponent(rest)}`),
      body: fc.option(fc.jsonValue(), { nil: undefined }),
      headers: fc.option(
        fc.dictionary(fc.stringMatching(/^x-[\w~.-]{1,20}$/), fc.stringMatching(/^[ -~]*$/)),
        {
          nil: undefined,
        },
      ),
      hint: fc.option(fc.dictionary(text, text), { nil: undefined }),
      label: fc.option(text, { nil: undefined }),
      takesIdempotencyKey: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(inputs, async ({ method, path, body, headers, hint, label, takesIdempotencyKey }) => {
        const recipe = defineOperation({
          kind: 'some.kind',
          version: 1,
          method,
          path: () => path,
          body: () => body,
          takesIdempotencyKey,
          label: () => label,
          ...(headers && { headers: () => headers }),
          ...(hint && { hint: () => hint }),
        })
        const prepared = await recipe.prepare(undefined)
        expect(readPreparedRequest(overJson(prepared))).toEqual(prepared)
      }),
    )
  })

  test('has its path and its body whole, however long they are', () => {
    const path = `/a?q=${'x'.repeat(10_000)}`
    const body = JSON.stringify({ text: 'x'.repeat(100_000) })
    expect(readPreparedRequest({ ...REQUEST, path, body })).toMatchObject({ path, body })
  })

  test('carries no credentials: those are of the client, and not of the request', async () => {
    const prepared = await prepareRequest(importUsers, INPUT)
    expect(JSON.stringify(prepared).toLowerCase()).not.toContain('authorization')
  })
})

describe('anything else', () => {
  test.each<[string, object]>([
    ['another method', { method: 'GET' }],
    ['a method that is none', { method: 'toString' }],
    ['no path', { path: undefined }],
    ['an address of another host', { path: 'https://evil.test/a' }],
    ['an address without a scheme', { path: '//evil.test/a' }],
    ['a path that is not below', { path: 'a' }],
    ['no kind', { kind: '' }],
    ['a body that is no text', { body: { displayName: 'a' } }],
    ['no body where there was one', { body: null }],
    ['headers that are none', { headers: ['x-a'] }],
    ['a header that is no text', { headers: { 'if-match': 1 } }],
    ...POISON,
  ])('is not sent: %s', (_, changes) => {
    expect(readPreparedRequest(overJson({ ...REQUEST, ...changes }))).toBeUndefined()
  })

  test.each(POISON)('nor is it prepared: %s', async (_, { path = '/imports', headers = {} }) => {
    const recipe = defineOperation({ ...importUsers, path: () => path, headers: () => headers })
    await expect(recipe.prepare(INPUT)).rejects.toThrow(RangeError)
  })

  test.each([
    '/things/a%2Fb',
    '/things/1?q=../x',
    '/things/%C3%BC;v=1',
    '/things/1//2',
    '/things/..a/b..',
    '/things/...',
  ])('but %s stays within the API, and is', async (path) => {
    const recipe = defineOperation({ ...importUsers, path: () => path })
    const prepared = await recipe.prepare(INPUT)
    expect(readPreparedRequest(overJson(prepared))).toEqual(prepared)
  })

  test('has no field that it only inherits', () => {
    expect(readPreparedRequest(JSON.parse(`{"__proto__":${JSON.stringify(REQUEST)}}`))).toBeUndefined()
    const headers = JSON.stringify({ ...REQUEST, headers: {} }).replace(
      '"headers":{}',
      '"headers":{"__proto__":{"x":"y"}}',
    )
    expect(readPreparedRequest(JSON.parse(headers))).toBeUndefined()
  })

  test('has no key unless it says so', () => {
    const { takesIdempotencyKey: _, ...rest } = REQUEST
    expect(readPreparedRequest(rest)?.takesIdempotencyKey).toBe(false)
    expect(readPreparedRequest({ ...rest, takesIdempotencyKey: 'yes' })?.takesIdempotencyKey).toBe(false)
  })

  test('neither throws nor leads elsewhere', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything({ withNullPrototype: true }),
          fc
            .dictionary(fc.constantFrom(...Object.keys(REQUEST), '__proto__'), fc.anything())
            .map((changes) => ({ ...REQUEST, ...changes })),
        ),
        (value) => {
          const read = readPreparedRequest(value)
          const isSound = !read || (METHODS.includes(read.method) && /^\/(?!\/)/.test(read.path))
          expect(isSound).toBe(true)
        },
      ),
    )
  })
})
