import { createOperationsClient } from 'react-accepted/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import type { BodyServer } from './bodyServer.ts'
import { serveBodies } from './bodyServer.ts'
import { importUsers, INPUT } from './importUsers.ts'

/** cross-fetch's for browsers without fetch: the same code over XMLHttpRequest that React Native has. */
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
  // React Native has no others.
  vi.stubGlobal('Headers', ponyfill.Headers)
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await server.close()
})

describe('by a fetch over XMLHttpRequest, whose responses have no body', () => {
  const createClient = () => createOperationsClient({ baseUrl: server.baseUrl, fetch: ponyfill.fetch })

  test('they have none', async () => {
    const response = await ponyfill.fetch(`${server.baseUrl}/jobs/whole`)
    expect(response.body).toBeUndefined()
  })

  test('an intent is accepted, and its operation read', async () => {
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
