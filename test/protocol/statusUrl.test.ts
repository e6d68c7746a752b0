import * as fc from 'fast-check'
import { UntrustedUrlError } from 'react-accepted/client'
import type { OperationsApi } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import { isOperationId, readStatusUrl, toOperationUrl, toUrl } from '../../src/protocol/statusUrl.ts'
import { APIS, ID } from './samples.ts'

const PAGE = 'https://dashboard.example'
const read = (url: string, apis: readonly OperationsApi[] = APIS, before?: string) =>
  readStatusUrl(url, apis, PAGE, before)
const toUrlOf = (operationId: string, api: OperationsApi) =>
  toOperationUrl({ api: api.api, operationId }, api)
const OPERATION = `v2/ControlPlane/Operations/${ID}`
const SERVER: readonly OperationsApi[] = APIS.map((api) => ({
  ...api,
  baseUrl: `https://${api.api}.twilio.com`,
}))
/** An API with only a base URL: the status path itself is the ID. */
const PLAIN: OperationsApi = { api: 'default', baseUrl: 'https://jobs.example/api' }

describe('a URL on the API’s own host is mapped to baseUrl', () => {
  test.each([
    [`https://conversations.twilio.com/${OPERATION}`, 'conversations'],
    [`https://conversations.twilio.com:443/${OPERATION}`, 'conversations'],
    [`HTTPS://Conversations.Twilio.com/${OPERATION}`, 'conversations'],
    [`https://memory.twilio.com/v1/ControlPlane/Operations/${ID}`, 'memory'],
    // Behind a TLS proxy, an API may write http URLs. The request still goes to `baseUrl`.
    [`http://conversations.twilio.com/${OPERATION}`, 'conversations'],
    [`https://conversations.twilio.com/${OPERATION}#x`, 'conversations'],
  ])('%s', (url, api) => {
    expect(read(url)).toEqual({ api, operationId: ID })
    expect(read(url, SERVER)).toEqual({ api, operationId: ID })
  })
})

describe('a relative URL is accepted', () => {
  test.each([`/${OPERATION}`, OPERATION, `/api/twilio/${OPERATION}`])('%s', (url) => {
    expect(read(url)).toEqual({ api: 'conversations', operationId: ID })
  })

  test('and its version selects the API', () => {
    expect(read(`/v1/ControlPlane/Operations/${ID}`)?.api).toBe('memory')
  })
})

describe('a URL under baseUrl is accepted', () => {
  test('if baseUrl is a path on the page’s origin', () => {
    expect(read(`${PAGE}/api/twilio/${OPERATION}`)).toEqual({ api: 'conversations', operationId: ID })
  })

  test('if baseUrl is absolute, with a port and a trailing slash', () => {
    const api = {
      ...PLAIN,
      baseUrl: 'http://127.0.0.1:4010/api/',
      operationPath: '/jobs/{operationId}/status',
    }
    expect(read('http://127.0.0.1:4010/api/jobs/7/status', [api])).toEqual({
      api: 'default',
      operationId: '7',
    })
  })

  test('and without a template, the path below the base is the ID', () => {
    expect(read('https://jobs.example/api/jobs/7?view=full', [PLAIN])?.operationId).toBe('/jobs/7?view=full')
    expect(read('/jobs/7', [PLAIN])?.operationId).toBe('/jobs/7')
    expect(read('/api/jobs/7', [PLAIN])?.operationId).toBe('/jobs/7')
    expect(toUrlOf('/jobs/7', PLAIN)).toBe('https://jobs.example/api/jobs/7')
  })
})

describe('everything else is refused', () => {
  test.each([
    ['another host', `https://evil.example/${OPERATION}`],
    ['a host that starts like ours', `https://conversations.twilio.com.evil.example/${OPERATION}`],
    ['a host that ends like ours', `https://evilconversations.twilio.com/${OPERATION}`],
    ['a host under ours', `https://x.conversations.twilio.com/${OPERATION}`],
    ['our host as a user name', `https://conversations.twilio.com@evil.example/${OPERATION}`],
    ['a user name', `https://user@conversations.twilio.com/${OPERATION}`],
    ['a user name and password', `https://user:word@conversations.twilio.com/${OPERATION}`],
    ['another port', `https://conversations.twilio.com:8443/${OPERATION}`],
    ['plain http on the port of https', `http://conversations.twilio.com:443/${OPERATION}`],
    ['https on the port of plain http', `https://conversations.twilio.com:80/${OPERATION}`],
    ['another scheme', `ftp://conversations.twilio.com/${OPERATION}`],
    ['a WebSocket URL', `wss://conversations.twilio.com/${OPERATION}`],
    ['a scheme without slashes', `https:conversations.twilio.com/${OPERATION}`],
    ['a scheme with one slash', `https:/conversations.twilio.com/${OPERATION}`],
    ['a scheme with three slashes', `https:///conversations.twilio.com/${OPERATION}`],
    ['the other API’s host', `https://memory.twilio.com/${OPERATION}`],
    ['the other API’s version', `https://conversations.twilio.com/v1/ControlPlane/Operations/${ID}`],
    ['a URL of the page outside baseUrl', `${PAGE}/${OPERATION}`],
    ['a path that only starts like the base', `${PAGE}/api/twilio-evil/${OPERATION}`],
    ['a protocol-relative URL', `//evil.example/${OPERATION}`],
    ['a protocol-relative URL to our host', `//conversations.twilio.com/${OPERATION}`],
    ['backslashes', `https:\\\\evil.example\\${OPERATION}`],
    ['a backslash for a slash', `/\\evil.example/${OPERATION}`],
    ['a backslash before the at sign', `https://evil.example\\@conversations.twilio.com/${OPERATION}`],
    ['dot segments', `https://conversations.twilio.com/v2/ControlPlane/Operations/../Configurations`],
    ['dot segments at the end', 'https://conversations.twilio.com/v2/ControlPlane/Operations/..'],
    ['dot segments at the start', `/../${OPERATION}`],
    ['escaped dots', 'https://conversations.twilio.com/v2/ControlPlane/Operations/%2e%2e'],
    ['an escaped slash', 'https://conversations.twilio.com/v2/ControlPlane/Operations/a%2Fb'],
    ['an empty ID', 'https://conversations.twilio.com/v2/ControlPlane/Operations/'],
    ['a deeper path', `https://conversations.twilio.com/${OPERATION}/secrets`],
    ['another path', `https://conversations.twilio.com/v2/ControlPlane/Configurations/${ID}`],
    ['a double-escaped slash', `/${OPERATION.replace('/C', '%252FC')}`],
    ['an escaped backslash', `https://conversations.twilio.com/v2/ControlPlane/Operations/a%5Cb`],
    ['an escaped dot', 'https://conversations.twilio.com/v2/ControlPlane/Operations/%2E'],
    ['an overlong UTF-8 dot', 'https://conversations.twilio.com/v2/ControlPlane/Operations/%c0%ae%c0%ae'],
    ['a dot segment with a parameter', `https://conversations.twilio.com/v2/..;/${OPERATION}`],
    ['an escaped line break', `https://conversations.twilio.com/${OPERATION}%0d%0a`],
    ['an escaped null byte', `https://conversations.twilio.com/${OPERATION}%00`],
    ['an incomplete escape', `https://conversations.twilio.com/${OPERATION}%4`],
    ['a tab inside', `https://conversations.twilio.com/v2/Control\tPlane/Operations/${ID}`],
    ['a line break inside', `https://conversations.twi\nlio.com/${OPERATION}`],
    ['a fragment alone', '#x'],
    ['a leading space', ` https://conversations.twilio.com/${OPERATION}`],
    ['a trailing line break', `https://conversations.twilio.com/${OPERATION}\n`],
    ['a trailing null byte', `https://conversations.twilio.com/${OPERATION}\0`],
    ['look-alike letters', `https://cοnversations.twilio.com/${OPERATION}`],
    ['a javascript URL', 'javascript:alert(1)'],
    ['a data URL', `data:application/json,{}`],
    ['a file URL', `file:///${OPERATION}`],
    ['an empty string', ''],
  ])('%s', (_, url) => {
    expect(read(url)).toBeUndefined()
    expect(read(url, SERVER)).toBeUndefined()
  })

  test.each([
    'https://evil.example/jobs/7',
    'https://jobs.example/other/7',
    'https://jobs.example/api/../other/7',
    '//evil.example/jobs/7',
    'javascript:alert(1)',
    'javascript:alert',
    'mailto:a.b',
    'data:text',
    '/jobs/%2e%2e/7',
    '/jobs/..',
    '/jobs/7?x=<script>',
    '',
    '/',
    '/#x',
    'https://jobs.example/apix/jobs/7',
    'https://jobs.example:8443/api/jobs/7',
    'https://me@jobs.example/api/jobs/7',
    'https://jobs.example/api//evil.example/7',
    'https://jobs.example/api/a/./7',
    'https://jobs.example/api/a/..;x/7',
    'https://jobs.example/api/a%2f7',
    '/jobs/7%',
    '/jobs/7%2',
    '..',
    '../jobs/7',
    'a/../../../jobs/7',
    `/jobs/${'7'.repeat(8_200)}`,
  ])('also without a template: %j', (url) => {
    expect(read(url, [PLAIN])).toBeUndefined()
  })

  test('with an error that names it, truncated to a reasonable length', () => {
    const url = `https://evil.example/${'x'.repeat(5_000)}`
    expect(new UntrustedUrlError(url).message).toMatch(/^.{0,200}evil\.example.{0,800}$/)
  })
})

/** The URL that is polled for a status URL; `before` is the URL of the submit. */
function asked(url: string, api: OperationsApi, before?: string): string | undefined {
  const identity = read(url, [api], before)
  return identity && toOperationUrl(identity, api)
}

describe('a URL that RFC 3986 allows is accepted unchanged', () => {
  test.each([
    '/jobs/7/',
    "/teams('19:a@thread.tacv2')/operations('5f1b')",
    '/jobs/a=b;c,d!e$f&g*h+i@j:k~l',
    '/jobs/caf%C3%A9%20%231',
    '/jobs//7',
    '/jobs/..7',
    '/jobs/7..',
    '/jobs/7?code=aZ09%2Fa%2b%3D%3d&taskHub=Hub',
    '/jobs/7?x=(a);b=$c@d|e&filter[id]=7&to=../x?y/z',
    '/jobs?id=7',
    '/?id=7',
    '?id=7',
    `/jobs/7?sig=${'s'.repeat(8_000)}`,
  ])('%s', (path) => {
    expect(asked(`https://jobs.example/api${path}`, PLAIN)).toBe(`https://jobs.example/api${path}`)
    expect(asked(`http://jobs.example:80/api${path}#part`, PLAIN)).toBe(`https://jobs.example/api${path}`)
  })

  test('except for quotes in a query, which every fetch escapes', () => {
    expect(asked("/jobs?id='7'", PLAIN)).toBe('https://jobs.example/api/jobs?id=%277%27')
  })

  const operationPath = (template: string): OperationsApi => ({ ...PLAIN, operationPath: template })

  test.each([
    ['/jobs/{operationId}', '/jobs/7', '7'],
    ['/jobs/{operationId}', '/jobs/7/', '7'],
    ['/jobs/{operationId}/', '/jobs/7/', '7'],
    ['/jobs/{operationId}/', '/jobs/7', '7'],
    ["/operations('{operationId}')", "/operations('5f1b')", '5f1b'],
    ["/teams('x')/operations('{operationId}')/", "/teams('x')/operations('5f1b')?api-version=2", '5f1b'],
    ['/jobs/{operationId}', '/jobs/$&', '$&'],
    ['/jobs/{operationId}', '/jobs/a%20b', 'a%20b'],
    ['/jobs/{operationId}', '/jobs/7?code=aZ%2F==&t=(x)', '7'],
    ['/jobs/{operationId}/status', '/jobs/7/status/?code=x', '7'],
  ])('with the template %s: %s', (template, path, operationId) => {
    const api = operationPath(template)
    expect(read(path, [api])).toMatchObject({ api: 'default', operationId })
    expect(asked(path, api)).toBe(`https://jobs.example/api${path}`)
    // The ID alone is enough if the server sent nothing else.
    expect(toUrlOf(operationId, api)).toBe(
      `https://jobs.example/api${template.replace('{operationId}', () => operationId)}`,
    )
  })

  test('a stored path that does not match its ID is not used', () => {
    const api = operationPath('/jobs/{operationId}')
    for (const statusPath of [
      '/users/7',
      '/jobs/8',
      '//evil.example/7',
      '/jobs/../jobs/7',
      '/jobs/7/x',
      'x',
    ]) {
      expect(toOperationUrl({ api: 'default', operationId: '7', statusPath }, api)).toBeUndefined()
    }
  })
})

describe('a relative reference is resolved against the request URL', () => {
  const POST = 'https://jobs.example/api/exports/start'

  // The cases of RFC 3986, section 5.4, that stay below the base.
  test.each([
    ['7', '/exports/7'],
    ['./7', '/exports/7'],
    ['7/', '/exports/7/'],
    ['/api/7', '/7'],
    ['?id=7', '/exports/start?id=7'],
    ['7?id=7', '/exports/7?id=7'],
    ['7#s', '/exports/7'],
    ['7?y#s', '/exports/7?y'],
    [';x', '/exports/;x'],
    ['7;x', '/exports/7;x'],
    ['./', '/exports/'],
    ['../', '/'],
    ['../7', '/7'],
    ['7.', '/exports/7.'],
    ['.7', '/exports/.7'],
    ['..7', '/exports/..7'],
    ['7;x=1/y', '/exports/7;x=1/y'],
    ['7?y/../x', '/exports/7?y/../x'],
  ])('%s', (reference, path) => {
    const whole = path === '/' ? undefined : `https://jobs.example/api${path}`
    expect(asked(reference, PLAIN, POST)).toBe(whole)
    expect(asked(reference, { ...PLAIN, baseUrl: '/api' }, '/api/exports/start')).toBe(
      path === '/' ? undefined : `/api${path}`,
    )
  })

  test.each([
    '../../7',
    '../../../7',
    '../../apix/7',
    '..%2f7',
    '%2e%2e/7',
    '.%2e/7',
    '7/../8',
    '//evil.example/7',
  ])('%s is refused', (reference) => expect(asked(reference, PLAIN, POST)).toBeUndefined())

  test('or against baseUrl if only that gives the path of an operation', () => {
    const api = { ...PLAIN, operationPath: '/jobs/{operationId}' }
    expect(read('jobs/7', [api], POST)?.operationId).toBe('7')
    expect(read('../jobs/8', [api], POST)?.operationId).toBe('8')
  })
})

describe('an entry of ownOrigins', () => {
  const at = (...ownOrigins: string[]): OperationsApi => ({ ...PLAIN, ownOrigins })

  test.each([
    ['https://up.example', 'https://up.example/jobs/7'],
    ['https://up.example/', 'https://up.example/jobs/7'],
    ['https://up.example', 'http://up.example/jobs/7'],
    ['https://up.example/v1', 'https://up.example/v1/jobs/7'],
    ['https://up.example/v1/', 'https://up.example/v1/jobs/7'],
    ['https://up.example/v1', '/v1/jobs/7'],
    ['http://up.example:8080/v1', 'http://up.example:8080/v1/jobs/7'],
    ['http://localhost:3000', 'http://127.0.0.1:3000/jobs/7'],
    ['http://127.0.0.1:3000', 'http://localhost:3000/jobs/7'],
    ['http://[::1]:3000', 'http://localhost:3000/jobs/7'],
  ])('%s maps %s', (own, url) => {
    expect(asked(url, at(own))).toBe('https://jobs.example/api/jobs/7')
  })

  test.each([
    ['https://up.example/v1', 'https://up.example/v1x/jobs/7'],
    ['https://up.example/v1', 'https://up.example/jobs/7'],
    ['https://up.example/v1', 'https://up.example/v1//evil.example/7'],
    ['https://up.example', 'https://up.example:8443/jobs/7'],
    ['https://up.example', 'https://up.example.evil.example/jobs/7'],
    ['http://localhost:3000', 'http://127.0.0.1:3001/jobs/7'],
    ['http://localhost:3000', 'http://localhost.evil.example:3000/jobs/7'],
    ['http://127.0.0.1', 'http://127.0.0.1.evil.example/jobs/7'],
    ['no origin', 'https://up.example/jobs/7'],
  ])('%s does not map %s', (own, url) => {
    expect(asked(url, at(own))).toBeUndefined()
  })
})

test('a host without a scheme is not taken for an ID', () => {
  const api = { ...PLAIN, ownOrigins: ['https://up.example'] }
  for (const url of ['jobs.example/api/jobs/7', 'jobs.example', 'up.example/jobs/7', 'up.example']) {
    expect([url, read(url, [{ ...api, operationPath: '/{operationId}' }])]).toEqual([url, undefined])
    expect([url, read(url, [api])]).toEqual([url, undefined])
  }
  expect(asked('jobs/7', { ...PLAIN, baseUrl: 'http://jobs/api' })).toBe('http://jobs/api/jobs/7')
})

describe('a baseUrl with a query', () => {
  const api = { ...PLAIN, baseUrl: 'https://jobs.example/api/?api-version=2&x' }

  test('adds the query to every request', () => {
    expect(toUrl(api.baseUrl, '/jobs')).toBe('https://jobs.example/api/jobs?api-version=2&x')
    expect(toUrl(api.baseUrl, '/jobs?page=1')).toBe('https://jobs.example/api/jobs?page=1&api-version=2&x')
    expect(asked('/jobs/7', api)).toBe('https://jobs.example/api/jobs/7?api-version=2&x')
  })

  test('does not change a URL from the server that has its own query', () => {
    const url = 'https://jobs.example/api/jobs/7?api-version=1&sig=a%2Fb'
    expect(asked(url, api)).toBe(url)
    expect(asked(url, { ...api, operationPath: '/jobs/{operationId}' })).toBe(url)
  })
})

test('a page without an origin still accepts URLs below an absolute baseUrl', () => {
  for (const page of ['about:srcdoc', 'blob:https://app.example/5f1b', 'data:text/html,x']) {
    expect(readStatusUrl('/jobs/7', [PLAIN], page)?.operationId).toBe('/jobs/7')
    expect(readStatusUrl('jobs/7', [PLAIN], page)?.operationId).toBe('/jobs/7')
    // Such a page cannot send requests to a relative baseUrl either.
    expect(readStatusUrl('/jobs/7', [{ ...PLAIN, baseUrl: '/api' }], page)).toBeUndefined()
  }
})

describe('the request URL', () => {
  test('is built only from baseUrl and the ID', () => {
    expect(toUrlOf(ID, APIS[0])).toBe(`/api/twilio/${OPERATION}`)
    expect(toUrl('https://jobs.example/api//', '/x')).toBe('https://jobs.example/api/x')
  })

  test.each(['..', '.', '../Configurations', 'a/b', '%2e%2e', 'a?b', 'a#b', '', 'a\\b', '$&'])(
    'never leads elsewhere, whatever the ID: %j',
    (operationId) => {
      const url = toUrlOf(operationId, APIS[0])
      if (url === undefined) return
      const { pathname, search, hash } = new URL(url, PAGE)
      expect(pathname).toMatch(/^\/api\/twilio\/v2\/ControlPlane\/Operations\/[^/]+$/)
      expect(search + hash).toBe('')
    },
  )

  test.each(['//evil.example/x', 'https://evil.example/', 'x', '/../x', '/a/..', '/%2e%2e/x', '/\\evil'])(
    'does not exist for %j if the ID is a path',
    (operationId) => {
      expect(toUrlOf(operationId, PLAIN)).toBeUndefined()
    },
  )
})

test.each([
  [ID, true],
  ['job:1', true],
  ['a.b~c-d_e', true],
  ['', false],
  ['a/b', false],
  ['a b', false],
  ['a%20b', true],
  ["a'b(c),d;e=f@g$&h!i*+", true],
  ['a%2fb', false],
  ['a%', false],
  ['a#b', false],
  ['javascript:alert(1)', false],
  ['..', false],
  ['https://x', false],
  ['x'.repeat(512), true],
])('isOperationId(%j) is %j', (value, expected) => {
  expect(isOperationId(value)).toBe(expected)
})

function ask(given: string, apis: readonly OperationsApi[]): URL | undefined {
  const identity = read(given, apis)
  const api = apis.find((one) => one.api === identity?.api)
  const target = identity && api && toOperationUrl(identity, api)
  return target === undefined ? undefined : new URL(target, PAGE)
}

describe('the cost of reading a URL grows no faster than its length', () => {
  const HOSTILE: [string, (length: number) => string][] = [
    ['letters', (length) => 'a'.repeat(length)],
    ['letters and a space', (length) => `${'a'.repeat(length)} `],
    ['a host', (length) => `https://${'a'.repeat(length)}`],
    ['a host and a space', (length) => `https://${'a.'.repeat(length / 2)} `],
    ['slashes', (length) => `${'/'.repeat(length)} `],
    ['segments', (length) => `${'/a'.repeat(length / 2)} `],
    ['double-dot segments', (length) => `${'../'.repeat(length / 3)} `],
    ['dots', (length) => `/${'.'.repeat(length)} `],
    ['escapes', (length) => `/${'%25'.repeat(length / 3)} `],
    ['escaped escapes', (length) => `/%${'25'.repeat(length / 2)} `],
    ['question marks', (length) => `/a${'?'.repeat(length)} `],
    ['fragments', (length) => `/a${'#'.repeat(length)}`],
    ['query parameters', (length) => `/a?${'a=b&'.repeat(length / 4)} `],
    ['entries of a Link header', (length) => '</a>; rel="next", '.repeat(length / 18)],
  ]
  const APIS_HERE = [PLAIN, { ...PLAIN, operationPath: '/jobs/{operationId}' }]

  function measure(url: string): number {
    const before = performance.now()
    for (let count = 0; count < 10; count += 1) {
      read(url, APIS_HERE)
      isOperationId(url)
      for (const api of APIS_HERE) toOperationUrl({ api: 'default', operationId: url, statusPath: url }, api)
    }
    return performance.now() - before
  }

  /** How many times longer the long one takes: the best of several tries, as the machine may be busy. */
  function compare(short: string, long: string): number {
    let least = Infinity
    for (let attempt = 0; attempt < 12 && least > 15; attempt += 1) {
      least = Math.min(least, measure(long) / Math.max(measure(short), 0.05))
    }
    return least
  }

  // Also close to the longest allowed length: beyond it, a URL is refused before it meets any pattern.
  test.each(HOSTILE)('%s', (_, make) => {
    expect(compare(make(1_000), make(8_000))).toBeLessThan(20)
    expect(compare(make(10_000), make(100_000))).toBeLessThan(20)
  })
})

describe('whatever the URL, no request leaves the operations below the base', () => {
  const SCHEMES = [
    'https:',
    'http:',
    'javascript:',
    '//',
    '/',
    '\\',
    '..',
    '.',
    '%2e',
    '%2F',
    '@',
    ':',
    '?',
    '#',
  ]
  const HOSTS = [
    'conversations.twilio.com',
    'memory.twilio.com',
    'evil.example',
    'dashboard.example',
    'jobs.example',
    ':443',
    ':8443',
    'https://jobs.example/api/',
    'http://jobs.example',
  ]
  const PATHS = [
    'api',
    '/api/',
    'apix',
    'jobs/7',
    'twilio',
    'v2/ControlPlane/Operations/',
    'v1/ControlPlane/Operations/',
    ID,
    'x',
  ]
  const STRANGE = [
    ' ',
    '\t',
    '\n',
    '＠',
    '。',
    '..;',
    '../',
    '%5c',
    '%252e',
    '%00',
    '%c0%af',
    '%41',
    "'(=)'",
    '|',
  ]
  const part = fc.constantFrom(...SCHEMES, ...HOSTS, ...PATHS, ...STRANGE)
  const url = fc.oneof(
    fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.string(),
  )

  test('behind a proxy', () => {
    fc.assert(
      fc.property(url, (given) => {
        const target = ask(given, APIS)
        if (!target) return
        expect(target.origin).toBe(PAGE)
        expect(target.pathname).toMatch(/^\/api\/twilio\/v[12]\/ControlPlane\/Operations\/[^/]+\/?$/)
      }),
      { numRuns: 5_000 },
    )
  })

  test('without a template', () => {
    fc.assert(
      fc.property(url, (given) => {
        const target = ask(given, [PLAIN])
        if (!target) return
        expect(target.origin).toBe('https://jobs.example')
        expect(target.pathname).toMatch(/^\/api(?:\/|$)/)
        // A URL of another host is never taken for a path.
        expect(new URL(given, PLAIN.baseUrl).host).toBe('jobs.example')
      }),
      { numRuns: 20_000 },
    )
  })

  test('relative to the request URL', () => {
    const before = 'https://jobs.example/api/exports/start'
    fc.assert(
      fc.property(url, (given) => {
        const target = asked(given, PLAIN, before)
        if (target === undefined) return
        expect(new URL(target).href).toMatch(/^https:\/\/jobs\.example\/api(?:[/?]|$)/)
        expect(new URL(given, before).host).toBe('jobs.example')
      }),
      { numRuns: 20_000 },
    )
  })

  test('whatever a store contains', () => {
    const api = { ...PLAIN, operationPath: '/jobs/{operationId}' }
    fc.assert(
      fc.property(url, url, (operationId, statusPath) => {
        for (const one of [api, PLAIN]) {
          const target = toOperationUrl({ api: 'default', operationId, statusPath }, one)
          if (target === undefined) continue
          const { origin, pathname } = new URL(target, PAGE)
          expect(origin).toBe('https://jobs.example')
          expect(pathname).toMatch(one === api ? /^\/api\/jobs\/[^/]+\/?$/ : /^\/api(?:\/|$)/)
        }
      }),
      { numRuns: 20_000 },
    )
  })

  test('and a URL that WHATWG and RFC 3986 both place below the base is accepted unchanged', () => {
    const escape = fc.constantFrom('%20', '%41', '%C3%A9', '%3a', '%7E')
    const unit = fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...Array.from("aZ09-_~!$&'()*+,;=:@.")) },
      { weight: 1, arbitrary: escape },
    )
    const segment = fc
      .string({ unit, minLength: 1, maxLength: 9 })
      .filter((one) => !/^\.\.?(?:;|$)/.test(one))
    const inQuery = fc.oneof(unit, fc.constantFrom('/', '?', '%2F', '%2e', '|', '[', ']'))
    const query = fc.option(fc.string({ unit: inQuery, minLength: 1, maxLength: 20 }), { nil: undefined })
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1, maxLength: 5 }),
        query,
        fc.boolean(),
        (path, search, isDir) => {
          const given = `https://jobs.example/api/${path.join('/')}${isDir ? '/' : ''}${search === undefined ? '' : `?${search}`}`
          expect(asked(given, PLAIN)).toBe(new URL(given).href)
        },
      ),
      { numRuns: 5_000 },
    )
  })
})
