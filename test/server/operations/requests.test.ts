import { createOperationsProxy } from 'react-accepted/server'
import { describe, expect, it } from 'vitest'

import { json } from '../exchange.ts'
import { API, exchange, get, optionsOf, ROUTES, SECRET, write } from './exchange.ts'

const key = '019a7835-2350-7c1e-9a44-5b1f0c6d2e71'

describe('a listed request', () => {
  it.each([
    ['GET', '/jobs/7', 'jobs.get', { id: '7' }],
    ['POST', '/jobs', 'jobs.create', {}],
    ['POST', '/jobs/a.b~c_d-e:cancel', 'jobs.cancel', { id: 'a.b~c_d-e' }],
    ['DELETE', '/jobs/7', 'jobs.delete', { id: '7' }],
    ['GET', '/jobs/7/rows/9', 'rows.get', { id: '7', row: '9' }],
  ])('%s %s is sent, and authorize gets its action and IDs', async (method, path, action, ids) => {
    const request = method === 'GET' ? get(path) : write(method, path, method === 'DELETE' ? null : '{}')
    const { status, calls, asked } = await exchange(request)
    expect(status).toBe(200)
    expect(calls.map(({ url, init }) => `${init.method} ${url}`)).toEqual([`${method} ${API}${path}`])
    expect(calls[0]?.init.redirect).toBe('manual')
    expect(asked).toEqual([{ action, method, ids }])
  })

  it('below the path of upstream, with a slash at the end if its route has one', async () => {
    const routes = [{ action: 'a', method: 'GET', path: '/jobs/{id}/' }] as const
    for (const path of ['/jobs/7/', '/jobs/7']) {
      const { calls } = await exchange(get(path), undefined, { routes, upstream: `${API}/v1/` })
      expect(calls[0]?.url).toBe(`${API}/v1/jobs/7/`)
    }
  })

  it('to another host, if its route has one', async () => {
    const routes = [
      ...ROUTES,
      { action: 'a', method: 'GET', path: '/b', upstream: 'https://b.example' } as const,
    ]
    const { calls } = await exchange(get('/b'), undefined, { routes })
    expect(calls[0]?.url).toBe('https://b.example/b')
    expect(calls[0]?.headers.get('Authorization')).toBe(`Bearer ${SECRET}`)
  })
})

describe('nothing is sent for', () => {
  it.each([
    '/jobs/..',
    '/jobs/%2e%2e',
    '/jobs/a%2Fb',
    '/jobs/a%5Cb',
    '/jobs/a;b',
    '/jobs/a%00',
    '/jobs/a%3Acancel',
    '/jobs/a b',
    '/jobs//rows/1',
    '/jobs/a/rows',
    '/JOBS/7',
    '/jobs/7:Cancel',
    '/jobs/7:cancel/',
    '/other',
    '/jobs/a,b',
    "/jobs/a'b",
    `/jobs/${'a'.repeat(257)}`,
    '/jobs/ä',
    '/jobs/a:b',
  ])('GET %s', async (path) => {
    const { status, calls, asked } = await exchange(get(path))
    expect([calls, asked]).toEqual([[], []])
    expect([404, 405]).toContain(status)
  })

  it.each(['PUT', 'PATCH', 'HEAD'])('the method %s', async (method) => {
    const { status, calls } = await exchange(
      new Request('https://admin.example.com/api/any/jobs/7', { method }),
    )
    expect([status, calls]).toEqual([405, []])
  })

  it.each([
    ['a pattern that is not anchored', /x/],
    ['a pattern for everything', /.*/s],
    ['a pattern of several lines', /^a$|.*/m],
    ['a pattern with a state', /x/g],
  ])('IDs with an escape, a slash or dots, whatever idPattern is: %s', async (_what, idPattern) => {
    const routes = [{ action: 'a', method: 'GET', path: '/a/{id}', idPattern } as const]
    for (const id of ['%2e', '..', 'x%2Fy', 'a;x', 'a%0Ax', `x${'x'.repeat(512)}`]) {
      const { status, calls } = await exchange(get(`/a/${id}`), undefined, { routes })
      expect([status, calls]).toEqual([404, []])
    }
    const proxy = createOperationsProxy(optionsOf({ routes }))
    const again = [await proxy(get('/a/x')), await proxy(get('/a/x'))]
    expect(again.map(({ status }) => status)).toEqual([200, 200])
  })

  it('a long path elsewhere, without seconds of work for a hint', { timeout: 2000 }, async () => {
    const proxy = createOperationsProxy(optionsOf())
    expect((await proxy(new Request(`https://admin.example.com${'/a'.repeat(20_000)}`))).status).toBe(404)
  })

  it('a page of another site', async () => {
    const { status, calls } = await exchange(get('/jobs/7', { 'Sec-Fetch-Site': 'cross-site' }))
    expect([status, calls]).toEqual([403, []])
  })

  it('a form, which is a POST without JSON and without headers of its own', async () => {
    const post = (headers: HeadersInit) =>
      exchange(new Request('https://admin.example.com/api/any/jobs', { method: 'POST', headers }))
    expect((await post({})).calls).toEqual([])
    expect((await post({ 'Idempotency-Key': key })).calls).toHaveLength(1)
  })

  it('a body beyond maxRequestBytes, before authorize', async () => {
    const { status, asked, calls } = await exchange(
      write('POST', '/jobs', `{"a":"${'x'.repeat(100)}"}`),
      undefined,
      {
        maxRequestBytes: 64,
      },
    )
    expect([status, asked, calls]).toEqual([413, [], []])
  })

  it.each(['{', '{"a":1e999}', '\u0000', 'a=1'])('the body %j', async (body) => {
    const { status, calls } = await exchange(write('POST', '/jobs', body))
    expect([status, calls]).toEqual([400, []])
  })

  it.each(['text/plain', 'multipart/form-data', 'application/json; charset=utf-16'])(
    'the type %s',
    async (type) => {
      const { status, calls } = await exchange(write('POST', '/jobs', '{}', { 'Content-Type': type }))
      expect([status, calls]).toEqual([415, []])
    },
  )

  it('a query parameter that is repeated, or has a control character', async () => {
    for (const query of ['wait=1&wait=2', 'wait=%00', `wait=${'x'.repeat(4097)}`]) {
      const { status, calls } = await exchange(get(`/jobs/7?${query}`))
      expect([status, calls]).toEqual([400, []])
    }
  })
})

describe('of a request, the API gets', () => {
  it('only listed headers, and the credentials instead of those of the caller', async () => {
    const headers = {
      Authorization: 'Bearer of-the-page',
      Cookie: 'session=1',
      Prefer: 'respond-async',
      'X-Other': '1',
      'X-HTTP-Method-Override': 'DELETE',
      'Idempotency-Key': key,
      'If-Match': '"1"',
    }
    const { calls } = await exchange(write('POST', '/jobs', '{}', headers))
    const sent = Object.fromEntries(calls[0]?.headers ?? [])
    expect(sent).toEqual({
      accept: 'application/json',
      authorization: `Bearer ${SECRET}`,
      'content-type': 'application/json',
      'idempotency-key': expect.stringMatching(/^019a7835-2350-7/),
      'if-match': '"1"',
      prefer: 'respond-async',
    })
    expect(sent['idempotency-key']).not.toBe(key)
  })

  it('a header with credentials once, in whatever case the caller wrote it', async () => {
    const credentials = { headers: { PREFER: 'wait=5' } }
    const { calls } = await exchange(write('POST', '/jobs', '{}', { prefer: 'x' }), undefined, {
      credentials,
    })
    expect(calls[0]?.headers.get('Prefer')).toBe('wait=5')
  })

  it('only listed query parameters, and the credentials instead of those of the caller', async () => {
    const credentials = { query: { code: SECRET, wait: '9' } }
    const { calls } = await exchange(get('/jobs/7?wait=5&code=mine&other=1'), undefined, { credentials })
    const url = new URL(calls[0]?.url ?? '')
    expect([...url.searchParams]).toEqual([
      ['wait', '9'],
      ['code', SECRET],
    ])
  })

  it.each([
    ['9007199254740993', '9007199254740993'],
    ['[1.0,-0,1e2]', '[1.0,-0,1e2]'],
    ['[{"__proto__":{"a":1},"b":2}]', '[{"b":2}]'],
    ['null', 'null'],
    ['"text"', '"text"'],
  ])('the JSON %s', async (body, sent) => {
    const { calls } = await exchange(write('POST', '/jobs', body))
    expect(calls[0]?.init.body).toBe(sent)
  })

  it('the JSON type of the caller, without parameters, and none without a body', async () => {
    const typeOf = async (body: string | null, type: string) => {
      const { calls } = await exchange(write('POST', '/jobs', body, { 'Content-Type': type }))
      return calls[0]?.headers.get('Content-Type')
    }
    expect(await typeOf('{}', 'Application/Vnd.API+JSON; ext="https://x.example"')).toBe(
      'application/vnd.api+json',
    )
    expect(await typeOf('[]', 'application/json-patch+json')).toBe('application/json-patch+json')
    expect(await typeOf(null, 'application/json')).toBeNull()
  })
})

it.each([
  { Prefer: 'return=minimal' },
  { 'Content-Type': 'application/merge-patch+json' },
  { 'If-Match': '"1"' },
])('a write without a key that has the ID of another one, but %j, is refused', async (other) => {
  const proxy = createOperationsProxy(optionsOf())
  const send = (headers: Record<string, string> = {}) =>
    proxy(write('POST', '/jobs', '{}', { 'X-Submission-Id': key, ...headers }))
  expect([(await send()).status, (await send(other)).status, (await send()).status]).toEqual([200, 422, 200])
})

it('a repeated write without a key is sent once, and that of another tenant is another one', async () => {
  let count = 0
  const proxy = createOperationsProxy({
    ...optionsOf(),
    authorize: (request) => ({ scope: request.headers.get('X-Tenant') ?? '' }),
    fetch: () => Promise.resolve(json({ id: (count += 1) }, 202)),
  })
  const send = async (tenant: string) => {
    const response = await proxy(write('POST', '/jobs', '{}', { 'X-Submission-Id': key, 'X-Tenant': tenant }))
    return response.json()
  }
  expect([await send('a'), await send('a'), await send('b')]).toEqual([{ id: 1 }, { id: 1 }, { id: 2 }])
})
