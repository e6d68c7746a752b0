import { createOperationsProxy } from 'react-accepted/server'
import { describe, expect, it } from 'vitest'

import { exchange, get, optionsOf, ROUTES, untyped } from './exchange.ts'

const [create, read] = ROUTES
const withRoute = (route: object): object => ({ routes: [{ ...create, ...route }] })

describe('a proxy is not created', () => {
  it.each<[what: string, options: object, message: RegExp]>([
    ['without upstream', { upstream: undefined }, /: upstream is not a URL that credentials may be sent to/],
    ['over plain HTTP', { upstream: 'http://api.example.com' }, /: upstream is not a URL/],
    ['with a password in the URL', { upstream: 'https://a:b@api.example.com' }, /: upstream is not a URL/],
    ['with a query in the URL', { upstream: 'https://api.example.com/?a=1' }, /: upstream is not a URL/],
    [
      'with another upstream over plain HTTP',
      withRoute({ upstream: 'http://x.example' }),
      /: routes\[0\]\.upstream is not/,
    ],
    ['without routes', { routes: undefined }, /routes is not a list with at least one route/],
    ['with an empty list of routes', { routes: [] }, /routes is not a list with at least one route/],
    ['with a route that is null', { routes: [null] }, /routes\[0\] has no action/],
    ['without an action', withRoute({ action: '' }), /routes\[0\] has no action/],
    ['with TRACE', withRoute({ method: 'TRACE' }), /routes\[0\] has no action, or a method other/],
    [
      'with a method in lower case',
      withRoute({ method: 'post' }),
      /routes\[0\] has no action, or a method other/,
    ],
    ...[
      'jobs',
      '/',
      '',
      '//jobs',
      '/jobs/../x',
      '/jobs/.',
      '/jobs?a=1',
      '/jobs#a',
      '/a%2Fb',
      '/a;b',
      '/{a}{b}',
      '/{a}/{a}',
      '/{}',
      '/{a',
      '/a b',
      '/*',
      '/jobs/:id',
      7,
    ].map((path): [string, object, RegExp] => [
      `with the path ${path}`,
      withRoute({ path }),
      /routes\[0\]\.path is not a plain path/,
    ]),
    [
      'with a pattern that is a text',
      withRoute({ idPattern: '.*' }),
      /routes\[0\]\.idPattern is not a RegExp/,
    ],
    ['with a query that is a text', withRoute({ query: 'a' }), /routes\[0\]\.query is not a list of names/],
    ['with a query without a name', withRoute({ query: [''] }), /routes\[0\]\.query is not a list of names/],
    [
      'with a status that is not a GET',
      withRoute({ isStatus: true }),
      /routes\[0\] is isStatus or isFile, but/,
    ],
    ['with a file that is not a GET', withRoute({ isFile: true }), /routes\[0\] is isStatus or isFile, but/],
    [
      'with a status that is a file',
      { routes: [{ ...read, isFile: true }] },
      /routes\[0\] is isStatus or isFile, but/,
    ],
    [
      'with a route twice',
      { routes: [read, { ...read, path: '/jobs/{other}' }] },
      /routes\[1\] has the method and path of an earlier route/,
    ],
    ...[
      'Authorization',
      'cookie',
      'Host',
      'Content-Length',
      'Transfer-Encoding',
      'Connection',
      'X-Forwarded-For',
      'X-HTTP-Method-Override',
      'X-Original-URL',
      'Sec-Fetch-Site',
      'Proxy-Authorization',
      'Idempotency-Key',
      'a b',
      '',
    ].map((name): [string, object, RegExp] => [
      `with the request header ${name}`,
      withRoute({ headers: [name] }),
      /routes\[0\]\.headers is not a list of header names/,
    ]),
    ...[
      'Set-Cookie',
      'access-control-allow-origin',
      'Content-Security-Policy',
      'Redirect-Status',
      'Transfer-Encoding',
      'Refresh',
      'Clear-Site-Data',
      'Cache-Control',
      'WWW-Authenticate',
    ].map((name): [string, object, RegExp] => [
      `with the response header ${name}`,
      { responseHeaders: [name] },
      /responseHeaders is not a list of header names/,
    ]),
    ...['Set-Cookie', 'Redirect-Status', 'Content-Type', 'Refresh', 'Clear-Site-Data', 'SourceMap'].map(
      (name): [string, object, RegExp] => [
        `with the URL header ${name}`,
        { urlHeaders: [name] },
        /urlHeaders is not a list of header names/,
      ],
    ),
    ['with URL fields that are a text', { urlFields: 'statusUrl' }, /urlFields is not a list of names/],
    ['without credentials', { credentials: undefined }, /credentials is not an object with headers or query/],
    [
      'with a credential that is not set',
      { credentials: { headers: { Authorization: undefined } } },
      /credentials\.headers has an entry that cannot be sent: "Authorization"/,
    ],
    [
      'with a line break in a credential',
      { credentials: { query: { code: 'a\nb' } } },
      /credentials\.query has an entry that cannot be sent: "code"/,
    ],
    [
      'with a Host among the credentials',
      { credentials: { headers: { Host: 'x' } } },
      /credentials\.headers has an entry that cannot be sent: "Host"/,
    ],
    ['without authorize', { authorize: undefined }, /authorize is missing/],
    [
      'with a signingSecret',
      { signingSecret: 'a secret of more than thirty-two letters' },
      /signingSecret is only for createOrchestratorProxy/,
    ],
    ['without a basePath', { basePath: undefined }, /basePath is not a plain path/],
    [
      'with an origin that is a path',
      { allowedOrigins: ['https://a.example/'] },
      /allowedOrigins holds something/,
    ],
    ['with a bound of zero', { maxResponseBytes: 0 }, /maxResponseBytes is not a whole number/],
  ])('%s', (_what, options, message) => {
    const given = { ...optionsOf(), ...untyped(options) }
    expect(() => createOperationsProxy(given)).toThrow(TypeError)
    expect(() => createOperationsProxy(given)).toThrow(message)
    expect(() => createOperationsProxy(given)).toThrow(/^createOperationsProxy: /)
  })

  it('and its message never has the value of a credential', () => {
    const credentials = { headers: { Authorization: 'Bearer s3cret-of-the-api\n' } }
    expect(() => createOperationsProxy(optionsOf({ credentials }))).not.toThrow(/s3cret/)
  })
})

it('credentials of a scope that are invalid are a 500, and the reason is only logged', async () => {
  const credentials = () => ({ headers: { Authorization: '' } })
  const { status, text, calls, errors } = await exchange(get('/jobs/1'), undefined, { credentials })
  expect([status, calls]).toEqual([500, []])
  expect(text).not.toContain('Authorization')
  expect(String(errors[0])).toContain('credentials.headers has an entry that cannot be sent: "Authorization"')
})

it('credentials are for the scope that authorize grants', async () => {
  const credentials = (scope: string) => ({ headers: { Authorization: `Bearer of ${scope}` } })
  const { calls } = await exchange(get('/jobs/1'), undefined, { credentials })
  expect(calls[0]?.headers.get('Authorization')).toBe('Bearer of tenant')
})

it.each([
  ['undefined', undefined, 403],
  ['false', false, 403],
  ['a 401', { status: 401 }, 401],
  ['an empty scope', { scope: '' }, 403],
])('authorize that returns %s refuses', async (_what, decision, expected) => {
  const { status, calls } = await exchange(get('/jobs/1'), undefined, untyped({ authorize: () => decision }))
  expect([status, calls]).toEqual([expected, []])
})
