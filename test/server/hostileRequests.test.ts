import { describe, expect, it } from 'vitest'

import { exchange, get, leaks, site, write } from './proxyKit.ts'

const configurations = '/v2/ControlPlane/Configurations'
const stores = '/v1/ControlPlane/Stores'
const operations = '/v2/ControlPlane/Operations'
const csrf = { 'Content-Type': 'application/json' }
const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`

function post(headers: Record<string, string>, body = '{}'): Request {
  return new Request(`${site}/api/twilio${stores}`, { method: 'POST', headers, body })
}

function preflight(headers: Record<string, string>, path = stores): Request {
  const asked = { 'Access-Control-Request-Method': 'POST' }
  return new Request(`${site}/api/twilio${path}`, { method: 'OPTIONS', headers: { ...asked, ...headers } })
}

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) })
}

describe('hostile requests: refused, and nothing leaves', () => {
  const requests: readonly [what: string, request: () => Request, status: number][] = [
    ['an escaped letter', () => get('/v2/ControlPlane/%43onfigurations'), 404],
    ['an escaped slash', () => get(`${configurations}/a%2fb`), 404],
    ['an escaped backslash', () => get(`${configurations}/a%5cb`), 404],
    ['an escaped dot', () => get(`${configurations}/a%2eb`), 404],
    ['an escaped dot segment behind an ID', () => get(`${configurations}/c1/%2e%2e`), 404],
    ['a doubly escaped dot segment', () => get(`${configurations}/%252e%252e`), 404],
    ['a doubly escaped slash', () => get(`${configurations}/a%252fb`), 404],
    ['dot segments out of basePath', () => get('/../../admin'), 404],
    ['dot segments to the data plane', () => get(`${configurations}/../../Conversations`), 404],
    ['a backslash', () => get(`${configurations}\\c1\\x`), 404],
    ['a doubled slash', () => get('/v2//ControlPlane/Configurations'), 404],
    ['a leading doubled slash', () => get('//evil.example/v2/ControlPlane/Configurations'), 404],
    ['a trailing slash', () => get(`${configurations}/`), 404],
    ['an absolute URL as path', () => get(`/https://evil.example${configurations}`), 404],
    ['a user as path', () => get(`/@evil.example${configurations}`), 404],
    ['a user in an ID', () => get(`${configurations}/c1@evil.example`), 404],
    ['a port in an ID', () => get(`${configurations}/c1:443`), 404],
    ['a path parameter', () => get(`${configurations};x=1`), 404],
    ['a path parameter on an ID', () => get(`${configurations}/c1;x`), 404],
    ['a NUL', () => get(`${configurations}/c1%00`), 404],
    ['a line break', () => get(`${configurations}/c1%0d%0aHost:evil`), 404],
    ['a dot in an ID', () => get(`${configurations}/c.1`), 404],
    ['a wildcard as ID', () => get(`${configurations}/*`), 404],
    ['a full-width letter', () => get('/v2/ControlPlane/Ｃonfigurations'), 404],
    ['another case', () => get('/v2/controlplane/configurations'), 404],
    ['an ID of 129 characters', () => get(`${configurations}/${'a'.repeat(129)}`), 404],
    ['an operation ID of 513 characters', () => get(`${operations}/${'a'.repeat(513)}`), 404],
    ['the other API’s version', () => get('/v1/ControlPlane/Configurations'), 404],
    ['the data plane', () => get('/v2/Conversations'), 404],
    ['profiles', () => get('/v1/Stores/s1/Profiles'), 404],
    ['basePath alone', () => get(''), 404],
    ['basePath with more letters', () => new Request(`${site}/api/twiliox${stores}`), 404],
    ['another basePath of the same length', () => new Request(`${site}/api/twilip${stores}`), 404],
    ['no basePath', () => new Request(`${site}${stores}`), 404],
    ['a trait group’s list', () => get(`${stores}/s1/TraitGroups`), 405],
    ['a read of settings', () => get(`${stores}/s1/IdentityResolutionSettings`), 405],
    ['a HEAD', () => new Request(get(stores), { method: 'HEAD' }), 405],
    ['an OPTIONS that is no preflight', () => new Request(get(stores), { method: 'OPTIONS' }), 405],
    ['a DELETE of a list', () => write('DELETE', stores), 405],
    ['a POST to an operation', () => write('POST', `${operations}/o1`), 405],
    ['a method in small letters', () => write('pAtch', `${stores}/s1`), 405],
    ['an unknown method', () => write('PROPFIND', stores), 405],
    [
      'a read by override',
      () => write('POST', `${stores}/s1`, '{}', { 'X-HTTP-Method-Override': 'GET' }),
      405,
    ],

    [
      'another site’s page',
      () => post({ ...csrf, 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }),
      403,
    ],
    ['another site’s page without Origin', () => post({ ...csrf, 'Sec-Fetch-Site': 'cross-site' }), 403],
    [
      'a sister subdomain',
      () => post({ ...csrf, 'Sec-Fetch-Site': 'same-site', Origin: 'https://blog.example.com' }),
      403,
    ],
    [
      'a Sec-Fetch-Site of two words',
      () => post({ ...csrf, 'Sec-Fetch-Site': 'same-origin, cross-site' }),
      403,
    ],
    ['an unknown Sec-Fetch-Site', () => post({ ...csrf, 'Sec-Fetch-Site': 'near' }), 403],
    ['an old browser on another site', () => post({ ...csrf, Origin: 'https://evil.example' }), 403],
    ['an opaque origin', () => post({ ...csrf, Origin: 'null' }), 403],
    ['the same host on another scheme', () => post({ ...csrf, Origin: 'http://admin.example.com' }), 403],
    ['the same host on another port', () => post({ ...csrf, Origin: 'https://admin.example.com:8443' }), 403],
    ['an origin that begins alike', () => post({ ...csrf, Origin: `${site}.evil.example` }), 403],
    [
      'a form of a very old browser',
      () => post({ 'Content-Type': 'application/x-www-form-urlencoded' }, 'a=1'),
      403,
    ],
    ['JSON as text/plain of a very old browser', () => post({ 'Content-Type': 'text/plain' }), 403],
    [
      'a cross-site DELETE',
      () => write('DELETE', `${stores}/s1`, null, { 'Sec-Fetch-Site': 'cross-site' }),
      403,
    ],
    ['a preflight of an unknown origin', () => preflight({ Origin: 'https://evil.example' }), 403],
    ['a preflight without origin', () => preflight({}), 403],
    [
      'a preflight outside the allow-list',
      () => preflight({ Origin: 'https://a.example' }, '/v2/Conversations'),
      404,
    ],

    [
      'a form',
      () => write('POST', stores, 'a=1', { 'Content-Type': 'application/x-www-form-urlencoded' }),
      415,
    ],
    ['no Content-Type', () => write('POST', stores, '{}', { 'Content-Type': '' }), 415],
    [
      'two Content-Types',
      () => write('POST', stores, '{}', { 'Content-Type': 'application/json, text/plain' }),
      415,
    ],
    [
      'JSON in UTF-16',
      () => write('POST', stores, '{}', { 'Content-Type': 'application/json; charset=utf-16' }),
      415,
    ],
    [
      'a Content-Type that begins alike',
      () => write('POST', stores, '{}', { 'Content-Type': 'application/jsonp' }),
      415,
    ],
    [
      'an Idempotency-Key that is no UUID',
      () => write('POST', configurations, '{}', { 'Idempotency-Key': 'x' }),
      400,
    ],
    [
      'two Idempotency-Keys',
      () =>
        write('POST', configurations, '{}', {
          'Idempotency-Key': `${crypto.randomUUID()}, ${crypto.randomUUID()}`,
        }),
      400,
    ],
    [
      'a very long Idempotency-Key',
      () => write('POST', configurations, '{}', { 'Idempotency-Key': 'a'.repeat(9999) }),
      400,
    ],
    [
      'an If-Match of 101 characters',
      () => write('PATCH', `${stores}/s1`, '{}', { 'If-Match': 'a'.repeat(101) }),
      400,
    ],
    ['an If-Match beyond ASCII', () => write('PATCH', `${stores}/s1`, '{}', { 'If-Match': '"é"' }), 400],
    ['a pageSize of 1001', () => get(`${configurations}?pageSize=1001`), 400],
    ['a pageSize of 0', () => get(`${configurations}?pageSize=0`), 400],
    ['a pageSize with an exponent', () => get(`${stores}?pageSize=1e2`), 400],
    ['a pageSize twice', () => get(`${stores}?pageSize=1&pageSize=2`), 400],
    ['a pageToken with a line break', () => get(`${stores}?pageToken=a%0d%0ab`), 400],
    ['a pageToken of 4097 characters', () => get(`${stores}?pageToken=${'a'.repeat(4097)}`), 400],
    ['a pageToken twice, once escaped', () => get(`${stores}?pageToken=a&page%54oken=b`), 400],
    ['an orderBy that is a sentence', () => get(`${stores}?orderBy=ASC;DROP`), 400],
    ['a memoryStoreId that is a path', () => get(`${configurations}?memoryStoreId=../x`), 400],

    ['a body that is not JSON', () => write('POST', stores, '{"a":'), 400],
    ['no body', () => write('POST', stores, null), 400],
    ['a list', () => write('POST', stores, '[]'), 400],
    ['a word', () => write('POST', stores, '"a"'), 400],
    ['null', () => write('POST', stores, 'null'), 400],
    [
      'bytes that are not UTF-8',
      () =>
        write(
          'POST',
          stores,
          Uint8Array.from('{"a":"\u00ff"}', (letter) => letter.charCodeAt(0)),
        ),
      400,
    ],
    [
      'a number beyond numbers',
      () => write('PATCH', `${configurations}/c1`, '{"channelSettings":{"SMS":1e999}}'),
      400,
    ],
    [
      'a body nested beyond the stack',
      () => write('POST', stores, `{"a":${deep.slice(0, 100_000)}${deep.slice(-100_000)}}`),
      400,
    ],
    ['a body beyond the bound', () => write('POST', stores, `{"a":"${'x'.repeat(262_144)}"}`), 413],
    [
      'a body that claims to be beyond the bound',
      () => write('POST', stores, '{}', { 'Content-Length': '262145' }),
      413,
    ],
    ['a stream without an end', () => write('POST', stores, endless()), 413],
    [
      'a stream that breaks',
      () => write('POST', stores, new ReadableStream({ start: (c) => c.error(new Error('x')) })),
      400,
    ],
  ]

  it.each(requests)('%s', async (_what, request, expected) => {
    const { response, status, text, calls, asked } = await exchange(request())
    expect(status).toBe(expected)
    expect(calls).toEqual([])
    // What is wrong by its line and headers alone is refused before the application is asked.
    expect(expected === 413 || expected === 400 ? [] : asked).toEqual([])
    expect(leaks(response, text)).toEqual([])
    expect(response.headers.has('Access-Control-Allow-Origin')).toBe(false)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    const problem: unknown = JSON.parse(text)
    expect(problem).toEqual({
      type: expect.stringMatching(/^urn:react-accepted:proxy:[a-z-]+$/),
      title: expect.any(String),
      status: expected,
      detail: expect.any(String),
    })
  })

  it.each([
    ['dot segments that end on the list', () => get('/v2/x/../ControlPlane/Configurations')],
    ['escaped dot segments that end on the list', () => get('/v2/x/%2E%2e/ControlPlane/Configurations')],
    ['backslashes', () => get('\\v2\\ControlPlane\\Configurations')],
    ['a tab', () => get('/v2/Control\tPlane/Configurations')],
    ['a host of the caller’s', () => new Request(`https://evil.example/api/twilio${configurations}`)],
    ['a fragment', () => get(`${configurations}#@evil.example`)],
    ['a query that looks like a host', () => get(`${configurations}?@evil.example/`)],
    [
      'override headers',
      () =>
        get(configurations, {
          'X-HTTP-Method-Override': 'DELETE',
          'X-Original-URL': '/v2/Conversations',
          'X-Rewrite-URL': '/x',
          Host: 'evil.example',
        }),
    ],
    [
      'forwarded headers',
      () => get(configurations, { Forwarded: 'host=evil.example', 'X-Forwarded-Host': 'evil.example' }),
    ],
  ])('%s: a URL parser settles it, and it goes to the list and nowhere else', async (_what, request) => {
    const { calls } = await exchange(request())
    expect(calls.map(({ url, init }) => `${init.method} ${url}`)).toEqual([
      `GET https://conversations.twilio.com${configurations}`,
    ])
    expect([...(calls[0]?.headers.keys() ?? [])]).toEqual(['accept', 'authorization'])
  })
})
