import { createOperationsClient } from 'react-accepted/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { INPUT, importUsers } from '../importUsers.ts'
import type { BodyServer } from './serveBodies.ts'
import { serveBodies } from './serveBodies.ts'

/** The cross-fetch build for browsers without `fetch`: the same XMLHttpRequest code as in React Native. */
interface Ponyfill {
  readonly fetch: typeof fetch
  readonly Headers: typeof Headers
}

let server: BodyServer
let ponyfill: Ponyfill

beforeAll(async () => {
  vi.stubGlobal('fetch', undefined)
  const path: string = 'cross-fetch/dist/browser-ponyfill.js'
  ponyfill = (await import(path)) as Ponyfill
  vi.unstubAllGlobals()
})
afterAll(() => vi.unstubAllGlobals())

beforeEach(async () => {
  server = await serveBodies()
  // React Native has no other `Headers`.
  vi.stubGlobal('Headers', ponyfill.Headers)
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await server.close()
})

describe('with a fetch over XMLHttpRequest', () => {
  const createClient = () => createOperationsClient({ baseUrl: server.baseUrl, fetch: ponyfill.fetch })

  test('a response has no body stream', async () => {
    const response = await ponyfill.fetch(`${server.baseUrl}/jobs/whole`)
    expect(response.body).toBeUndefined()
  })

  test('an intent is accepted and its operation is read', async () => {
    const client = createClient()
    const accepted = await client.submit(importUsers, INPUT)
    const { operation, pollError } = await createClient().check({ statusUrl: accepted.operationId })
    expect(pollError).toBeUndefined()
    expect(operation).toMatchObject({ status: 'PENDING', createdAt: 'Zürich 🌉' })
  })

  test.each([
    ['cut', 'The server answered 200: no JSON'],
    ['empty', 'The server answered 200: no body'],
    ['huge', 'The server answered 200: Error: more than 1048576 bytes'],
  ])('%s: %s', async (job, message) => {
    const { pollError } = await createClient().check({ statusUrl: `/jobs/${job}` })
    expect(pollError).toEqual({ kind: 'body', httpStatus: 200, message })
  })
})
