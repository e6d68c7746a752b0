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

describe('a request that was stored', () => {
  test('comes back as it was prepared', async () => {
    const prepared = await prepareRequest(importUsers, INPUT)
    expect(readPreparedRequest(overJson(prepared))).toEqual(prepared)
  })

  test('comes back as it was prepared, whatever the recipe', async () => {
    const inputs = fc.record({
      method: fc.constantFrom(...METHODS),
      path: fc.string({ maxLength: 5_000 }).map((rest) => `/a${rest}`),
      body: fc.option(fc.jsonValue(), { nil: undefined }),
      headers: fc.option(fc.dictionary(text, text), { nil: undefined }),
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
  ])('is not sent: %s', (_, changes) => {
    expect(readPreparedRequest(overJson({ ...REQUEST, ...changes }))).toBeUndefined()
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
