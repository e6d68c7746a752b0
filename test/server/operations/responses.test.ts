import { describe, expect, it } from 'vitest'

import { deep, endless } from '../abuse/hostileBodies.ts'
import { json } from '../exchange.ts'
import { API, exchange, get, redirect, ROUTES, SECRET, write } from './exchange.ts'

const text = (body: BodyInit | null, type: string, status = 200, headers: Record<string, string> = {}) =>
  new Response(body, { status, headers: { 'Content-Type': type, ...headers } })

/** What the browser gets instead of a URL in `statusUrl`. */
async function reroot(url: unknown, more: Parameters<typeof exchange>[2] = {}): Promise<unknown> {
  const answer = await exchange(write('POST', '/jobs'), () => json({ statusUrl: url }, 202), more)
  return JSON.parse(answer.text).statusUrl
}

describe('a URL of the API', () => {
  it.each([
    [`${API}/jobs/7`, '/api/any/jobs/7'],
    ['/jobs/7', '/api/any/jobs/7'],
    [`${API}/jobs/7/`, '/api/any/jobs/7/'],
    ['http://api.example.com/jobs/7', '/api/any/jobs/7'],
    ['https://API.example.com:443/jobs/7', '/api/any/jobs/7'],
    [`${API}/jobs/7:cancel`, '/api/any/jobs/7:cancel'],
    [`${API}/jobs/7?wait=5&other=1#top`, '/api/any/jobs/7?wait=5'],
    [`${API}/jobs/7/rows/8?wait=5`, '/api/any/jobs/7/rows/8'],
  ])('%s is below publicPath: %s', async (url, path) => {
    expect(await reroot(url)).toBe(path)
  })

  it.each([
    'https://evil.example/jobs/7',
    'https://api.example.com.evil.example/jobs/7',
    'https://api.example.com@evil.example/jobs/7',
    'https://api.example.com:8443/jobs/7',
    'https://signed.example/x?X-Amz-Signature=4f2a',
    '//api.example.com/jobs/7',
    '//evil.example/jobs/7',
    `${API}/jobs/../admin`,
    `${API}/jobs/%2e%2e/admin`,
    `${API}/jobs/..;/admin`,
    `${API}/admin/secrets`,
    API,
    `${API}\\jobs\\7`,
    'javascript:alert(1)',
    'jobs/7',
    '/admin',
    '',
  ])('%s has no route, and passes unchanged', async (url) => {
    expect(await reroot(url)).toBe(url)
  })

  it('is without the path of upstream, which a gateway may have removed', async () => {
    const more = { upstream: `${API}/v1`, publicPath: '/app/any' }
    expect(await reroot(`${API}/v1/jobs/7`, more)).toBe('/app/any/jobs/7')
    expect(await reroot('/jobs/7', more)).toBe('/app/any/jobs/7')
    expect(await reroot('/v1/jobs/7', more)).toBe('/app/any/jobs/7')
  })

  it('belongs to the upstream of its route only', async () => {
    const status = {
      action: 'b',
      method: 'GET',
      path: '/status/{id}',
      upstream: 'https://b.example',
    } as const
    const routes = [...ROUTES, status]
    expect(await reroot('https://b.example/status/7', { routes })).toBe('/api/any/status/7')
    expect(await reroot('https://b.example/jobs/7', { routes })).toBe('https://b.example/jobs/7')
    expect(await reroot(`${API}/status/7`, { routes })).toBe(`${API}/status/7`)
    expect(await reroot('/status/7', { routes })).toBe('/status/7')
  })

  it('is found in lists and by the end of its path, and only there', async () => {
    const url = `${API}/jobs/7`
    const body = {
      self: url,
      data: [{ links: { self: url } }],
      urls: { get: [url] },
      statusUrl: { deep: url },
    }
    const { text: got } = await exchange(get('/jobs/7'), () => json(body))
    const own = '/api/any/jobs/7'
    expect(JSON.parse(got)).toEqual({ ...body, data: [{ links: { self: own } }], urls: { get: [own] } })
    const named = await exchange(get('/jobs/7'), () => json(body), { urlFields: ['self'] })
    expect(JSON.parse(named.text)).toMatchObject({
      self: own,
      data: [{ links: { self: own } }],
      urls: { get: [url] },
    })
  })

  it('is found in the listed headers, and CORS exposes them', async () => {
    const names = ['Location', 'Content-Location', 'Operation-Location', 'Azure-AsyncOperation']
    const sent = Object.fromEntries(names.map((name) => [name, `${API}/jobs/7`]))
    const allowedOrigins = ['https://other.example']
    const request = write('POST', '/jobs', '{}', {
      Origin: 'https://other.example',
      'Sec-Fetch-Site': 'cross-site',
    })
    const { headers } = await exchange(request, () => json({}, 202, sent), { allowedOrigins })
    expect(names.map((name) => headers.get(name))).toEqual(names.map(() => '/api/any/jobs/7'))
    const exposed = headers.get('Access-Control-Expose-Headers')?.split(', ')
    expect(exposed).toEqual(expect.arrayContaining([...names, 'Redirect-Status', 'Retry-After']))
    const own = await exchange(write('POST', '/jobs'), () => json({}, 202, { ...sent, 'X-Job': '/jobs/7' }), {
      urlHeaders: ['X-Job'],
    })
    expect([own.headers.get('X-Job'), own.headers.get('Location')]).toEqual(['/api/any/jobs/7', null])
  })

  it('is without the query parameters that hold credentials, also if its route lists them', async () => {
    const credentials = { query: { wait: 'abc' } }
    expect(await reroot(`${API}/jobs/7?wait=abc`, { credentials })).toBe('/api/any/jobs/7')
  })
})

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('of a status read, %i, becomes a 200 that says so', async (status) => {
    const {
      response,
      headers,
      text: got,
      calls,
    } = await exchange(get('/jobs/7'), () => redirect(status, `${API}/jobs/7/rows/1`))
    expect([response.status, headers.get('Redirect-Status'), got]).toEqual([200, '303', '{}'])
    expect(headers.get('Location')).toBe('/api/any/jobs/7/rows/1')
    expect(calls).toHaveLength(1)
  })

  it('of a status read keeps its JSON, and the URL of another host', async () => {
    const { headers, text: got } = await exchange(get('/jobs/7'), () =>
      redirect(303, 'https://signed.example/x?s=1', { status: 'done' }),
    )
    expect([headers.get('Location'), got]).toEqual(['https://signed.example/x?s=1', '{"status":"done"}'])
  })

  it.each<[string, Request, () => Response]>([
    ['of another read', get('/jobs/7/rows/1'), () => redirect(303, '/jobs/7')],
    ['of a file', get('/files/7'), () => redirect(302, 'https://signed.example/x')],
    ['of a write', write('POST', '/jobs'), () => redirect(303, '/jobs/7')],
    ['without a Location', get('/jobs/7'), () => redirect(303, null)],
    ['304', get('/jobs/7'), () => redirect(304, '/jobs/8')],
    ['300', get('/jobs/7'), () => redirect(300, '/jobs/8')],
    [
      'hidden by the runtime',
      get('/jobs/7'),
      () => Object.defineProperty(json({}), 'type', { value: 'opaqueredirect' }),
    ],
  ])('%s is a 502', async (_what, request, upstream) => {
    const { status, text: got, headers } = await exchange(request, upstream)
    expect([status, headers.get('Location'), headers.get('Redirect-Status')]).toEqual([502, null, null])
    expect(got).toContain('upstream-redirect')
  })

  const loginPage = '/login?returnUrl=%2Fjobs%2F7'
  it.each([
    loginPage,
    API + loginPage,
    `http://api.example.com${loginPage}`,
    `//api.example.com${loginPage}`,
    `\\login`,
    API,
    'https://idp.example/authorize?response_type=code&client_id=a&redirect_uri=https%3A%2F%2Fapi.example.com%2F',
    'https://idp.example/sso?SAMLRequest=fZJ',
    'https://idp.example/adfs/ls/?wa=wsignin1.0&wtrealm=urn%3Aa',
    `${API}/jobs/7/`,
    '/jobs/7',
    '/jobs/8',
    'http://[',
  ])('of a status read to %s is a 502, because it is not the end', async (location) => {
    const { status, text: got, headers } = await exchange(get('/jobs/7'), () => redirect(302, location))
    expect([status, headers.get('Location'), headers.get('Redirect-Status')]).toEqual([502, null, null])
    expect(got).toContain('upstream-redirect')
  })

  it.each([
    'https://signed.example/x?X-Amz-Signature=4f2a&response-content-type=text%2Fcsv',
    'https://other.example/jobs/7',
    'rows/1',
  ])('of a status read to %s passes unchanged', async (location) => {
    const { headers } = await exchange(get('/jobs/7'), () => redirect(302, location))
    expect([headers.get('Location'), headers.get('Redirect-Status')]).toEqual([location, '303'])
  })

  it('is not what a 200 is, whatever the API says', async () => {
    const { headers } = await exchange(get('/jobs/7'), () =>
      json({ status: 'running' }, 200, { 'Redirect-Status': '303', Location: `${API}/jobs/7` }),
    )
    expect(headers.get('Redirect-Status')).toBeNull()
  })
})

describe('a credential', () => {
  const base64 = Buffer.from(SECRET).toString('base64')
  const spellings = [
    SECRET,
    `Bearer ${SECRET}`,
    encodeURIComponent(SECRET),
    encodeURIComponent(SECRET).replaceAll(/%../g, (escape) => escape.toLowerCase()),
    new URLSearchParams({ a: SECRET }).toString().slice(2),
    base64,
    base64.replaceAll('=', ''),
    Buffer.from(SECRET).toString('base64url'),
  ]

  it.each(spellings)('%s is struck out of texts and headers', async (spelling) => {
    const body = {
      note: `a ${spelling} b`,
      list: [{ x: spelling }],
      statusUrl: `https://x.example/?k=${spelling}`,
    }
    const sent = { ETag: `"${spelling}"`, Location: `https://x.example/?k=${spelling}` }
    const { status, text: got, headers } = await exchange(get('/jobs/7'), () => json(body, 200, sent))
    expect(status).toBe(200)
    expect(JSON.parse(got).note).toMatch(/^a .*\[credentials\].* b$/)
    for (const part of [got, ...headers.values()]) expect(part).not.toContain(spelling)
  })

  it.each<[string, BodyInit]>([
    ['in a name', JSON.stringify({ [SECRET]: 1 })],
    ['in a number', '{"a":[1234567890123]}'],
  ])('%s is a 502', async (_where, body) => {
    const credentials = { headers: { Authorization: `Bearer ${SECRET}`, 'X-Account': '1234567890123' } }
    const { status, text: got } = await exchange(get('/jobs/7'), () => text(body, 'application/json'), {
      credentials,
    })
    expect([status, got.includes('upstream-leak')]).toEqual([502, true])
  })

  it('in a file is a 502', async () => {
    const { status, text: got } = await exchange(get('/files/7'), () => text(`a,${SECRET}`, 'text/csv'))
    expect([status, got.includes('upstream-leak')]).toEqual([502, true])
  })

  it('of HTTP Basic is known by its password, and a short one is not a secret', async () => {
    const credentials = {
      headers: { Authorization: `Basic ${btoa('user:correct-horse')}`, 'X-Version': 'v2.2024' },
    }
    const { text: got } = await exchange(
      get('/jobs/7'),
      () => json({ a: 'correct-horse', b: ['v2.2024', btoa('v2.2024')] }),
      {
        credentials,
      },
    )
    expect(JSON.parse(got)).toEqual({ a: '[credentials]', b: ['v2.2024', btoa('v2.2024')] })
  })

  it('in the query is struck out of logged errors', async () => {
    const credentials = { query: { code: SECRET } }
    const { errors, status } = await exchange(
      get('/jobs/7'),
      (url) => Promise.reject(new TypeError(`GET ${url}`)),
      {
        credentials,
      },
    )
    expect([status, String(errors[0])]).toEqual([
      502,
      'TypeError: GET https://api.example.com/jobs/7?code=[credentials]',
    ])
  })
})

describe('of a response, the browser gets', () => {
  it('only listed headers', async () => {
    const hostile = {
      'Set-Cookie': 'a=1',
      'Access-Control-Allow-Origin': '*',
      Connection: 'close',
      'Transfer-Encoding': 'chunked',
      'Content-Security-Policy': 'x',
      'Clear-Site-Data': '"*"',
      Refresh: '0;url=https://evil.example',
      Link: '<https://evil.example>; rel=preload',
      'WWW-Authenticate': 'Basic',
      'X-Other': '1',
      'X-Request-Id': 'r-1',
      'Retry-After': '5',
      'X-Mine': 'yes',
    }
    const { headers } = await exchange(get('/jobs/7'), () => json({}, 200, hostile), {
      responseHeaders: ['X-Mine'],
    })
    expect(Object.fromEntries(headers)).toEqual({
      'cache-control': 'no-store',
      'content-type': 'application/json',
      'cross-origin-resource-policy': 'same-origin',
      'retry-after': '5',
      vary: 'Origin',
      'x-content-type-options': 'nosniff',
      'x-mine': 'yes',
      'x-request-id': 'r-1',
    })
  })

  it.each(['[1,{"a":9007199254740993}]', 'null', '"a"', '1.0', 'true', '{"a":[]}'])(
    'the JSON %s',
    async (body) => {
      const { text: got } = await exchange(get('/jobs/7'), () =>
        text(body, 'application/vnd.api+json; ext=a'),
      )
      expect(got).toBe(body)
    },
  )

  it.each([200, 201, 202, 204, 205, 400, 404, 409, 500])('an empty %i', async (status) => {
    const answer = await exchange(
      get('/jobs/7'),
      () => new Response(null, { status, headers: { 'Retry-After': '3' } }),
    )
    expect([answer.status, answer.text, answer.headers.get('Retry-After')]).toEqual([status, '', '3'])
  })

  it.each([
    [200, 502],
    [400, 502],
    [404, 502],
    [401, 401],
    [429, 429],
    [503, 503],
  ])('instead of a page with %i, a problem with %i', async (status, expected) => {
    const answer = await exchange(get('/jobs/7'), () =>
      text('<p>', 'text/html', status, { 'Retry-After': '3' }),
    )
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([expected, '3'])
    expect(JSON.parse(answer.text)).toMatchObject({ type: 'urn:react-accepted:proxy:upstream-not-json' })
  })

  it('an accepted write whose body is a page, by its Location', async () => {
    const answer = await exchange(write('POST', '/jobs'), () =>
      text('<p>', 'text/html', 202, { Location: '/jobs/7' }),
    )
    expect([answer.status, answer.text, answer.headers.get('Location')]).toEqual([202, '', '/api/any/jobs/7'])
    const refused = await exchange(write('POST', '/jobs'), () => text('<p>', 'text/html', 400))
    expect(refused.status).toBe(400)
  })

  it.each<[string, BodyInit]>([
    ['is too large', JSON.stringify({ a: 'x'.repeat(1000) })],
    ['never ends', endless()],
  ])('a 502 with a word for a body that %s, not a part of it', async (_what, body) => {
    const more = { maxResponseBytes: 512 }
    const read = await exchange(get('/jobs/7'), () => text(body, 'application/json'), more)
    expect([read.status, read.text.includes('upstream-too-large')]).toEqual([502, true])
  })

  it('for an accepted write that is too large, that it was accepted', async () => {
    const more = { maxResponseBytes: 8 }
    const { status, text: got } = await exchange(write('POST', '/jobs'), () => json({ a: 'long' }, 202), more)
    expect([status, got.includes('has accepted the request')]).toEqual([502, true])
  })

  it.each([204, 205])('a %i without the body that the API sent with it', async (status) => {
    const hostile = () => Object.defineProperty(json({ a: 1 }), 'status', { value: status })
    for (const request of [get('/jobs/7'), write('DELETE', '/jobs/7', null)]) {
      const answer = await exchange(request, hostile)
      expect([answer.status, answer.text, answer.errors]).toEqual([status, '', []])
    }
  })

  it('an accepted write by its Location or Operation-Id, however deep its body is', async () => {
    for (const levels of [501, 1000, 1500, 2000, 2500, 3000, 5000, 20_000])
      for (const sent of [{ Location: '/jobs/7' }, { 'Operation-Id': '7' }]) {
        const body = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
        const answer = await exchange(write('POST', '/jobs'), () => text(body, 'application/json', 202, sent))
        expect([levels, answer.status, answer.text, answer.errors]).toEqual([levels, 202, '', []])
      }
  })

  it('JSON of 500 levels, and brackets in its strings', async () => {
    const body = `${'['.repeat(499)}{"a":"${'[{'.repeat(1000)}"}${']'.repeat(499)}`
    const { status, text: got } = await exchange(get('/jobs/7'), () => text(body, 'application/json'))
    expect([status, got]).toEqual([200, body])
    const { status: deeper } = await exchange(get('/jobs/7'), () => text(`[${body}]`, 'application/json'))
    expect(deeper).toBe(502)
  })

  it('names of 16 kB at each level, without seconds of work', { timeout: 2000 }, async () => {
    const names = `{"x":"y","${'a'.repeat(16_000)}":`.repeat(498)
    const body = `${names}{"links":{"self":"${API}/jobs/7"}}${'}'.repeat(498)}`
    const { text: got } = await exchange(get('/jobs/7'), () => text(body, 'application/json'))
    expect(got).toBe(body.replace(API, '/api/any'))
  })

  it.each(['\u0001', '\u007f', '\u00e9'])('no URL in a header with the character %j', async (character) => {
    const answer = await exchange(get('/jobs/7'), () => json({}, 200, { Location: `/jobs/7${character}` }))
    expect([answer.status, answer.headers.get('Location')]).toEqual([200, null])
  })

  it.each(['{"a":', deep, '{"a":1e999}'])('a 502 for JSON that cannot be read', async (body) => {
    const { status, text: got } = await exchange(get('/jobs/7'), () => text(body, 'application/json'))
    expect([status, got.includes('upstream-not-json')]).toEqual([502, true])
  })
})

describe('a file', () => {
  it.each([
    ['text/csv; charset=utf-8', 'text/csv; charset=utf-8'],
    ['text/html', 'text/html'],
    ['text/html\u00e9', 'application/octet-stream'],
  ])('of the type %s is an attachment that no page renders', async (type, expected) => {
    const { headers, text: got, calls } = await exchange(get('/files/7'), () => text('a,b\n', type))
    expect(got).toBe('a,b\n')
    expect(calls[0]?.headers.get('Accept')).toBe('*/*')
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': expected,
      'content-disposition': 'attachment',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
  })

  it('keeps its bytes, and is bounded', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    const answer = await exchange(get('/files/7'), () => text(bytes, 'image/png'))
    expect(new Uint8Array(await answer.response.arrayBuffer())).toEqual(bytes)
    const bounded = await exchange(get('/files/7'), () => text(bytes, 'image/png'), { maxResponseBytes: 255 })
    expect([bounded.status, bounded.text.includes('upstream-too-large')]).toEqual([502, true])
  })

  it('that is not there is an error in JSON', async () => {
    const { status, headers } = await exchange(get('/files/7'), () => json({ message: 'gone' }, 404))
    expect([status, headers.get('Content-Disposition')]).toEqual([404, null])
  })
})
