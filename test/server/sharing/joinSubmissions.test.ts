import { createServer, request as httpRequest } from 'node:http'
import type { Server } from 'node:http'

import { toNodeListener } from 'react-accepted/server'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import type { OrchestratorProxyOptions } from 'react-accepted/twilio/server'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { json, password, username, write } from '../exchange.ts'
import type { Upstream } from '../exchange.ts'

const stores = '/v1/ControlPlane/Stores'
const id = '019a7835-2350-7c1e-9a44-5b1f0c6d2e71'
const other = '019a7835-2350-7c1e-9a44-5b1f0c6d2e72'
const minuteMs = 60_000

/** A proxy for several requests; the `X-Scope` header sets their scope. */
function createProxied(upstream: Upstream, options: Partial<OrchestratorProxyOptions> = {}) {
  const sent: Headers[] = []
  const errors: unknown[] = []
  const asked: string[] = []
  let now = 1_700_000_000_000
  const proxy = createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username, password },
    authorize: (request) => {
      const scope = request.headers.get('X-Scope') ?? 'a'
      asked.push(scope)
      return scope !== 'nobody' && { scope }
    },
    fetch: async (url, init) => {
      sent.push(new Headers(init.headers))
      return upstream(url, init)
    },
    onError: (error) => errors.push(error),
    now: () => now,
    ...options,
  })
  const post = (headers: Record<string, string> = { 'X-Submission-Id': id }, body = '{"displayName":"a"}') =>
    proxy(write('POST', stores, body, headers))
  return { proxy, post, sent, errors, asked, wait: (ms: number) => void (now += ms) }
}

/** Responds with a 202 for a new operation each time. */
function accepting(): Upstream {
  let count = 0
  return () =>
    json({ statusUrl: `/v1/ControlPlane/Operations/o${++count}` }, 202, { 'Operation-Id': `o${count}` })
}

describe('a request repeated with the same X-Submission-Id', () => {
  it('is sent once while it is in flight, and every repeat gets its response', async () => {
    let answer: (response: Response) => void = () => undefined
    const { post, sent, asked } = createProxied(() => new Promise((resolve) => (answer = resolve)))
    const all = Array.from({ length: 5 }, () => post())
    await vi.waitUntil(() => asked.length === 5 && sent.length > 0)
    answer(json({ related: 1 }, 202, { 'Operation-Id': 'o1' }))
    const answers = await Promise.all(all)
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202])
    expect(answers.map(({ headers }) => headers.get('Operation-Id'))).toEqual(Array(5).fill('o1'))
    expect(new Set(await Promise.all(answers.map((one) => one.text()))).size).toBe(1)
    expect(sent).toHaveLength(1)
  })

  it('gets the same response for ten minutes, and authorize is called each time', async () => {
    const { post, sent, asked, wait } = createProxied(accepting())
    const first = await (await post()).text()
    wait(10 * minuteMs)
    const again = await post()
    expect([again.status, await again.text(), again.headers.get('Operation-Id')]).toEqual([202, first, 'o1'])
    expect((await post({ 'X-Submission-Id': id, 'X-Scope': 'nobody' })).status).toBe(403)
    expect([sent.length, asked.length]).toEqual([1, 3])
    wait(minuteMs)
    expect(await (await post()).text()).not.toBe(first)
  })

  it('never sends the ID to the API', async () => {
    const { post, sent } = createProxied(accepting())
    await post()
    expect([...(sent[0]?.keys() ?? [])].toSorted()).toEqual(['accept', 'authorization', 'content-type'])
  })

  it('is a new request in another scope, with another ID or without one', async () => {
    const { post, sent } = createProxied(accepting())
    const seen: unknown[] = []
    for (const headers of [
      { 'X-Submission-Id': id },
      { 'X-Submission-Id': id, 'X-Scope': 'b' },
      { 'X-Submission-Id': other },
      {},
      {},
    ])
      seen.push((await post(headers)).headers.get('Operation-Id'))
    expect(seen).toEqual(['o1', 'o2', 'o3', 'o4', 'o5'])
    expect(sent).toHaveLength(5)
  })

  it('is a new request if the account of the scope has changed', async () => {
    let account = 'SK1'
    const { post, sent } = createProxied(accepting(), {
      credentials: () => ({ username: account, password }),
    })
    await post()
    account = 'SK2'
    expect((await post()).headers.get('Operation-Id')).toBe('o2')
    expect(sent).toHaveLength(2)
  })

  it('is the same request if the ID differs only in case', async () => {
    const { post, sent } = createProxied(accepting())
    await post()
    await post({ 'X-Submission-Id': id.toUpperCase() })
    expect(sent).toHaveLength(1)
  })

  it.each<[string, () => Request]>([
    ['another body', () => write('POST', stores, '{"displayName":"b"}', { 'X-Submission-Id': id })],
    [
      'another path',
      () => write('POST', `${stores}/s1/TraitGroups`, '{"displayName":"a"}', { 'X-Submission-Id': id }),
    ],
    ['another method', () => write('DELETE', `${stores}/s1`, null, { 'X-Submission-Id': id })],
    [
      'another If-Match',
      () => write('POST', stores, '{"displayName":"a"}', { 'X-Submission-Id': id, 'If-Match': '"2"' }),
    ],
  ])('is refused with 422 and not sent if it has %s', async (_what, request) => {
    const { proxy, post, sent } = createProxied(accepting())
    await post()
    const refused = await proxy(request())
    expect([refused.status, (await refused.json()).type]).toEqual([
      422,
      'urn:react-accepted:proxy:submission-differs',
    ])
    expect(sent).toHaveLength(1)
  })

  it('is sent again if it has an Idempotency-Key, which the API handles', async () => {
    const { post, sent } = createProxied(accepting())
    for (let time = 0; time < 2; time += 1) await post({ 'X-Submission-Id': id, 'Idempotency-Key': other })
    expect(sent).toHaveLength(2)
  })

  it('is sent again if it is a read', async () => {
    const { proxy, sent } = createProxied(() => json({ stores: [] }))
    for (let time = 0; time < 2; time += 1)
      await proxy(new Request(write('GET', stores, null), { headers: { 'X-Submission-Id': id } }))
    expect(sent).toHaveLength(2)
  })

  it.each<[string, Upstream, number]>([
    ['a broken connection', () => Promise.reject(new Error('cut')), 502],
    ['a 500', () => json({ code: 20500 }, 500), 500],
    ['a 503', () => json({ code: 20503 }, 503, { 'Retry-After': '1' }), 503],
    ['HTML from a gateway', () => new Response('<p>', { status: 504 }), 504],
    ['a 400', () => json({ code: 20001 }, 400), 400],
    ['a 404', () => json({ code: 20404 }, 404), 404],
    ['a 202 that names no operation', () => json({ statusUrl: 'https://evil.example/x' }, 202), 502],
  ])('is not sent again after %s', async (_what, upstream, status) => {
    const { post, sent, errors } = createProxied(upstream)
    const first = await post()
    const told = errors.length
    const again = await post()
    expect([first.status, again.status]).toEqual([status, status])
    expect(await again.text()).toBe(await first.text())
    expect([sent.length, errors.length]).toEqual([1, told])
  })

  it.each([401, 403, 425, 429])('is sent again after a %d, because the API did nothing', async (status) => {
    const answers = [
      json({}, status),
      new Response('<p>', { status }),
      json({}, 202, { 'Operation-Id': 'o1' }),
    ]
    const { post, sent } = createProxied(() => answers.shift() ?? json({}))
    const seen = [(await post()).status, (await post()).status, (await post()).status]
    expect([seen, sent.length]).toEqual([[status, status, 202], 3])
  })

  it('is not sent again if the response was too long to keep', async () => {
    const { post, sent } = createProxied(() =>
      json({ a: 'x'.repeat(100_000) }, 202, { 'Operation-Id': 'o1' }),
    )
    expect((await post()).status).toBe(202)
    const again = await post()
    expect([again.status, (await again.json()).type]).toEqual([
      502,
      'urn:react-accepted:proxy:answer-not-kept',
    ])
    expect(sent).toHaveLength(1)
  })

  it('stays cached for one tenant, however many requests another sends', async () => {
    const { post, sent } = createProxied(accepting())
    await post({ 'X-Submission-Id': id, 'X-Scope': 'small' })
    for (let count = 0; count < 2_100; count += 1) {
      const one = `019a7835-2350-7c1e-9a44-${String(count).padStart(12, '0')}`
      await post({ 'X-Submission-Id': one, 'X-Scope': 'busy' })
    }
    const before = sent.length
    await post({ 'X-Submission-Id': id, 'X-Scope': 'small' })
    expect(sent.length).toBe(before)
  })

  it('gets a 504 and is not sent again if the first request never ends, as happens in Workers', async () => {
    vi.useFakeTimers()
    const { post, sent, asked } = createProxied(() => new Promise(() => undefined), { timeoutMs: 5_000 })
    void post()
    // WebCrypto does not run on the fake clock.
    const settle = async (isThere: () => boolean): Promise<void> => {
      while (!isThere()) await crypto.subtle.digest('SHA-256', new Uint8Array(1))
    }
    await settle(() => sent.length === 1)
    vi.clearAllTimers()
    const joined = post()
    await settle(() => asked.length === 2 && vi.getTimerCount() === 1)
    await vi.advanceTimersByTimeAsync(5_000)
    expect((await joined).status).toBe(504)
    expect(sent).toHaveLength(1)
    vi.useRealTimers()
  })
})

const open: Server[] = []
afterEach(() => {
  vi.useRealTimers()
  for (const server of open.splice(0)) server.closeAllConnections()
})

it('a repeated write gets the response even if the browser aborted the first request', async () => {
  let answer: (response: Response) => void = () => undefined
  const { proxy, sent, asked } = createProxied(() => new Promise((resolve) => (answer = resolve)))
  const server = createServer(toNodeListener(proxy))
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const headers = { 'Content-Type': 'application/json', 'X-Submission-Id': id }
  const begin = () => {
    const request = httpRequest({ port, method: 'POST', path: `/api/twilio${stores}`, headers })
    request.on('error', () => undefined).end('{"displayName":"a"}')
    return request
  }
  const cut = begin()
  await vi.waitUntil(() => sent.length === 1)
  cut.destroy()
  const second = new Promise<number | undefined>((resolve) =>
    begin().on('response', (response) => resolve(response.resume().statusCode)),
  )
  await vi.waitUntil(() => asked.length === 2)
  answer(json({}, 202, { 'Operation-Id': 'o1' }))
  expect(await second).toBe(202)
  expect(sent).toHaveLength(1)
})
