import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { afterEach, describe, expect, it, vi } from 'vitest'

import {
  exchange,
  get,
  idempotencyKey,
  json,
  operationId,
  password,
  site,
  strayCalls,
  username,
  write,
} from '../../server/exchange.ts'

const operations = '/v2/ControlPlane/Operations'
const statusUrl = `https://conversations.twilio.com${operations}/${operationId}`
const accepted = (): Response =>
  json({ statusUrl, related: { configurationId: 'conv_configuration_1' } }, 202, {
    'Operation-Id': operationId,
    'Retry-After': '5',
    Location: statusUrl,
    Date: 'Wed, 12 Nov 2025 13:16:45 GMT',
    'Twilio-Request-Id': 'RQ0123456789abcdef',
    'Set-Cookie': 'tracker=1',
    Server: 'upstream/1.0',
  })

const post = (): Request => write('POST', '/v1/ControlPlane/Stores')

function never(_url: string, init: RequestInit): Promise<Response> {
  return new Promise((_resolve, reject) => {
    init.signal?.addEventListener('abort', () => reject(new Error('aborted')))
  })
}

const routes = [
  ['configurations.list', 'GET', '/v2/ControlPlane/Configurations', 'conversations'],
  ['configurations.create', 'POST', '/v2/ControlPlane/Configurations', 'conversations'],
  ['configurations.get', 'GET', '/v2/ControlPlane/Configurations/c1', 'conversations'],
  ['configurations.update', 'PUT', '/v2/ControlPlane/Configurations/c1', 'conversations'],
  ['configurations.patch', 'PATCH', '/v2/ControlPlane/Configurations/c1', 'conversations'],
  ['configurations.delete', 'DELETE', '/v2/ControlPlane/Configurations/c1', 'conversations'],
  ['conversations.delete', 'DELETE', '/v2/Conversations/c1', 'conversations'],
  ['operations.get', 'GET', '/v2/ControlPlane/Operations/c1', 'conversations'],
  ['memoryStores.list', 'GET', '/v1/ControlPlane/Stores', 'memory'],
  ['memoryStores.create', 'POST', '/v1/ControlPlane/Stores', 'memory'],
  ['memoryStores.get', 'GET', '/v1/ControlPlane/Stores/c1', 'memory'],
  ['memoryStores.patch', 'PATCH', '/v1/ControlPlane/Stores/c1', 'memory'],
  ['memoryStores.delete', 'DELETE', '/v1/ControlPlane/Stores/c1', 'memory'],
  [
    'identityResolutionSettings.get',
    'GET',
    '/v1/ControlPlane/Stores/c1/IdentityResolutionSettings',
    'memory',
  ],
  [
    'identityResolutionSettings.update',
    'PUT',
    '/v1/ControlPlane/Stores/c1/IdentityResolutionSettings',
    'memory',
  ],
  ['traitGroups.list', 'GET', '/v1/ControlPlane/Stores/c1/TraitGroups', 'memory'],
  ['traitGroups.create', 'POST', '/v1/ControlPlane/Stores/c1/TraitGroups', 'memory'],
  ['traitGroups.get', 'GET', '/v1/ControlPlane/Stores/c1/TraitGroups/n1', 'memory'],
  ['traitGroups.patch', 'PATCH', '/v1/ControlPlane/Stores/c1/TraitGroups/n1', 'memory'],
  ['traitGroups.delete', 'DELETE', '/v1/ControlPlane/Stores/c1/TraitGroups/n1', 'memory'],
  ['dataMappings.list', 'GET', '/v1/ControlPlane/Stores/c1/DataMappings', 'memory'],
  ['dataMappings.create', 'POST', '/v1/ControlPlane/Stores/c1/DataMappings', 'memory'],
  ['dataMappings.get', 'GET', '/v1/ControlPlane/Stores/c1/DataMappings/n1', 'memory'],
  ['dataMappings.patch', 'PATCH', '/v1/ControlPlane/Stores/c1/DataMappings/n1', 'memory'],
  ['dataMappings.delete', 'DELETE', '/v1/ControlPlane/Stores/c1/DataMappings/n1', 'memory'],
  ['profiles.updateBulk', 'PUT', '/v1/Stores/c1/Profiles/Bulk', 'memory'],
  ['operations.get', 'GET', '/v1/ControlPlane/Operations/c1', 'memory'],
] as const

const numbers = [
  '9007199254740993',
  '-12345678901234567890.10',
  '1.0',
  '1e2',
  '1E+2',
  '-0',
  '0.1',
  '1e-400',
  '3',
]

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('an upstream request', () => {
  it.each(routes)('for %s is %s %s of the %s API', async (action, method, path, api) => {
    const { status, calls, asked } = await exchange(method === 'GET' ? get(path) : write(method, path))
    expect(status).toBe(200)
    expect(calls.map(({ url, init }) => [init.method, url])).toEqual([
      [method, `https://${api}.twilio.com${path}`],
    ])
    expect(strayCalls(calls)).toEqual([])
    expect(asked).toEqual([
      {
        action,
        api,
        resourceId: path.includes('/c1') ? 'c1' : undefined,
        subresourceId: path.endsWith('/n1') ? 'n1' : undefined,
      },
    ])
  })

  it('has only the allow-listed headers, with Basic auth instead of the caller’s', async () => {
    const request = write('PATCH', '/v1/ControlPlane/Stores/s1', '{"description":"x"}', {
      Accept: 'text/html',
      Authorization: 'Bearer app-session',
      Cookie: 'session=1',
      'Content-Type': 'application/json; charset=UTF-8',
      'Idempotency-Key': idempotencyKey,
      'If-Match': 'W/"7"',
      'X-Forwarded-Host': 'evil.example',
      'X-HTTP-Method-Override': 'DELETE',
    })
    const { calls } = await exchange(request)
    expect([...(calls[0]?.headers ?? [])]).toEqual([
      ['accept', 'application/json'],
      ['authorization', `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`],
      ['content-type', 'application/json'],
      [
        'idempotency-key',
        expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      ],
      ['if-match', 'W/"7"'],
    ])
    expect(calls[0]?.init.body).toBe('{"description":"x"}')
  })

  it('has no body and no Content-Type for a DELETE', async () => {
    const { calls } = await exchange(write('DELETE', '/v2/ControlPlane/Configurations/c1'))
    expect(calls[0]?.init.body).toBeNull()
    expect(calls[0]?.headers.has('Content-Type')).toBe(false)
  })

  it('has only the documented query parameters', async () => {
    const list = '/v2/ControlPlane/Configurations'
    const { calls } = await exchange(
      get(`${list}?pageSize=50&pageToken=eyJh%3D%3D&memoryStoreId=mem_store_1&displayName=x&_method=DELETE`),
    )
    expect(calls[0]?.url).toBe(
      `https://conversations.twilio.com${list}?pageSize=50&pageToken=eyJh%3D%3D&memoryStoreId=mem_store_1`,
    )
    const stores = await exchange(get('/v1/ControlPlane/Stores?orderBy=ASC&pageSize=100&memoryStoreId=x'))
    expect(stores.calls[0]?.url).toBe(
      'https://memory.twilio.com/v1/ControlPlane/Stores?pageSize=100&orderBy=ASC',
    )
  })

  it.each([
    ['TraitGroups', '?includeTraits=true&pageSize=7&type=INGRESS', '?pageSize=7&includeTraits=true'],
    ['TraitGroups/n1', '?includeTraits=false&orderBy=DESC', '?orderBy=DESC&includeTraits=false'],
    ['DataMappings', '?type=INGRESS&includeTraits=true', '?type=INGRESS'],
    ['DataMappings/n1', '?type=INGRESS', ''],
    ['IdentityResolutionSettings', '?pageSize=7', ''],
  ])('for %s has its documented query parameters', async (part, query, sent) => {
    const path = `/v1/ControlPlane/Stores/s1/${part}`
    const { calls } = await exchange(get(path + query))
    expect(calls[0]?.url).toBe(`https://memory.twilio.com${path}${sent}`)
  })

  it.each(['Contact.v2', '...', '__proto__', '-', 'a'.repeat(64)])(
    'may name the trait group %s, but no data mapping with dots',
    async (name) => {
      for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
        const ask = (part: string) => {
          const path = `/v1/ControlPlane/Stores/s1/${part}/${name}`
          return exchange(method === 'GET' ? get(path) : write(method, path))
        }
        const { calls, asked } = await ask('TraitGroups')
        expect(calls.map(({ url }) => new URL(url).pathname.split('/').at(-1))).toEqual([name])
        expect(asked).toMatchObject([{ resourceId: 's1', subresourceId: name }])
        const { status } = await ask('DataMappings')
        expect(status).toBe(name.includes('.') ? 404 : 200)
      }
    },
  )

  it.each([
    'application/vnd.x.v2+json',
    'application/merge-patch+json',
    'application/JSON;profile="https://a/b"; charset="utf8"',
    'text/json',
    'image/svg+json',
    '',
  ])('is application/json, whatever JSON type the caller sent: %j', async (type) => {
    const request = write('POST', '/v1/ControlPlane/Stores', '{"a":1}', { 'Content-Type': type })
    if (type === '') request.headers.delete('Content-Type')
    const { status, calls } = await exchange(request)
    expect([status, calls[0]?.init.body]).toEqual([200, '{"a":1}'])
    expect(calls[0]?.headers.get('Content-Type')).toBe('application/json')
  })

  it.each(numbers)('keeps the number %s unchanged', async (number) => {
    const body = `{"list":[${number},{"${number}":"${number}"}],"a":"\\"${number}\\\\","last":${number}}`
    const { calls } = await exchange(write('POST', '/v1/ControlPlane/Stores', body))
    expect(calls[0]?.init.body).toBe(body)
  })

  it('has the body as it was validated, without duplicate names or __proto__', async () => {
    const body = '\uFEFF{"a":1,"a":2,"__proto__":{"x":1},"deep":{"__proto__":null,"b":"\\u00e9"}}'
    const { calls } = await exchange(write('POST', '/v1/ControlPlane/Stores', body))
    expect(calls[0]?.init.body).toBe('{"a":2,"deep":{"b":"é"}}')
  })

  it('goes to the configured upstreams, with their path prefix', async () => {
    const upstream = {
      conversations: 'http://localhost:4010/twilio/',
      memory: 'https://memory.au1.twilio.com',
    }
    const local = 'http://localhost:4010/twilio/v2/ControlPlane/Operations/o1'
    const first = await exchange(get(`${operations}/o1`), () => json({ statusUrl: local }), { upstream })
    expect(first.calls[0]?.url).toBe(local)
    expect(JSON.parse(first.text)).toEqual({ statusUrl: `/api/twilio${operations}/o1` })
    const second = await exchange(get('/v1/ControlPlane/Stores/s1'), undefined, { upstream })
    expect(second.calls[0]?.url).toBe('https://memory.au1.twilio.com/v1/ControlPlane/Stores/s1')
  })

  it('has the credentials of the scope if credentials is a function', async () => {
    const { calls } = await exchange(get('/v1/ControlPlane/Stores'), undefined, {
      credentials: async (scope) => ({ username: `SK-${scope}`, password }),
    })
    expect(calls[0]?.headers.get('Authorization')).toBe(`Basic ${btoa(`SK-account-1:${password}`)}`)
  })

  it('uses the global fetch by default, never called as a method', async () => {
    const seen: unknown[] = []
    vi.stubGlobal('fetch', function (this: unknown) {
      seen.push(this)
      return Promise.resolve(json({}))
    })
    const proxy = createOrchestratorProxy({
      basePath: '',
      publicPath: '',
      credentials: { username, password },
      authorize: () => ({ scope: 'a' }),
    })
    expect((await proxy(new Request(`${site}/v1/ControlPlane/Stores`))).status).toBe(200)
    expect(seen).toEqual([undefined])
  })
})

describe('a response', () => {
  it.each(['application/vnd.x.v2+json', 'text/json; charset=utf-8', 'application/hal+json;v=1', undefined])(
    'is application/json, whatever JSON type the API sent: %s',
    async (type) => {
      const headers: HeadersInit = type === undefined ? {} : { 'Content-Type': type }
      const bytes = new TextEncoder().encode('{"status":"PENDING"}')
      const { status, text, response } = await exchange(
        get(`${operations}/o1`),
        () => new Response(bytes, { headers }),
      )
      expect([status, text, response.headers.get('Content-Type')]).toEqual([
        200,
        '{"status":"PENDING"}',
        'application/json',
      ])
    },
  )

  it.each(numbers)(
    'keeps the number %s unchanged, even if it is cached or contains a signed ID',
    async (number) => {
      const text = `{"operationId":"o1","status":"PENDING","result":{"id":${number},"text":"${number}"},"list":[${number}]}`
      const proxy = createOrchestratorProxy({
        basePath: '/api/twilio',
        credentials: { username, password },
        authorize: () => ({ scope: 'a' }),
        signingSecret: 'a secret of more than thirty-two letters',
        fetch: async (_url, init) =>
          init.method === 'GET'
            ? new Response(text, { headers: { 'Content-Type': 'application/json', 'Retry-After': '60' } })
            : json({}, 202, { 'Operation-Id': 'o1' }),
      })
      const begun = await proxy(write('POST', '/v2/ControlPlane/Configurations'))
      const id = begun.headers.get('Operation-Id') ?? ''
      const read = async (): Promise<string> => (await proxy(get(`${operations}/${id}`))).text()
      const named = text.replace('o1', id)
      expect([await read(), await read()]).toEqual([named, named])
    },
  )

  it('keeps an operationId that is too large for a JavaScript number', async () => {
    const text = '{"operationId":9007199254740993,"status":"PENDING"}'
    const { text: answer } = await exchange(
      get(`${operations}/9007199254740993`),
      () => new Response(text, { headers: { 'Content-Type': 'application/json' } }),
    )
    expect(answer).toBe(text)
  })

  it('keeps a number next to eight million characters with four million escapes', async () => {
    const text = `{"a":"${'\\"'.repeat(4_000_000)}","b":9007199254740993}`
    const { status, text: answer } = await exchange(
      get('/v1/ControlPlane/Stores'),
      () => new Response(text, { headers: { 'Content-Type': 'application/json' } }),
    )
    expect([status, answer === text]).toEqual([200, true])
  })

  it('has the URLs of a 202 under basePath, and only the allow-listed headers', async () => {
    const { response, status, text } = await exchange(
      write('POST', '/v2/ControlPlane/Configurations'),
      accepted,
    )
    expect(status).toBe(202)
    expect(JSON.parse(text)).toEqual({
      related: { configurationId: 'conv_configuration_1' },
      statusUrl: `/api/twilio${operations}/${operationId}`,
    })
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-store',
      'content-type': 'application/json',
      'cross-origin-resource-policy': 'same-origin',
      date: 'Wed, 12 Nov 2025 13:16:45 GMT',
      location: `/api/twilio${operations}/${operationId}`,
      'operation-id': operationId,
      'retry-after': '5',
      'twilio-request-id': 'RQ0123456789abcdef',
      vary: 'Origin',
      'x-content-type-options': 'nosniff',
    })
  })

  it('has a resultUrl under basePath, and its ETag', async () => {
    const resultUrl = 'https://memory.twilio.com/v1/ControlPlane/Stores/mem_store_1'
    const { response, text } = await exchange(get('/v1/ControlPlane/Operations/o1'), () =>
      json({ status: 'COMPLETED', resultUrl }, 200, { ETag: '"3"' }),
    )
    expect(JSON.parse(text)).toEqual({
      status: 'COMPLETED',
      resultUrl: '/api/twilio/v1/ControlPlane/Stores/mem_store_1',
    })
    expect(response.headers.get('ETag')).toBe('"3"')
  })

  it('keeps the API of an operation of the other API', async () => {
    const other = `https://memory.twilio.com/v1/ControlPlane/Operations/${operationId}`
    const { text } = await exchange(get(`${operations}/o1`), () => json({ statusUrl: other }))
    expect(JSON.parse(text)).toEqual({ statusUrl: `/api/twilio/v1/ControlPlane/Operations/${operationId}` })
  })

  it.each([
    '/v2/ControlPlane/Operations/o1',
    'HTTPS://Conversations.Twilio.com:443/v2/ControlPlane/Operations/o1',
  ])('has a statusUrl under basePath if Twilio spells it %s', async (spelled) => {
    const { text } = await exchange(get(`${operations}/o1`), () => json({ statusUrl: spelled }))
    expect(JSON.parse(text)).toEqual({ statusUrl: `/api/twilio${operations}/o1` })
  })

  it('omits a statusUrl that is null', async () => {
    const { text } = await exchange(get(`${operations}/o1`), () => json({ statusUrl: null, a: 1 }))
    expect(JSON.parse(text)).toEqual({ a: 1 })
  })

  it('omits a resultUrl that the proxy does not serve', async () => {
    const { status, text } = await exchange(get('/v1/ControlPlane/Operations/o1'), () =>
      json({ status: 'COMPLETED', resultUrl: 'https://memory.twilio.com/v1/Stores/s1/Profiles/p1' }),
    )
    expect([status, JSON.parse(text)]).toEqual([200, { status: 'COMPLETED' }])
  })

  it.each([400, 401, 403, 404, 409, 412, 429, 500, 503])('passes on Twilio’s JSON error %i', async (code) => {
    const error = { code: 20001, message: 'no', more_info: 'https://www.twilio.com/docs/errors/20001' }
    const { response, status, text } = await exchange(write('POST', '/v1/ControlPlane/Stores'), () =>
      json(error, code, {
        'Retry-After': '3',
        'X-Conflicting-Resource-Id': 'c9',
        'WWW-Authenticate': 'Basic',
      }),
    )
    expect([status, JSON.parse(text)]).toEqual([code, error])
    expect(response.headers.get('Retry-After')).toBe('3')
    expect(response.headers.get('X-Conflicting-Resource-Id')).toBe('c9')
    expect(response.headers.has('WWW-Authenticate')).toBe(false)
  })

  it('keeps the Content-Type of a problem document', async () => {
    const problem = new Response('{"title":"Invalid","status":400,"code":520046}', {
      status: 400,
      headers: { 'Content-Type': 'application/problem+json; charset=utf-8' },
    })
    const { response } = await exchange(write('POST', '/v1/ControlPlane/Stores'), () => problem)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  })

  it('passes on a 204 to a write', async () => {
    const { status, text } = await exchange(
      write('DELETE', '/v1/ControlPlane/Stores/s1'),
      () => new Response(null, { status: 204 }),
    )
    expect([status, text]).toEqual([204, ''])
  })
})

describe('an accepted write whose response cannot be passed on unchanged', () => {
  const own = '/api/twilio/v1/ControlPlane/Operations/o1'

  it('gets its statusUrl from Operation-Id if the one in the body is foreign', async () => {
    const { response, status, text } = await exchange(post(), () =>
      json({ message: 'soon', statusUrl: 'https://evil.example/x' }, 202, {
        'Operation-Id': 'o1',
        Location: 'https://evil.example/x',
      }),
    )
    expect([status, JSON.parse(text)]).toEqual([202, { message: 'soon', statusUrl: own }])
    expect(response.headers.get('Operation-Id')).toBe('o1')
    expect(response.headers.has('Location')).toBe(false)
  })

  it('gets its statusUrl from Location if that is a URL of the API', async () => {
    const { text } = await exchange(post(), () =>
      json({ statusUrl: 'https://evil.example/x' }, 202, { Location: '/v1/ControlPlane/Operations/o1' }),
    )
    expect(JSON.parse(text)).toEqual({ statusUrl: own })
  })

  it('is still accepted if its body is cut off', async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error('cut')) })
    const { status, text, errors } = await exchange(
      post(),
      () =>
        new Response(broken, {
          status: 202,
          headers: { 'Content-Type': 'application/json', 'Operation-Id': 'o1' },
        }),
    )
    expect([status, JSON.parse(text)]).toEqual([202, { statusUrl: own }])
    expect(errors).toEqual([new Error('cut')])
  })

  it.each([
    ['a foreign statusUrl', json({ statusUrl: 'https://evil.example/x' }, 202)],
    ['a foreign Location', json({ message: 'soon' }, 202, { Location: 'https://evil.example/x' })],
    ['HTML', new Response('<p>ok</p>', { status: 202, headers: { 'Content-Type': 'text/html' } })],
  ])('gets a 502 that says it was accepted if the response has only %s', async (_what, answer) => {
    const { status, text } = await exchange(post(), () => answer)
    expect(status).toBe(502)
    expect(JSON.parse(text)).toMatchObject({
      type: 'urn:react-accepted:proxy:accepted-without-operation',
      detail: expect.stringContaining('has accepted the request'),
    })
  })
})

describe('origins', () => {
  const allowedOrigins = ['https://other.example']
  const fromOther = { Origin: 'https://other.example', 'Sec-Fetch-Site': 'cross-site' }

  it('an allowed origin may write and read the headers it needs', async () => {
    const request = write('POST', '/v2/ControlPlane/Configurations', '{}', fromOther)
    const { response, status } = await exchange(request, accepted, { allowedOrigins })
    expect(status).toBe(202)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('https://other.example')
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBe('true')
    expect(response.headers.get('Access-Control-Expose-Headers')?.split(', ').toSorted()).toEqual([
      'Date',
      'ETag',
      'Location',
      'Operation-Id',
      'Retry-After',
      'Twilio-Request-Id',
      'X-Conflicting-Resource-Id',
    ])
    expect(response.headers.get('Vary')).toBe('Origin')
  })

  it('an allowed origin may read', async () => {
    const request = get('/v1/ControlPlane/Stores', fromOther)
    const { response, status } = await exchange(request, undefined, { allowedOrigins })
    expect([status, response.headers.get('Access-Control-Allow-Origin')]).toEqual([
      200,
      'https://other.example',
    ])
  })

  it.each([
    ['a page of this origin', { 'Sec-Fetch-Site': 'same-origin' }],
    ['a user who enters the URL', { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate' }],
    ['an old browser or a program', {}],
  ])('%s may read, and no other site may embed the response', async (_who, headers) => {
    const { response, status } = await exchange(get('/v1/ControlPlane/Stores', headers))
    expect([status, response.headers.get('Cross-Origin-Resource-Policy')]).toEqual([200, 'same-origin'])
  })

  it('an allowed origin can read refusals too', async () => {
    const { response, status } = await exchange(get('/nothing', fromOther), undefined, { allowedOrigins })
    expect(status).toBe(404)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('https://other.example')
  })

  it.each([
    ['content-type, x-csrf', 'content-type, x-csrf'],
    ['', 'Content-Type, Idempotency-Key, If-Match, X-Submission-Id'],
    ['x csrf;', 'Content-Type, Idempotency-Key, If-Match, X-Submission-Id'],
    [`x-${'a'.repeat(1023)}`, 'Content-Type, Idempotency-Key, If-Match, X-Submission-Id'],
  ])('an allowed origin passes its preflight for %j without a call to authorize', async (wanted, granted) => {
    const request = new Request(`${site}/api/twilio/v2/ControlPlane/Configurations/c1`, {
      method: 'OPTIONS',
      headers: {
        ...fromOther,
        'Access-Control-Request-Method': 'PATCH',
        'Access-Control-Request-Headers': wanted,
      },
    })
    const { response, status, asked, calls } = await exchange(request, undefined, { allowedOrigins })
    expect([status, asked, calls]).toEqual([204, [], []])
    expect(response.headers.get('Access-Control-Allow-Methods')).toBe('GET, PUT, PATCH, DELETE')
    expect(response.headers.get('Access-Control-Allow-Headers')).toBe(granted)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('https://other.example')
  })

  it.each([
    ['a page of this origin', { 'Sec-Fetch-Site': 'same-origin', Origin: site }],
    [
      'a page of this origin, behind a proxy that terminates TLS',
      { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://a' },
    ],
    ['a user-initiated request', { 'Sec-Fetch-Site': 'none' }],
    ['an old browser on this origin', { Origin: site }],
    ['a program', {}],
  ])('%s may write', async (_who, headers) => {
    const request = new Request(`${site}/api/twilio/v1/ControlPlane/Stores`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: '{}',
    })
    const { response, status } = await exchange(request)
    expect(status).toBe(200)
    expect(response.headers.has('Access-Control-Allow-Origin')).toBe(false)
  })
})

describe('timeouts', () => {
  it('an upstream that does not respond causes a 504 after timeoutMs, and its request is aborted', async () => {
    vi.useFakeTimers()
    const pending = exchange(write('POST', '/v1/ControlPlane/Stores'), never, { timeoutMs: 700 })
    await vi.advanceTimersByTimeAsync(699)
    expect(vi.getTimerCount()).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    const { status, text, calls } = await pending
    expect(status).toBe(504)
    expect(text).toContain('not known whether')
    expect(calls[0]?.init.signal?.aborted).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('an upstream body that stalls causes a 504 as well', async () => {
    vi.useFakeTimers()
    const cancelled = vi.fn<() => void>()
    const drip = new ReadableStream({ pull: () => new Promise(() => undefined), cancel: cancelled })
    const headers = { 'Content-Type': 'application/json' }
    const pending = exchange(get('/v1/ControlPlane/Stores'), () => new Response(drip, { headers }))
    await vi.advanceTimersByTimeAsync(30_000)
    expect((await pending).status).toBe(504)
    expect(cancelled).toHaveBeenCalledOnce()
  })

  it('a request body that stalls causes a 408, and nothing is sent', async () => {
    vi.useFakeTimers()
    const cancelled = vi.fn<() => void>()
    const drip = new ReadableStream({ pull: () => new Promise(() => undefined), cancel: cancelled })
    const pending = exchange(write('POST', '/v1/ControlPlane/Stores', drip))
    await vi.advanceTimersByTimeAsync(30_000)
    const { status, calls } = await pending
    expect([status, calls]).toEqual([408, []])
    expect(cancelled).toHaveBeenCalledOnce()
  })

  it.each([
    ['obeys its signal', never],
    ['ignores its signal', () => new Promise<Response>(() => undefined)],
  ])('a caller that disconnects aborts a read, even by a fetch that %s', async (_what, upstream) => {
    vi.useFakeTimers()
    const controller = new AbortController()
    const request = new Request(get('/v1/ControlPlane/Stores'), { signal: controller.signal })
    const { calls, errors } = await exchange(request, (url, init) => {
      queueMicrotask(() => controller.abort())
      return upstream(url, init)
    })
    expect(calls[0]?.init.signal?.aborted).toBe(true)
    expect(errors).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('a caller that disconnects does not abort a write', async () => {
    const controller = new AbortController()
    const request = new Request(write('DELETE', '/v1/ControlPlane/Stores/s1'), { signal: controller.signal })
    const { calls, status } = await exchange(request, async () => {
      controller.abort()
      await Promise.resolve()
      return json({}, 202)
    })
    expect([calls[0]?.init.signal?.aborted, status]).toEqual([false, 202])
  })
})
