import { createOperationsProxy } from 'react-accepted/server'
import type { OperationsProxyOptions } from 'react-accepted/server'
import { describe, expect, it } from 'vitest'

import { json } from '../exchange.ts'
import { get, optionsOf, redirect, ROUTES, SECRET } from './exchange.ts'

/** A proxy whose API counts its polls, and whose clock the test moves. */
function shared(answer: (poll: number) => Response, more: Partial<OperationsProxyOptions> = {}) {
  let now = Date.parse('2026-01-15T09:30:00Z')
  let polls = 0
  const proxy = createOperationsProxy({
    ...optionsOf(),
    authorize: (request) => ({ scope: request.headers.get('X-Tenant') ?? 'a' }),
    now: () => now,
    fetch: () => Promise.resolve(answer((polls += 1))),
    ...more,
  })
  return {
    proxy,
    polls: () => polls,
    wait: (ms: number) => {
      now += ms
    },
    read: async (path = '/jobs/7', headers: HeadersInit = {}) => {
      const response = await proxy(get(path, headers))
      return { status: response.status, headers: response.headers, text: await response.text() }
    },
  }
}

const count = (poll: number, headers: Record<string, string> = {}, status = 200): Response =>
  json({ poll }, status, headers)

describe('a status in any words is shared', () => {
  it('until its Retry-After, by all viewers at once and later', async () => {
    const { read, polls, wait } = shared((poll) => count(poll, { 'Retry-After': '30' }, 202))
    const viewers = await Promise.all(Array.from({ length: 50 }, () => read()))
    wait(29_999)
    viewers.push(await read())
    expect(new Set(viewers.map(({ status, text }) => `${status} ${text}`))).toEqual(
      new Set(['202 {"poll":1}']),
    )
    expect(Number(viewers.at(-1)?.headers.get('Retry-After'))).toBeGreaterThanOrEqual(1)
    expect(polls()).toBe(1)
    wait(1)
    expect((await read()).text).toBe('{"poll":2}')
  })

  it('without a Retry-After for at most 5 s, and no viewer gets one', async () => {
    const { read, polls, wait } = shared((poll) => count(poll))
    for (let round = 1; round <= 12; round += 1) {
      expect((await read()).text).toBe(`{"poll":${round}}`)
      wait(999)
      const again = await read()
      // In some APIs, a 200 with a Retry-After is still running.
      expect([again.text, again.headers.get('Retry-After')]).toEqual([`{"poll":${round}}`, null])
      wait(4_001)
    }
    expect(polls()).toBe(12)
  })

  it('as the 200 that stands for a redirect', async () => {
    const { read, polls } = shared(() => redirect(303, '/jobs/7/rows/1'))
    for (const { status, headers } of [await read(), await read()])
      expect([status, headers.get('Redirect-Status'), headers.get('Location')]).toEqual([
        200,
        '303',
        '/api/any/jobs/7/rows/1',
      ])
    expect(polls()).toBe(1)
  })

  it('not if it is an error, and not if it is another read', async () => {
    const { read, polls } = shared((poll) => count(poll, {}, poll % 2 ? 404 : 500))
    for (const status of [404, 500, 404]) expect((await read()).status).toBe(status)
    const other = shared((poll) => count(poll, { 'Retry-After': '30' }))
    await Promise.all([1, 2, 3].map(() => other.read('/jobs/7/rows/1')))
    expect([polls(), other.polls()]).toEqual([3, 3])
  })

  it('during the pause that a 429 asks for', async () => {
    const { read, polls, wait } = shared((poll) =>
      poll === 2 ? count(poll, { 'Retry-After': '60' }, 429) : count(poll, { 'Retry-After': '5' }),
    )
    await read()
    wait(5_000)
    expect((await read()).status).toBe(429)
    wait(59_000)
    expect([(await read()).text, polls()]).toEqual(['{"poll":1}', 2])
    wait(1_000)
    expect([(await read()).text, polls()]).toEqual(['{"poll":3}', 3])
  })
})

describe('a status is not shared between', () => {
  const byRead = async (one: Promise<{ text: string }>, other: Promise<{ text: string }>) =>
    new Set([(await one).text, (await other).text]).size

  it('scopes, paths, queries and listed headers', async () => {
    const routes = ROUTES.map((route) =>
      route.isStatus === true ? { ...route, headers: ['Prefer'] } : route,
    )
    const { read } = shared((poll) => count(poll, { 'Retry-After': '30' }), { routes })
    const first = read()
    await first
    expect(await byRead(first, read())).toBe(1)
    for (const other of [
      read('/jobs/7', { 'X-Tenant': 'b' }),
      read('/jobs/8'),
      read('/jobs/7?wait=5'),
      read('/jobs/7', { Prefer: 'x' }),
    ])
      expect(await byRead(first, other)).toBe(2)
  })

  it('accounts, upstreams and paths of proxies that share a store', async () => {
    const kept = new Map<string, string>()
    const statusStore = {
      get: (key: string) => kept.get(key),
      set: (key: string, value: string) => kept.set(key, value),
      setIfAbsent(key: string, value: string) {
        const isNew = !kept.has(key)
        if (isNew) kept.set(key, value)
        return isNew
      },
    }
    let polls = 0
    const fetch = () => Promise.resolve(count((polls += 1), { 'Retry-After': '30' }))
    const credentials = (account: string) => ({ account, query: { code: SECRET } })
    const textOf = async (more: Partial<OperationsProxyOptions>) => {
      const { proxy } = shared(() => json({}), { statusStore, fetch, credentials: credentials('a'), ...more })
      return (await proxy(get('/jobs/7'))).text()
    }
    const same = await textOf({})
    expect(await textOf({})).toBe(same)
    const others = [
      await textOf({ credentials: credentials('b') }),
      await textOf({ upstream: 'https://other.example' }),
      await textOf({ publicPath: '/other' }),
    ]
    expect(new Set([same, ...others]).size).toBe(4)
    for (const text of [...kept].flat()) expect(text).not.toContain(encodeURIComponent(SECRET).slice(0, 10))
  })
})
