import { describe, expect, it } from 'vitest'

import { exchange, get, json, leaks, password, write } from '../exchange.ts'
import type { Upstream } from '../exchange.ts'

const stores = '/v1/ControlPlane/Stores'
const operations = '/v2/ControlPlane/Operations'
const evil = 'https://evil.example/v2/ControlPlane/Operations/o1'

function html(status: number, headers: Record<string, string> = {}): Upstream {
  const type = { 'Content-Type': 'text/html', ...headers }
  return () => new Response('<script>alert(1)</script>', { status, headers: type })
}

/** A response with a status that `new Response` rejects, as `fetch` returns it if a server sends one. */
function ofStatus(status: number, response = json({ statusUrl: evil }, 200)): Upstream {
  return () =>
    new Proxy(response, {
      get: (target, name) => (name === 'status' ? status : Reflect.get(target, name, target)),
    })
}

describe('hostile responses', () => {
  it.each([600, 999, 100, 101, 0, 199, Number.NaN, 200.5])('a status of %d becomes a 502', async (code) => {
    for (const request of [get(`${operations}/o1`), write('POST', stores)]) {
      const { status, text, calls } = await exchange(request, ofStatus(code))
      expect([status, JSON.parse(text).type, calls.length]).toEqual([
        502,
        'urn:react-accepted:proxy:upstream-status',
        1,
      ])
    }
    const broken = await exchange(get(stores), ofStatus(code, new Response('<p>')))
    expect(broken.status).toBe(502)
  })

  it.each([
    [204, json({ a: 1 })],
    [205, json({ a: 1 })],
    [204, json({}, 200, { Location: evil, 'Operation-Id': 'o1' })],
  ])('a %d to a write becomes a 204 without a body', async (code, response) => {
    const { status, text } = await exchange(write('DELETE', `${stores}/s1`), ofStatus(code, response))
    expect([status, text]).toEqual([204, ''])
  })

  it.each([204, 205, 304])('a %d to a read becomes a 502', async (code) => {
    const { status } = await exchange(get(`${stores}/s1`), ofStatus(code))
    expect(status).toBe(502)
  })

  it('an Operation-Id that is a path does not replace a foreign statusUrl', async () => {
    const { status, text } = await exchange(write('POST', stores), () =>
      json({ statusUrl: evil }, 202, { 'Operation-Id': '../../x' }),
    )
    expect([status, text.includes('x"')]).toEqual([502, false])
  })

  it('a 429 in HTML keeps its Retry-After', async () => {
    const { response, status } = await exchange(get(`${operations}/o1`), html(429, { 'Retry-After': '9' }))
    expect([status, response.headers.get('Retry-After')]).toEqual([429, '9'])
  })

  it('a foreign URL in an error is dropped, and the error is kept', async () => {
    const { response, status, text } = await exchange(get(`${operations}/o1`), () =>
      json({ code: 20404, statusUrl: evil, resultUrl: evil }, 404, { Location: evil }),
    )
    expect([status, JSON.parse(text)]).toEqual([404, { code: 20404 }])
    expect(response.headers.has('Location')).toBe(false)
  })

  it('malformed headers are dropped individually', async () => {
    const { response } = await exchange(get(`${operations}/o1`), () =>
      json({}, 200, {
        'Retry-After': '5<script>',
        'Operation-Id': '../../x',
        Date: 'a'.repeat(99),
        ETag: '"a b"',
        'Twilio-Request-Id': 'é',
        'X-Conflicting-Resource-Id': 'a/b',
        'Access-Control-Allow-Origin': '*',
        'Content-Security-Policy': 'x',
        'Set-Cookie': 'a=b',
      }),
    )
    expect([...response.headers.keys()]).toEqual([
      'cache-control',
      'content-type',
      'cross-origin-resource-policy',
      'vary',
      'x-content-type-options',
    ])
  })

  it('prototype members reach neither the page nor the proxy', async () => {
    const hostile =
      '{"__proto__":{"statusUrl":"/x"},"constructor":{"prototype":{"a":1}},"list":[{"__proto__":1}]}'
    const { text } = await exchange(
      get(`${operations}/o1`),
      () => new Response(hostile, { headers: { 'Content-Type': 'application/json' } }),
    )
    expect(text).toBe('{"constructor":{"prototype":{"a":1}},"list":[{}]}')
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('the password in the caller’s own request is not sent back', async () => {
    const request = write('POST', stores, `{"displayName":${JSON.stringify(password)}`, {
      'X-Note': password,
    })
    const { response, status, text } = await exchange(request)
    expect(status).toBe(400)
    expect(leaks(response, text)).toEqual([])
  })
})
