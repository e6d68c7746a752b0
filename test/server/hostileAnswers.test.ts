import { describe, expect, it } from 'vitest'

import {
  exchange,
  get,
  json,
  leaks,
  operationId,
  password,
  strayCalls,
  username,
  write,
  type Upstream,
} from './proxyKit.ts'

const configurations = '/v2/ControlPlane/Configurations'
const stores = '/v1/ControlPlane/Stores'
const operations = '/v2/ControlPlane/Operations'
const evil = 'https://evil.example/v2/ControlPlane/Operations/o1'
const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) })
}

/** What `redirect: 'manual'` gives in runtimes that keep a redirect's status to themselves. */
function opaque(response: Response): Response {
  return Object.defineProperty(response, 'type', { value: 'opaqueredirect' })
}

function html(status: number, headers: Record<string, string> = {}): Upstream {
  const type = { 'Content-Type': 'text/html', ...headers }
  return () => new Response('<script>alert(1)</script>', { status, headers: type })
}

describe('hostile answers', () => {
  const pair = `${username}:${password}`
  const foreignUrls = [
    evil,
    'https://evil.example',
    'http://conversations.twilio.com/v2/ControlPlane/Operations/o1',
    'https://conversations.twilio.com:8443/v2/ControlPlane/Operations/o1',
    'https://conversations.twilio.com.evil.example/v2/ControlPlane/Operations/o1',
    'https://user:pass@conversations.twilio.com/v2/ControlPlane/Operations/o1',
    'https://conversations.twilio.com@evil.example/v2/ControlPlane/Operations/o1',
    'https://memory.twilio.com/v2/ControlPlane/Operations/o1',
    'https://conversations.twilio.com/v1/ControlPlane/Operations/o1',
    'https://conversations.twilio.com/v2/ControlPlane/Operations/../../Conversations',
    'https://conversations.twilio.com/v2/ControlPlane/Operations/%2e%2e/x',
    'https://conversations.twilio.com/v2/ControlPlane/Operations/o1?next=evil',
    'https://conversations.twilio.com/v2/ControlPlane/Operations/o1#x',
    'https://conversations.twilio.com\\v2\\ControlPlane\\Operations\\o1',
    'https://conversations.twilio.com/v2/ControlPlane/Opera\ttions/o1',
    'https://conversations.twilio.com/v2/Conversations/c1',
    'https://conversations.twilio.com/v2/ControlPlane/Configurations/c1',
    '//evil.example/v2/ControlPlane/Operations/o1',
    '/\\evil.example/v2/ControlPlane/Operations/o1',
    '../../evil',
    'o1',
    'javascript:alert(1)',
    'data:application/json,{}',
    '',
    `https://conversations.twilio.com/v2/ControlPlane/Operations/${'a'.repeat(2100)}`,
  ]

  it.each(foreignUrls)('statusUrl %j in a read is a 502', async (statusUrl) => {
    const { response, status, text, calls } = await exchange(get(`${operations}/o1`), () =>
      json({ status: 'PENDING', statusUrl }),
    )
    expect(status).toBe(502)
    expect(calls).toHaveLength(1)
    expect(text).not.toContain('evil')
    expect(leaks(response, text)).toEqual([])
  })

  it.each(foreignUrls)('statusUrl %j in a 202 gives way to Operation-Id', async (statusUrl) => {
    const { status, text } = await exchange(write('POST', configurations), () =>
      json({ statusUrl }, 202, { 'Operation-Id': operationId }),
    )
    expect([status, JSON.parse(text)]).toEqual([
      202,
      { statusUrl: `/api/twilio${operations}/${operationId}` },
    ])
  })

  const answers: readonly [what: string, upstream: Upstream, status: number][] = [
    ['a statusUrl that is a list', () => json({ statusUrl: [evil] }), 502],
    ['a statusUrl that is an object', () => json({ statusUrl: { toString: evil } }), 502],
    ['a foreign resultUrl', () => json({ status: 'COMPLETED', resultUrl: evil }), 502],
    ['a resultUrl with dots', () => json({ resultUrl: 'https://conversations.twilio.com/v2/../x' }), 502],
    ['a foreign Location', () => json({}, 200, { Location: evil }), 502],
    ...[300, 301, 302, 303, 304, 307, 308].map((code): [string, Upstream, number] => [
      `a redirect ${code}`,
      () => new Response(null, { status: code, headers: { Location: evil } }),
      502,
    ]),
    [
      'a redirect to itself',
      () => new Response(null, { status: 307, headers: { Location: operations } }),
      502,
    ],
    ['a redirect in JSON', () => json({ status: 'COMPLETED' }, 307, { Location: `${operations}/o2` }), 502],
    ['a redirect a browser has hidden', () => opaque(json({ status: 'COMPLETED' })), 502],
    ['HTML as 200', html(200), 502],
    ['HTML as 404', html(404), 404],
    ['HTML as 503', html(503, { 'Retry-After': '9' }), 503],
    [
      'JSON that calls itself HTML',
      () => new Response('{}', { headers: { 'Content-Type': 'text/html' } }),
      502,
    ],
    ['JSON without a type', () => new Response(new TextEncoder().encode('{}')), 502],
    ['half of a JSON', () => new Response('{"a":', { headers: { 'Content-Type': 'application/json' } }), 502],
    ['a JSON list', () => json([1]), 502],
    [
      'JSON nested beyond the stack',
      () => new Response(`{"a":${deep}}`, { headers: { 'Content-Type': 'application/json' } }),
      502,
    ],
    ['a 204 to a read', () => new Response(null, { status: 204 }), 502],
    ['a body beyond the bound', () => json({ a: 'x'.repeat(8_388_608) }), 502],
    [
      'a body without an end',
      () => new Response(endless(), { headers: { 'Content-Type': 'application/json' } }),
      502,
    ],
    [
      'a body that breaks',
      () =>
        new Response(new ReadableStream({ start: (c) => c.error(new Error(password)) }), {
          headers: { 'Content-Type': 'application/json' },
        }),
      502,
    ],
    ['a failed connection that tells', () => Promise.reject(new TypeError(`connect ${pair}`)), 502],
    [
      'a thrown credential',
      () => {
        throw new Error(`Basic ${btoa(pair)}`)
      },
      502,
    ],
    ['an answer that is no answer', () => Response.error(), 502],
    ['the password', () => json({ echo: `x${password}y` }), 502],
    ['the password in an error', () => json({ message: password }, 401), 502],
    ['the password as a member’s name', () => json({ [password]: 1 }), 502],
    [
      'the password in JSON escapes',
      () =>
        new Response(`{"a":"\\u005a${password.slice(1).replace('"', '\\"')}"}`, {
          headers: { 'Content-Type': 'application/json' },
        }),
      502,
    ],
    ['the password URL-encoded', () => json({ echo: encodeURIComponent(password) }), 502],
    ['the password in base64', () => json({ echo: btoa(password) }), 502],
    ['the Authorization header', () => json({ headers: { authorization: `Basic ${btoa(pair)}` } }), 502],
    ['the pair in base64url', () => json({ echo: Buffer.from(pair).toString('base64url') }), 502],
    ['the password in an ETag', () => json({}, 200, { ETag: `"${password.replace('"', '"')}"` }), 502],
    ['the password in a request ID', () => json({}, 200, { 'Twilio-Request-Id': btoa(pair) }), 502],
    [
      'the password in HTML',
      () => new Response(`<p>${password}</p>`, { status: 500, headers: { 'Content-Type': 'text/html' } }),
      500,
    ],
  ]

  it.each(answers)('%s', async (_what, upstream, expected) => {
    const { response, status, text, calls } = await exchange(get(`${operations}/o1`), upstream)
    expect(status).toBe(expected)
    expect(calls).toHaveLength(1)
    expect(strayCalls(calls)).toEqual([])
    expect(leaks(response, text)).toEqual([])
    expect(text).not.toMatch(/evil|script/)
    expect(response.headers.has('Location')).toBe(false)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    expect(JSON.parse(text)).toMatchObject({ status: expected, detail: expect.any(String) })
  })

  it('an Operation-Id that is a path is no way out of a foreign statusUrl', async () => {
    const { status, text } = await exchange(write('POST', stores), () =>
      json({ statusUrl: evil }, 202, { 'Operation-Id': '../../x' }),
    )
    expect([status, text.includes('x"')]).toEqual([502, false])
  })

  it('a 429 in HTML keeps its Retry-After', async () => {
    const { response, status } = await exchange(get(`${operations}/o1`), html(429, { 'Retry-After': '9' }))
    expect([status, response.headers.get('Retry-After')]).toEqual([429, '9'])
  })

  it('a foreign URL in an error is dropped, and the error kept', async () => {
    const { response, status, text } = await exchange(get(`${operations}/o1`), () =>
      json({ code: 20404, statusUrl: evil, resultUrl: evil }, 404, { Location: evil }),
    )
    expect([status, JSON.parse(text)]).toEqual([404, { code: 20404 }])
    expect(response.headers.has('Location')).toBe(false)
  })

  it('headers of a strange form are dropped one by one', async () => {
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
