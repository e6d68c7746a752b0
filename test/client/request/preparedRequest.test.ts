import * as fc from 'fast-check'
import { defineOperation } from 'react-accepted/client'
import { describe, expect, test, vi } from 'vitest'

import { markValidated, readPreparedRequest } from '../../../src/client/request/preparedRequest.ts'
import { prepareRequest } from '../../../src/client/request/prepareRequest.ts'
import { overJson } from '../../protocol/samples.ts'
import { INPUT, importUsers } from '../importUsers.ts'
import { REQUEST } from '../storage/journalRecords.ts'

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const
const text = fc.string({ minLength: 1, maxLength: 50 })

/** Requests that an attacker who can write to the store would have us send with the user's credentials. */
const POISON: [string, { path?: string; headers?: Record<string, string> }][] = [
  ['a backslash', { path: '/\\evil.test/a' }],
  ['a backslash later on', { path: '/a\\..\\..\\x' }],
  ['a tab that browsers drop', { path: '/\t/evil.test/a' }],
  ['a line break', { path: '/a\r\nHost: evil.test' }],
  ['a double-dot segment', { path: '/../../x' }],
  ['a double-dot segment in the middle', { path: '/a/../../x' }],
  ['a double-dot segment at the end', { path: '/a/..' }],
  ['a single-dot segment', { path: '/./a' }],
  ['an escaped double-dot segment', { path: '/%2e%2E/x' }],
  ['a half-escaped double-dot segment', { path: '/a/.%2e/x' }],
  ['a double-dot segment between escaped slashes', { path: '/a%2f..%2Fx' }],
  ['a double-dot segment between escaped backslashes', { path: '/a%5C..%5cx' }],
  ['a fragment', { path: '/a#b' }],
  ['an empty path', { path: '' }],
  ['credentials', { headers: { Authorization: 'Basic x' } }],
  ['a cookie', { headers: { cookie: 'a=b' } }],
  ['another host', { headers: { HOST: 'evil.test' } }],
  ['two headers in one', { headers: { 'if-match': '"1"\r\nAuthorization: Basic x' } }],
  ['an invalid header name', { headers: { 'if match': '"1"' } }],
  ['an empty header name', { headers: { '': 'x' } }],
]

describe('a stored request', () => {
  test('is read back as it was prepared', async () => {
    const prepared = await prepareRequest(importUsers, INPUT)
    expect(readPreparedRequest(overJson(prepared))).toEqual(prepared)
  })

  test('is read back as it was prepared, whatever the endpoint', async () => {
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
        const endpoint = defineOperation({
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
        const prepared = await prepareRequest(endpoint, undefined)
        expect(readPreparedRequest(overJson(prepared))).toEqual(prepared)
      }),
    )
  })

  test('keeps its whole path and body, however long they are', () => {
    const path = `/a?q=${'x'.repeat(10_000)}`
    const body = JSON.stringify({ text: 'x'.repeat(100_000) })
    expect(readPreparedRequest({ ...REQUEST, path, body })).toMatchObject({ path, body })
  })

  test('contains no credentials, because those belong to the client', async () => {
    const prepared = await prepareRequest(importUsers, INPUT)
    expect(JSON.stringify(prepared).toLowerCase()).not.toContain('authorization')
  })
})

describe('anything else', () => {
  test.each<[string, object]>([
    ['another method', { method: 'GET' }],
    ['an invalid method', { method: 'toString' }],
    ['no path', { path: undefined }],
    ['a URL of another host', { path: 'https://evil.test/a' }],
    ['a URL without a scheme', { path: '//evil.test/a' }],
    ['a relative path', { path: 'a' }],
    ['no kind', { kind: '' }],
    ['a body that is not a string', { body: { displayName: 'a' } }],
    ['a null body', { body: null }],
    ['headers that are not an object', { headers: ['x-a'] }],
    ['a header that is not a string', { headers: { 'if-match': 1 } }],
    ...POISON,
  ])('is not sent: %s', (_, changes) => {
    expect(readPreparedRequest(overJson({ ...REQUEST, ...changes }))).toBeUndefined()
  })

  test.each(POISON)('is not prepared either: %s', async (_, { path = '/imports', headers = {} }) => {
    const endpoint = defineOperation({ ...importUsers, path: () => path, headers: () => headers })
    await expect(prepareRequest(endpoint, INPUT)).rejects.toThrow(RangeError)
  })

  test.each([
    '/things/a%2Fb',
    '/things/1?q=../x',
    '/things/%C3%BC;v=1',
    '/things/1//2',
    '/things/..a/b..',
    '/things/...',
  ])('does not include %s, which stays within the API', async (path) => {
    const endpoint = defineOperation({ ...importUsers, path: () => path })
    const prepared = await prepareRequest(endpoint, INPUT)
    expect(readPreparedRequest(overJson(prepared))).toEqual(prepared)
  })

  test('is not read from inherited fields', () => {
    expect(readPreparedRequest(JSON.parse(`{"__proto__":${JSON.stringify(REQUEST)}}`))).toBeUndefined()
    const headers = JSON.stringify({ ...REQUEST, headers: {} }).replace(
      '"headers":{}',
      '"headers":{"__proto__":{"x":"y"}}',
    )
    expect(readPreparedRequest(JSON.parse(headers))).toBeUndefined()
  })

  test('takes no idempotency key unless it says so', () => {
    const { takesIdempotencyKey: _, ...rest } = REQUEST
    expect(readPreparedRequest(rest)?.takesIdempotencyKey).toBe(false)
    expect(readPreparedRequest({ ...rest, takesIdempotencyKey: 'yes' })?.takesIdempotencyKey).toBe(false)
  })

  test('neither throws nor leads out of the API', () => {
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

test('an input is validated when its request is prepared, unless it was marked as validated', async () => {
  const validate = vi.fn<(value: unknown) => void>()
  const endpoint = defineOperation({
    kind: 'note.create',
    version: 1,
    method: 'POST',
    path: () => '/notes',
    body: (input: object) => input,
    schema: { '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: checked(value) }) } },
    takesIdempotencyKey: true,
  })
  function checked(value: unknown): object {
    validate(value)
    return { checked: value }
  }
  const input = { text: 'a' }
  expect((await prepareRequest(endpoint, input)).body).toBe('{"checked":{"text":"a"}}')
  expect((await prepareRequest(endpoint, markValidated(input))).body).toBe('{"text":"a"}')
  expect((await prepareRequest(endpoint, { ...input })).body).toBe('{"checked":{"text":"a"}}')
  expect(validate).toHaveBeenCalledTimes(2)
})
