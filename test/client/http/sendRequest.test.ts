import type { RequestHeaders } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { sendRequest } from '../../../src/client/http/sendRequest.ts'
import type { OutgoingRequest } from '../../../src/client/http/sendRequest.ts'
import { NOW } from '../../protocol/samples.ts'
import type { Step } from '../scriptFetch.ts'
import { OFFLINE, cut, json, scriptFetch, silence } from '../scriptFetch.ts'

const URL = 'https://jobs.example/jobs/1'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

async function send(step: Step, request: Partial<OutgoingRequest> = {}, headers?: RequestHeaders) {
  const { fetch, sent } = scriptFetch(step)
  const transport = { fetch, headers, requestTimeoutMs: 30_000, now: Date.now }
  const answer = await sendRequest(transport, {}, { url: URL, ...request })
  return { answer, sent }
}

describe('a complete response', () => {
  test('has JSON and headers', async () => {
    const { answer } = await send(json({ status: 'PENDING' }, 200, { 'retry-after': '5' }))
    expect(answer).toMatchObject({ body: { status: 'PENDING' } })
    expect(answer.response?.headers.get('retry-after')).toBe('5')
    expect(answer.failure).toBeUndefined()
  })

  test.each([
    'application/problem+json',
    'application/vnd.api+json',
    'application/vnd.x.v2+json; charset=utf-8',
    'text/json',
    'text/html',
    '',
  ])('is read as JSON if its content type is %j', async (type) => {
    const response = new Response(new TextEncoder().encode('{"a":1}'), {
      headers: type ? { 'content-type': type } : {},
    })
    expect((await send(response)).answer).toMatchObject({ body: { a: 1 } })
    const refusal = new Response('{"message":"No."}', {
      status: 400,
      headers: { 'content-type': type || 'x' },
    })
    expect((await send(refusal)).answer.failure?.problem).toEqual({ title: 'No.', fields: [] })
  })

  test('may be null, false or 0', async () => {
    for (const body of [null, false, 0]) expect((await send(json(body))).answer).toMatchObject({ body })
  })
})

describe('a request', () => {
  test('asks for JSON, follows no redirect and takes nothing from a cache', async () => {
    let init: RequestInit | undefined
    const fetch: typeof globalThis.fetch = (_, given) => {
      init = given
      return Promise.resolve(json({}))
    }
    await sendRequest({ fetch, headers: undefined, requestTimeoutMs: 1, now: Date.now }, {}, { url: URL })
    expect(init).toMatchObject({ redirect: 'manual', cache: 'no-store' })
    expect(new Headers(init?.headers).get('accept')).toBe('application/json')
  })

  test.each<[string, RequestHeaders]>([
    ['an object', { authorization: 'Basic x' }],
    ['a list', [['authorization', 'Basic x']]],
    ['Headers', new Headers({ authorization: 'Basic x' })],
    ['a function', () => ({ authorization: 'Basic x' })],
    ['an async function', () => Promise.resolve({ authorization: 'Basic x' })],
  ])('takes headers as %s', async (_, headers) => {
    const { sent } = await send(json({}), {}, headers)
    expect(sent[0]?.headers.get('authorization')).toBe('Basic x')
  })
})

describe('a missing response', () => {
  test('is a network failure', async () => {
    expect((await send(OFFLINE)).answer.failure).toMatchObject({ kind: 'network' })
  })

  test('is a timeout after requestTimeoutMs', async () => {
    const sending = send(silence)
    await vi.advanceTimersByTimeAsync(29_999)
    expect(vi.getTimerCount()).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect((await sending).answer.failure).toMatchObject({ kind: 'timeout' })
  })

  test('is a timeout if only the body does not end', async () => {
    const sending = send(() => new Response(new ReadableStream({ pull: () => new Promise(() => {}) })))
    await vi.advanceTimersByTimeAsync(30_000)
    expect((await sending).answer.failure).toMatchObject({ kind: 'timeout' })
  })

  test('is a timeout if fetch ignores its signal', async () => {
    const sending = send(() => new Promise(() => {}))
    await vi.advanceTimersByTimeAsync(30_000)
    expect((await sending).answer.failure).toMatchObject({ kind: 'timeout' })
  })

  test('is a timeout if the application’s headers never resolve', async () => {
    const sending = send(json({}), {}, () => new Promise(() => {}))
    await vi.advanceTimersByTimeAsync(30_000)
    expect((await sending).answer.failure).toMatchObject({ kind: 'timeout' })
  })

  test('is a failure if the application’s headers reject', async () => {
    const { answer, sent } = await send(json({}), {}, () => Promise.reject(new Error('signed out')))
    expect(answer.failure).toMatchObject({ kind: 'network' })
    expect(answer.failure?.message).toContain('signed out')
    expect(sent).toEqual([])
  })

  test('is a failure if the API’s readProblem throws', async () => {
    const { fetch } = scriptFetch(json({}, 500))
    const transport = { fetch, headers: undefined, requestTimeoutMs: 30_000, now: Date.now }
    const readProblem = () => {
      throw new Error('no such field')
    }
    const { failure } = await sendRequest(transport, { readProblem }, { url: URL })
    expect(failure).toEqual({ kind: 'network', message: 'Error: no such field' })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('leaves no timer behind', async () => {
    await send(json({}))
    await send(OFFLINE)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('the caller’s signal', () => {
  test('ends the request with its reason', async () => {
    const controller = new AbortController()
    const sending = send(silence, { signal: controller.signal })
    controller.abort(new Error('left the page'))
    await expect(sending).rejects.toThrow('left the page')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('gets one listener, however many requests it is for', async () => {
    const { signal } = new AbortController()
    const add = vi.spyOn(signal, 'addEventListener')
    await send(json({}), { signal })
    await send(OFFLINE, { signal })
    expect(add).toHaveBeenCalledTimes(1)
  })
})

const opaqueRedirect = () => Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' })

describe('a response that is not JSON is a body failure', () => {
  test.each<[string, Step]>([
    ['204', new Response(null, { status: 204 })],
    ['an empty body', new Response('')],
    ['HTML', new Response('<html>Sign in</html>', { headers: { 'content-type': 'text/html' } })],
    ['truncated JSON', new Response('{"status":"PEND')],
    ['a stream that breaks off', cut('{"status":', 200)],
    ['JSON followed by more text', new Response('{} {}')],
    ['a redirect', new Response(null, { status: 302, headers: { location: 'https://login.example' } })],
    ['a redirect that the browser hides', opaqueRedirect],
  ])('%s', async (_, step) => {
    const { answer, sent } = await send(step)
    expect(answer.failure).toMatchObject({ kind: 'body' })
    expect(answer.body).toBeUndefined()
    expect(sent).toHaveLength(1)
  })

  test('so is a body larger than maxBytes', async () => {
    const body = JSON.stringify({ status: 'PENDING', padding: 'x'.repeat(1_000) })
    expect((await send(new Response(body), { maxBytes: 1_000 })).answer.failure).toMatchObject({
      kind: 'body',
    })
    expect((await send(new Response(body), { maxBytes: body.length })).answer.failure).toBeUndefined()
  })
})

describe('the message says why there is no JSON', () => {
  test.each<[string, Step, string]>([
    ['204', new Response(null, { status: 204 }), 'The server answered 204: no body'],
    ['an empty body', new Response(''), 'The server answered 200: no body'],
    ['HTML', new Response('<html>Sign in</html>'), 'The server answered 200: no JSON'],
    ['truncated JSON', new Response('{"status":"PEND'), 'The server answered 200: no JSON'],
    ['a stream that breaks off', cut('{"status":', 200), 'The server answered 200: TypeError: terminated'],
    ['JSON without a reason', json({ id: 7 }, 502), 'The server answered 502: no reason'],
    ['null', json(null, 502), 'The server answered 502: no reason'],
    ['a gateway’s HTML', new Response('<h1>Bad</h1>', { status: 502 }), 'The server answered 502: no JSON'],
  ])('%s', async (_, step, message) => {
    const { failure } = (await send(step)).answer
    expect(failure?.message).toBe(message)
    // None of it is meant for the user.
    expect(failure?.problem).toBeUndefined()
  })

  test('a body that a fetch wrapper has already read', async () => {
    const { answer } = await send(async () => {
      const response = json({ status: 'PENDING' })
      await response.text()
      return response
    })
    expect(answer.failure?.message).toContain('locked')
  })
})

test('a byte order mark does no harm', async () => {
  const step = () => Object.defineProperty(json({}), 'body', { value: undefined })
  const marked = () => Object.assign(step(), { text: () => Promise.resolve('\uFEFF{"a":1}') })
  expect((await send(marked)).answer).toMatchObject({ body: { a: 1 } })
  expect((await send(new Response('\uFEFF{"a":1}'))).answer).toMatchObject({ body: { a: 1 } })
})

describe('an HTTP error', () => {
  test.each([
    [400, 'refused'],
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'notFound'],
    [405, 'refused'],
    [408, 'timeout'],
    [409, 'refused'],
    [410, 'gone'],
    [412, 'refused'],
    [415, 'refused'],
    [422, 'refused'],
    [425, 'rateLimited'],
    [429, 'rateLimited'],
    [500, 'server'],
    [502, 'server'],
    [503, 'server'],
    [504, 'server'],
    [599, 'server'],
  ])('%i is %s', async (httpStatus, kind) => {
    expect((await send(json({}, httpStatus))).answer.failure).toMatchObject({ kind, httpStatus })
  })

  test('contains the Retry-After, the request ID and the reasons', async () => {
    const headers = { 'retry-after': '3', 'x-request-id': 'RQ1' }
    const { answer } = await send(json({ title: 'Too many requests', detail: 'Slow down.' }, 429, headers))
    expect(answer.failure).toMatchObject({
      retryAfterMs: 3_000,
      requestId: 'RQ1',
      problem: { title: 'Too many requests', detail: 'Slow down.' },
    })
    expect(answer.failure?.message).toContain('Slow down.')
  })

  test('keeps its kind and headers if the body does not end', async () => {
    const sending = send(
      () =>
        new Response(new ReadableStream({ pull: () => new Promise(() => {}) }), {
          status: 503,
          headers: { 'retry-after': '40' },
        }),
    )
    await vi.advanceTimersByTimeAsync(30_000)
    expect((await sending).answer.failure).toEqual({
      kind: 'server',
      message: 'The server answered 503: No answer within 30000 ms',
      httpStatus: 503,
      retryAfterMs: 40_000,
    })
  })

  test('keeps its kind and headers if the body is HTML, is empty or breaks off', async () => {
    const headers = { 'retry-after': '3' }
    for (const step of [
      new Response('<h1>Too many</h1>', { status: 429, headers }),
      new Response(null, { status: 429, headers }),
      cut('{"code":', 429, headers),
    ]) {
      expect((await send(step)).answer.failure).toMatchObject({ kind: 'rateLimited', retryAfterMs: 3_000 })
    }
  })
})
