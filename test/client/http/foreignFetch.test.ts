import crossFetch from 'cross-fetch'
import nodeFetch from 'node-fetch'
import type { OperationSnapshot } from 'react-accepted/client'
import { SubmissionError, createOperationsClient, defineOperation } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { INPUT, importUsers } from '../importUsers.ts'
import type { BodyServer } from './serveBodies.ts'
import { serveBodies } from './serveBodies.ts'

let server: BodyServer

beforeEach(async () => {
  server = await serveBodies()
})
afterEach(async () => {
  vi.useRealTimers()
  await server.close()
})

const importTaken = defineOperation({
  kind: 'import.taken',
  version: 1,
  method: 'POST',
  path: () => '/taken',
  body: (input: { url: string }) => input,
  takesIdempotencyKey: true,
})

const foreign = (fetch: unknown): typeof globalThis.fetch =>
  typeof fetch === 'function' ? (url, init) => Reflect.apply(fetch, undefined, [url, init]) : globalThis.fetch

describe.each<[string, typeof fetch]>([
  ['the fetch of Node', globalThis.fetch],
  ['node-fetch 3, whose bodies are Node streams', foreign(nodeFetch)],
  ['cross-fetch, which contains node-fetch 2', crossFetch],
])('with %s', (_, fetch) => {
  const createClient = () => createOperationsClient({ baseUrl: server.baseUrl, fetch })
  const check = (job: string) => createClient().check({ statusUrl: `/jobs/${job}` })
  const failureOf = async (job: string) => {
    const { operation, pollError } = await check(job)
    expect(operation).toBeUndefined()
    return pollError
  }

  test('an intent is accepted and its operation is read', async () => {
    const client = createClient()
    const accepted = await client.submit(importUsers, INPUT)
    expect(accepted.operationId).toBe('/jobs/whole')
    const { operation, pollError, waitMs } = await check('whole')
    expect(pollError).toBeUndefined()
    expect(operation).toMatchObject({ status: 'PENDING', createdAt: 'Zürich 🌉' })
    expect(waitMs).toBe(7_000)
  })

  test('a refusal says why', async () => {
    const error: unknown = await createClient()
      .submit(importTaken, INPUT)
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(SubmissionError)
    expect(error).toMatchObject({ outcome: 'refused', problem: { title: 'Taken by Zoë' } })
  })

  test.each([
    ['cut', 'The server answered 200: no JSON'],
    ['utf16', 'The server answered 200: no JSON'],
    ['empty', 'The server answered 200: no body'],
    ['huge', 'The server answered 200: Error: more than 1048576 bytes'],
    ['endless', 'The server answered 200: Error: more than 1048576 bytes'],
  ])('%s: %s', async (job, message) => {
    expect(await failureOf(job)).toEqual({ kind: 'body', httpStatus: 200, message })
    // Includes what the connection buffers.
    expect(server.sentBytes()).toBeLessThan(16_000_000)
  })

  test('the headers stay valid if the body breaks off', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const client = createOperationsClient({
      baseUrl: server.baseUrl,
      fetch: async (...request) => {
        const response = await fetch(...request)
        server.breakOff()
        // node-fetch 2 never reports it, so the request has to time out.
        void vi.advanceTimersByTimeAsync(30_000)
        return response
      },
    })
    const { pollError } = await client.check({ statusUrl: '/jobs/broken' })
    expect(pollError).toMatchObject({ kind: 'server', httpStatus: 503, retryAfterMs: 9_000 })
  })

  test('a byte order mark and a wrong charset do no harm', async () => {
    expect((await check('bom')).operation).toMatchObject({ status: 'PENDING' })
    expect((await check('latin1')).operation).toMatchObject({ status: 'PENDING', createdAt: 'Z\uFFFDrich' })
  })

  test('a body that hangs ends at the request timeout, and so does its connection', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const [begun, closed] = [server.hanging('begun'), server.hanging('closed')]
    const checking = check('hanging')
    await begun
    await vi.advanceTimersByTimeAsync(30_000)
    const { pollError }: OperationSnapshot = await checking
    expect(pollError).toEqual({ kind: 'timeout', message: 'No answer within 30000 ms' })
    await closed
  })
})
