import type { StatusStore } from 'react-accepted/server'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import type { OrchestratorProxyOptions } from 'react-accepted/twilio/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { get, json, password, username, write } from '../exchange.ts'
import type { Upstream } from '../exchange.ts'

const path = '/v2/ControlPlane/Operations/o1'

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function status(word = 'PENDING', headers: Record<string, string> = { 'Retry-After': '10' }): Response {
  return json({ operationId: 'o1', status: word }, 200, headers)
}

/** The username sent to Twilio. */
function accountOf({ headers }: RequestInit): string {
  return atob(new Headers(headers).get('Authorization')?.slice(6) ?? '').split(':', 1)[0] ?? ''
}

/** A proxy for several requests; the `X-Scope` header sets their scope. */
function createProxy(upstream: Upstream, options: Partial<OrchestratorProxyOptions> = {}) {
  const urls: string[] = []
  const asked: string[] = []
  const errors: unknown[] = []
  const proxy = createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username, password },
    authorize: (request) => {
      const scope = request.headers.get('X-Scope') ?? 'a'
      asked.push(scope)
      return scope !== 'nobody' && { scope }
    },
    fetch: async (url, init) => {
      urls.push(url)
      return upstream(url, init)
    },
    onError: (error) => errors.push(error),
    ...options,
  })
  const poll = async (scope = 'a', of = path) => {
    const response = await proxy(get(of, { 'X-Scope': scope }))
    return {
      status: response.status,
      retryAfter: response.headers.get('Retry-After'),
      headers: response.headers,
      body: await response.json(),
    }
  }
  return { proxy, poll, urls, asked, errors }
}

describe('the viewers of one operation', () => {
  it('share one poll until its Retry-After has passed', async () => {
    const { poll, urls, asked } = createProxy(() => status())
    const first = await poll()
    expect(first.retryAfter).toBe('10')
    vi.advanceTimersByTime(9_999)
    expect((await poll()).body).toEqual(first.body)
    expect(urls).toHaveLength(1)
    vi.advanceTimersByTime(1)
    await poll()
    expect(urls).toHaveLength(2)
    expect(asked).toEqual(['a', 'a', 'a'])
  })

  it('share a poll that is already in flight', async () => {
    let answer: (response: Response) => void = () => undefined
    const { poll, urls } = createProxy(() => new Promise((resolve) => (answer = resolve)))
    const polls = Array.from({ length: 50 }, () => poll())
    await vi.waitUntil(() => urls.length > 0)
    answer(status())
    const answers = await Promise.all(polls)
    expect(answers.every(({ body }) => body.status === 'PENDING')).toBe(true)
    expect(urls).toHaveLength(1)
  })

  it('get their response even if the first viewer disconnects', async () => {
    let answer: (response: Response) => void = () => undefined
    const { proxy, poll } = createProxy(
      (_url, init) =>
        new Promise((resolve, reject) => {
          answer = resolve
          init.signal?.addEventListener('abort', () => reject(new Error('aborted')))
        }),
    )
    const controller = new AbortController()
    const left = proxy(new Request(get(path), { signal: controller.signal }))
    const stayed = poll()
    await vi.advanceTimersByTimeAsync(0)
    controller.abort()
    await vi.advanceTimersByTimeAsync(0)
    answer(status())
    expect((await stayed).status).toBe(200)
    await left
  })

  it('time out and then poll again if the first request dies with its poll, as happens in Workers', async () => {
    const answers = [new Promise<Response>(() => undefined), Promise.resolve(status())]
    const { poll, urls } = createProxy(() => answers.shift() ?? status(), { timeoutMs: 5_000 })
    void poll()
    await vi.advanceTimersByTimeAsync(0)
    expect(urls).toHaveLength(1)
    vi.clearAllTimers()
    const joined = poll()
    await vi.advanceTimersByTimeAsync(9_000)
    expect((await joined).status).toBe(504)
    expect((await poll()).body.status).toBe('PENDING')
    expect(urls).toHaveLength(2)
  })

  it.each([
    [0, 3_700, '7'],
    [0.999, 3_700, '8'],
    [0, 9_999, '1'],
    [0.999, 0, '11'],
  ])('get a Retry-After that is never early (random %d, %d ms later: %s)', async (random, ms, expected) => {
    vi.spyOn(Math, 'random').mockReturnValue(random)
    const { poll } = createProxy(() => status('PENDING', { 'Retry-After': '10', Date: 'x', ETag: '"1"' }))
    await poll()
    vi.advanceTimersByTime(ms)
    const { retryAfter, headers } = await poll()
    expect(retryAfter).toBe(expected)
    expect(headers.has('Date')).toBe(false)
    expect(headers.get('ETag')).toBe('"1"')
  })

  it('are spread over a tenth of a long wait', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1)
    const { poll } = createProxy(() => status('PENDING', { 'Retry-After': '300' }))
    await poll()
    expect((await poll()).retryAfter).toBe('330')
  })

  it('are each passed to authorize, which can refuse any of them', async () => {
    const { poll, urls } = createProxy(() => status())
    await poll()
    expect((await poll('nobody')).status).toBe(403)
    expect(urls).toHaveLength(1)
  })

  it('share no poll with those of another scope, another operation or the other API', async () => {
    const { poll, urls } = createProxy((_url, init) => status(accountOf(init)), {
      credentials: (scope) => ({ username: `SK${scope}`, password }),
    })
    const seen: unknown[] = []
    for (const scope of ['a', 'b', 'a', 'b']) seen.push((await poll(scope)).body.status)
    expect(seen).toEqual(['SKa', 'SKb', 'SKa', 'SKb'])
    expect(urls).toHaveLength(2)
    await poll('a', '/v2/ControlPlane/Operations/o2')
    await poll('a', '/v1/ControlPlane/Operations/o1')
    expect(urls).toHaveLength(4)
  })
})

describe('the status cache', () => {
  it.each([
    ['a 404', () => json({ code: 20404 }, 404)],
    ['a 429', () => json({ code: 20429 }, 429, { 'Retry-After': '9' })],
    ['a 503', () => json({ code: 20503 }, 503)],
    ['a 503 that says COMPLETED', () => json({ status: 'COMPLETED' }, 503, { 'Retry-After': '9' })],
    ['HTML', () => new Response('<p>', { headers: { 'Content-Type': 'text/html' } })],
    ['a foreign URL', () => json({ status: 'PENDING', statusUrl: 'https://evil.example/x' })],
    ['the credentials', () => json({ status: 'PENDING', echo: password })],
    ['a response without a status', () => json({ operationId: 'o1' }, 200, { 'Retry-After': '9' })],
    ['a status that is not a string', () => json({ status: {} }, 200, { 'Retry-After': '9' })],
    ['a response of 100 kB', () => json({ status: 'PENDING', a: 'x'.repeat(100_000) }, 200)],
    ['a failed connection', () => Promise.reject(new Error('x'))],
  ])('does not keep %s', async (_what, upstream) => {
    const { poll, urls } = createProxy(upstream)
    const first = await poll()
    vi.advanceTimersByTime(2)
    expect((await poll()).status).toBe(first.status)
    expect(urls).toHaveLength(2)
  })

  it('passes an error to every waiting request and logs it once', async () => {
    const { poll, urls, errors } = createProxy(() => Promise.reject(new Error('no way')))
    const answers = await Promise.all(Array.from({ length: 5 }, () => poll()))
    expect(answers.map((one) => one.status)).toEqual([502, 502, 502, 502, 502])
    expect([urls.length, errors.length]).toEqual([1, 1])
  })

  it('does not serve an earlier response after an error', async () => {
    const answers = [status(), json({}, 503), status('COMPLETED')]
    const { poll } = createProxy(() => answers.shift() ?? status())
    await poll()
    vi.advanceTimersByTime(10_000)
    expect((await poll()).status).toBe(503)
    vi.advanceTimersByTime(2)
    expect((await poll()).body.status).toBe('COMPLETED')
  })

  it.each(['COMPLETED', 'FAILED', 'CANCELLED'])('keeps %s for a minute without Retry-After', async (word) => {
    const { poll, urls } = createProxy(() => status(word, {}))
    await poll()
    vi.advanceTimersByTime(59_999)
    expect((await poll()).retryAfter).toBeNull()
    expect(urls).toHaveLength(1)
    vi.advanceTimersByTime(1)
    await poll()
    expect(urls).toHaveLength(2)
  })

  it('keeps a final status for twice the previous wait if that is longer than a minute', async () => {
    const answers = [status('PENDING', { 'Retry-After': '100' }), status('FAILED', {})]
    const { poll, urls } = createProxy(() => answers.shift() ?? status())
    await poll()
    vi.advanceTimersByTime(100_000)
    await poll()
    vi.advanceTimersByTime(199_999)
    expect((await poll()).body.status).toBe('FAILED')
    expect(urls).toHaveLength(2)
  })

  it.each([
    ['0', 1_000],
    ['junk', 1_000],
    ['99999999', 600_000],
    ['Tue, 14 Nov 2023 22:13:30 GMT', 10_000],
  ])('keeps a response with Retry-After: %s for %d ms', async (retryAfter, ms) => {
    const { poll, urls } = createProxy(() => status('PENDING', { 'Retry-After': retryAfter }))
    await poll()
    vi.advanceTimersByTime(ms - 1)
    await poll()
    expect(urls).toHaveLength(1)
    vi.advanceTimersByTime(1)
    await poll()
    expect(urls).toHaveLength(2)
  })

  it('keeps responses without Retry-After for one second, growing by half up to 30 s, as the client waits', async () => {
    const { poll, urls } = createProxy(() => status('PENDING', {}))
    const kept: number[] = []
    let at = 0
    for (let ms = 0; ms < 150_000; ms += 250) {
      const before = urls.length
      await poll()
      if (urls.length > before) {
        kept.push(ms - at)
        at = ms
      }
      vi.advanceTimersByTime(250)
    }
    expect(kept.slice(1, 5)).toEqual([1_000, 1_500, 2_250, 3_500])
    expect(Math.max(...kept)).toBe(30_000)
  })

  it('falls back to the last Retry-After for a response without one', async () => {
    const answers = [status(), status('PENDING', {})]
    const { poll, urls } = createProxy(() => answers.shift() ?? status())
    await poll()
    vi.advanceTimersByTime(10_000)
    await poll()
    vi.advanceTimersByTime(9_999)
    await poll()
    expect(urls).toHaveLength(2)
  })

  it('keeps only reads of operations', async () => {
    const { poll, urls } = createProxy(() => json({ status: 'ACTIVE' }, 200, { 'Retry-After': '10' }))
    for (let times = 0; times < 3; times += 1) await poll('a', '/v1/ControlPlane/Stores/s1')
    expect(urls).toHaveLength(3)
  })

  it('keeps nothing if statusStore is null', async () => {
    const { poll, urls } = createProxy(() => status(), { statusStore: null })
    await poll()
    await poll()
    expect(urls).toHaveLength(2)
  })

  it('keeps a bounded number of responses', async () => {
    const { poll, urls } = createProxy(() => status())
    for (let id = 0; id < 2_000; id += 1) await poll('a', `/v2/ControlPlane/Operations/o${id}`)
    await poll('a', '/v2/ControlPlane/Operations/o1999')
    expect(urls).toHaveLength(2_000)
    await poll('a', '/v2/ControlPlane/Operations/o0')
    expect(urls).toHaveLength(2_001)
  })

  it('never evicts the responses of one tenant for another, by number or by length', async () => {
    const { poll, urls } = createProxy(() => json({ status: 'PENDING', a: 'x'.repeat(60_000) }, 200, wait))
    await poll('small')
    for (let id = 0; id < 500; id += 1) await poll('long', `/v2/ControlPlane/Operations/o${id}`)
    const many = createProxy(() => status('PENDING', wait))
    await many.poll('small')
    for (let id = 0; id < 2_500; id += 1) await many.poll('many', `/v2/ControlPlane/Operations/o${id}`)
    const [before, beforeMany] = [urls.length, many.urls.length]
    await poll('small')
    await many.poll('small')
    expect([urls.length, many.urls.length]).toEqual([before, beforeMany])
  })
})

const wait = { 'Retry-After': '600' }

/** A store shared by several processes. */
function createStore(): StatusStore & { readonly entries: Map<string, { value: string; until: number }> } {
  const entries = new Map<string, { value: string; until: number }>()
  const read = (key: string) => {
    const entry = entries.get(key)
    return entry !== undefined && Date.now() < entry.until ? entry.value : null
  }
  const put = (key: string, value: string, ttlMs: number) => {
    if (!(ttlMs >= 1)) throw new RangeError(`A ttl of ${ttlMs} ms`)
    entries.set(key, { value, until: Date.now() + ttlMs })
  }
  return {
    entries,
    get: async (key) => read(key),
    set: async (key, value, ttlMs) => put(key, value, ttlMs),
    setIfAbsent: async (key, value, ttlMs) => {
      if (read(key) !== null) return false
      put(key, value, ttlMs)
      return true
    },
  }
}

describe('a store shared by several processes', () => {
  it('makes them share one poll', async () => {
    const statusStore = createStore()
    const one = createProxy(() => status(), { statusStore })
    const two = createProxy(() => status(), { statusStore })
    await one.poll()
    await two.poll()
    expect([one.urls.length, two.urls.length]).toEqual([1, 0])
  })

  it('lets the others serve the previous response with a Retry-After of one second while one of them polls', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const statusStore = createStore()
    let answer: (response: Response) => void = () => undefined
    const one = createProxy(() => new Promise((resolve) => (answer = resolve)), { statusStore })
    const two = createProxy(() => status('COMPLETED'), { statusStore })
    const first = one.poll()
    await vi.advanceTimersByTimeAsync(0)
    answer(status())
    await first
    vi.advanceTimersByTime(10_000)
    const second = one.poll()
    await vi.advanceTimersByTimeAsync(0)
    const meanwhile = await two.poll()
    expect([meanwhile.body.status, meanwhile.retryAfter]).toEqual(['PENDING', '1'])
    answer(status('COMPLETED'))
    await second
    expect((await two.poll()).body.status).toBe('COMPLETED')
    expect([one.urls.length, two.urls.length]).toEqual([2, 0])
  })

  it('holds no credentials', async () => {
    const statusStore = createStore()
    const { poll } = createProxy(() => status(), { statusStore })
    await poll()
    const text = JSON.stringify([...statusStore.entries])
    expect(text).toContain('PENDING')
    expect(text).not.toContain(btoa(`${username}:${password}`))
    expect(text).not.toContain(password.slice(0, 12))
  })

  it.each([
    ['fails', () => Promise.reject(new Error('down'))],
    [
      'throws',
      () => {
        throw new Error('down')
      },
    ],
    ['never answers', () => new Promise<never>(() => undefined)],
  ])('costs extra polls, but no responses, if it %s', async (_what, broken) => {
    const statusStore = { get: broken, set: broken, setIfAbsent: broken }
    const { poll, urls, errors } = createProxy(() => status(), { statusStore })
    for (let times = 0; times < 2; times += 1) {
      const polled = poll()
      await vi.advanceTimersByTimeAsync(10_000)
      expect((await polled).body.status).toBe('PENDING')
    }
    expect(urls).toHaveLength(2)
    expect(errors.length).toBeGreaterThan(3)
  })

  it.each([
    '',
    'x',
    '[]',
    '{}',
    '{"text":1}',
    '{"text":"{}","headers":[["a"]],"askAgainAt":9e99,"waitMs":1}',
  ])('is treated as empty if it holds %j', async (value) => {
    const statusStore = { ...createStore(), get: () => value }
    const { poll, urls } = createProxy(() => status(), { statusStore })
    expect((await poll()).body.status).toBe('PENDING')
    expect(urls).toHaveLength(1)
  })

  it('does not serve a response any longer if the clock is set back', async () => {
    const { poll, urls } = createProxy(() => status())
    await poll()
    vi.setSystemTime(1_600_000_000_000)
    await poll()
    expect(urls).toHaveLength(2)
  })
})

it('concurrent identical writes are all sent', async () => {
  const { proxy, urls } = createProxy(() => json({}, 202))
  await Promise.all([1, 2].map(() => proxy(write('DELETE', '/v1/ControlPlane/Stores/s1'))))
  expect(urls).toHaveLength(2)
})
