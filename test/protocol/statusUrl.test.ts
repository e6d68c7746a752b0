import * as fc from 'fast-check'
import { UntrustedUrlError } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import type { OperationsApi } from '../../src/protocol/operationsApi.ts'
import { isOperationId, readStatusUrl, toOperationUrl, toUrl } from '../../src/protocol/statusUrl.ts'
import { APIS, ID } from './protocolKit.ts'

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
/** An API of which only the base is known: the status path itself is the ID. */
const PLAIN: OperationsApi = { api: 'default', baseUrl: 'https://jobs.example/api' }

describe('the API’s own hosts are re-rooted', () => {
  test.each([
    [`https://conversations.twilio.com/${OPERATION}`, 'conversations'],
    [`https://conversations.twilio.com:443/${OPERATION}`, 'conversations'],
    [`HTTPS://Conversations.Twilio.com/${OPERATION}`, 'conversations'],
    [`https://memory.twilio.com/v1/ControlPlane/Operations/${ID}`, 'memory'],
    // Behind TLS, an API may take itself for plain http. What is asked is `baseUrl` all the same.
    [`http://conversations.twilio.com/${OPERATION}`, 'conversations'],
    [`https://conversations.twilio.com/${OPERATION}#x`, 'conversations'],
  ])('%s', (url, api) => {
    expect(read(url)).toEqual({ api, operationId: ID })
    expect(read(url, SERVER)).toEqual({ api, operationId: ID })
  })
})

describe('relative ones are taken', () => {
  test.each([`/${OPERATION}`, OPERATION, `/api/twilio/${OPERATION}`])('%s', (url) => {
    expect(read(url)).toEqual({ api: 'conversations', operationId: ID })
  })

  test('and told apart by their version', () => {
    expect(read(`/v1/ControlPlane/Operations/${ID}`)?.api).toBe('memory')
  })
})

describe('those under baseUrl are taken', () => {
  test('where baseUrl is a path of the page', () => {
    expect(read(`${PAGE}/api/twilio/${OPERATION}`)).toEqual({ api: 'conversations', operationId: ID })
  })

  test('where baseUrl is absolute, with a port and a closing slash', () => {
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

  test('without a template the path below the base is the ID', () => {
    expect(read('https://jobs.example/api/jobs/7?view=full', [PLAIN])?.operationId).toBe('/jobs/7?view=full')
    expect(read('/jobs/7', [PLAIN])?.operationId).toBe('/jobs/7')
    expect(read('/api/jobs/7', [PLAIN])?.operationId).toBe('/jobs/7')
    expect(toUrlOf('/jobs/7', PLAIN)).toBe('https://jobs.example/api/jobs/7')
  })
})

describe('everything else is refused', () => {
  test.each([
    ['another host', `https://evil.example/${OPERATION}`],
    ['a host that begins like ours', `https://conversations.twilio.com.evil.example/${OPERATION}`],
    ['a host that ends like ours', `https://evilconversations.twilio.com/${OPERATION}`],
    ['a host under ours', `https://x.conversations.twilio.com/${OPERATION}`],
    ['our host as user name', `https://conversations.twilio.com@evil.example/${OPERATION}`],
    ['a user name', `https://user@conversations.twilio.com/${OPERATION}`],
    ['a user name and password', `https://user:word@conversations.twilio.com/${OPERATION}`],
    ['another port', `https://conversations.twilio.com:8443/${OPERATION}`],
    ['plain http on the port of https', `http://conversations.twilio.com:443/${OPERATION}`],
    ['https on the port of plain http', `https://conversations.twilio.com:80/${OPERATION}`],
    ['another scheme', `ftp://conversations.twilio.com/${OPERATION}`],
    ['a web socket', `wss://conversations.twilio.com/${OPERATION}`],
    ['a scheme without slashes', `https:conversations.twilio.com/${OPERATION}`],
    ['a scheme with one slash', `https:/conversations.twilio.com/${OPERATION}`],
    ['a scheme with three slashes', `https:///conversations.twilio.com/${OPERATION}`],
    ['the other API’s host', `https://memory.twilio.com/${OPERATION}`],
    ['the other API’s version', `https://conversations.twilio.com/v1/ControlPlane/Operations/${ID}`],
    ['the page beside baseUrl', `${PAGE}/${OPERATION}`],
    ['a base that only begins alike', `${PAGE}/api/twilio-evil/${OPERATION}`],
    ['protocol-relative', `//evil.example/${OPERATION}`],
    ['protocol-relative to our host', `//conversations.twilio.com/${OPERATION}`],
    ['backslashes', `https:\\\\evil.example\\${OPERATION}`],
    ['a backslash for a slash', `/\\evil.example/${OPERATION}`],
    ['a backslash before the at sign', `https://evil.example\\@conversations.twilio.com/${OPERATION}`],
    ['dot segments', `https://conversations.twilio.com/v2/ControlPlane/Operations/../Configurations`],
    ['dot segments at the end', 'https://conversations.twilio.com/v2/ControlPlane/Operations/..'],
    ['dot segments in front', `/../${OPERATION}`],
    ['escaped dots', 'https://conversations.twilio.com/v2/ControlPlane/Operations/%2e%2e'],
    ['an escaped slash', 'https://conversations.twilio.com/v2/ControlPlane/Operations/a%2Fb'],
    ['an empty ID', 'https://conversations.twilio.com/v2/ControlPlane/Operations/'],
    ['a deeper path', `https://conversations.twilio.com/${OPERATION}/secrets`],
    ['another path', `https://conversations.twilio.com/v2/ControlPlane/Configurations/${ID}`],
    ['an escaped slash, escaped once more', `/${OPERATION.replace('/C', '%252FC')}`],
    ['an escaped backslash', `https://conversations.twilio.com/v2/ControlPlane/Operations/a%5Cb`],
    ['an escaped dot', 'https://conversations.twilio.com/v2/ControlPlane/Operations/%2E'],
    ['a dot in too many bytes', 'https://conversations.twilio.com/v2/ControlPlane/Operations/%c0%ae%c0%ae'],
    ['a dot segment with a parameter', `https://conversations.twilio.com/v2/..;/${OPERATION}`],
    ['an escaped line break', `https://conversations.twilio.com/${OPERATION}%0d%0a`],
    ['an escaped null byte', `https://conversations.twilio.com/${OPERATION}%00`],
    ['half an escape', `https://conversations.twilio.com/${OPERATION}%4`],
    ['a tab inside', `https://conversations.twilio.com/v2/Control\tPlane/Operations/${ID}`],
    ['a line break inside', `https://conversations.twi\nlio.com/${OPERATION}`],
    ['a fragment alone', '#x'],
    ['white space', ` https://conversations.twilio.com/${OPERATION}`],
    ['a line break', `https://conversations.twilio.com/${OPERATION}\n`],
    ['a null byte', `https://conversations.twilio.com/${OPERATION}\0`],
    ['letters that look alike', `https://cοnversations.twilio.com/${OPERATION}`],
    ['a script', 'javascript:alert(1)'],
    ['data', `data:application/json,{}`],
    ['a file', `file:///${OPERATION}`],
    ['nothing', ''],
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

  test('with an error that names it, cut to a decent length', () => {
    const url = `https://evil.example/${'x'.repeat(5_000)}`
    expect(new UntrustedUrlError(url).message).toMatch(/^.{0,200}evil\.example.{0,800}$/)
  })
})

/** What is asked for a status URL, after what was asked before. */
function asked(url: string, api: OperationsApi, before?: string): string | undefined {
  const identity = read(url, [api], before)
  return identity && toOperationUrl(identity, api)
}

describe('what RFC 3986 allows is taken, whole', () => {
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

  test('but for quotes in a query, which every fetch escapes', () => {
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
  ])('by the template %s: %s', (template, path, operationId) => {
    const api = operationPath(template)
    expect(read(path, [api])).toMatchObject({ api: 'default', operationId })
    expect(asked(path, api)).toBe(`https://jobs.example/api${path}`)
    // The ID alone will do where the server gave no more.
    expect(toUrlOf(operationId, api)).toBe(
      `https://jobs.example/api${template.replace('{operationId}', () => operationId)}`,
    )
  })

  test('a stored path that is not that of its ID leads nowhere', () => {
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

describe('a relative reference is resolved against what was asked', () => {
  const POST = 'https://jobs.example/api/exports/start'

  // RFC 3986, section 5.4, as far as they stay below the base.
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
  ])('%s leads out', (reference) => expect(asked(reference, PLAIN, POST)).toBeUndefined())

  test('or against baseUrl, where only that makes the path of an operation', () => {
    const api = { ...PLAIN, operationPath: '/jobs/{operationId}' }
    expect(read('jobs/7', [api], POST)?.operationId).toBe('7')
    expect(read('../jobs/8', [api], POST)?.operationId).toBe('8')
  })
})

describe('an own origin', () => {
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

test('a host whose scheme was left out is not taken for an ID', () => {
  const api = { ...PLAIN, ownOrigins: ['https://up.example'] }
  for (const url of ['jobs.example/api/jobs/7', 'jobs.example', 'up.example/jobs/7', 'up.example']) {
    expect([url, read(url, [{ ...api, operationPath: '/{operationId}' }])]).toEqual([url, undefined])
    expect([url, read(url, [api])]).toEqual([url, undefined])
  }
  expect(asked('jobs/7', { ...PLAIN, baseUrl: 'http://jobs/api' })).toBe('http://jobs/api/jobs/7')
})

describe('a baseUrl with a query', () => {
  const api = { ...PLAIN, baseUrl: 'https://jobs.example/api/?api-version=2&x' }

  test('sends it with every request', () => {
    expect(toUrl(api.baseUrl, '/jobs')).toBe('https://jobs.example/api/jobs?api-version=2&x')
    expect(toUrl(api.baseUrl, '/jobs?page=1')).toBe('https://jobs.example/api/jobs?page=1&api-version=2&x')
    expect(asked('/jobs/7', api)).toBe('https://jobs.example/api/jobs/7?api-version=2&x')
  })

  test('leaves alone what the server gave with a query of its own', () => {
    const url = 'https://jobs.example/api/jobs/7?api-version=1&sig=a%2Fb'
    expect(asked(url, api)).toBe(url)
    expect(asked(url, { ...api, operationPath: '/jobs/{operationId}' })).toBe(url)
  })
})

test('a page without an origin still knows what is below an absolute baseUrl', () => {
  for (const page of ['about:srcdoc', 'blob:https://app.example/5f1b', 'data:text/html,x']) {
    expect(readStatusUrl('/jobs/7', [PLAIN], page)?.operationId).toBe('/jobs/7')
    expect(readStatusUrl('jobs/7', [PLAIN], page)?.operationId).toBe('/jobs/7')
    // Nothing can be asked there either.
    expect(readStatusUrl('/jobs/7', [{ ...PLAIN, baseUrl: '/api' }], page)).toBeUndefined()
  }
})

describe('the URL that is asked', () => {
  test('is built from baseUrl and the ID alone', () => {
    expect(toUrlOf(ID, APIS[0])).toBe(`/api/twilio/${OPERATION}`)
    expect(toUrl('https://jobs.example/api//', '/x')).toBe('https://jobs.example/api/x')
  })

  test.each(['..', '.', '../Configurations', 'a/b', '%2e%2e', 'a?b', 'a#b', '', 'a\\b', '$&'])(
    'never leads elsewhere, whatever the ID is: %j',
    (operationId) => {
      const url = toUrlOf(operationId, APIS[0])
      if (url === undefined) return
      const { pathname, search, hash } = new URL(url, PAGE)
      expect(pathname).toMatch(/^\/api\/twilio\/v2\/ControlPlane\/Operations\/[^/]+$/)
      expect(search + hash).toBe('')
    },
  )

  test.each(['//evil.example/x', 'https://evil.example/', 'x', '/../x', '/a/..', '/%2e%2e/x', '/\\evil'])(
    'there is none for %j where the ID is a path',
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

describe('however long, an answer costs no more than its length', () => {
  const HOSTILE: [string, (length: number) => string][] = [
    ['letters', (length) => 'a'.repeat(length)],
    ['letters and a space', (length) => `${'a'.repeat(length)} `],
    ['a host', (length) => `https://${'a'.repeat(length)}`],
    ['a host and a space', (length) => `https://${'a.'.repeat(length / 2)} `],
    ['slashes', (length) => `${'/'.repeat(length)} `],
    ['segments', (length) => `${'/a'.repeat(length / 2)} `],
    ['steps up', (length) => `${'../'.repeat(length / 3)} `],
    ['dots', (length) => `/${'.'.repeat(length)} `],
    ['escapes', (length) => `/${'%25'.repeat(length / 3)} `],
    ['escaped escapes', (length) => `/%${'25'.repeat(length / 2)} `],
    ['questions', (length) => `/a${'?'.repeat(length)} `],
    ['fragments', (length) => `/a${'#'.repeat(length)}`],
    ['parts of a query', (length) => `/a?${'a=b&'.repeat(length / 4)} `],
    ['parts of a link', (length) => '</a>; rel="next", '.repeat(length / 18)],
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

  /** How many times as long the long one takes; the best of some tries, since others use the machine too. */
  function compare(short: string, long: string): number {
    let least = Infinity
    for (let attempt = 0; attempt < 12 && least > 15; attempt += 1) {
      least = Math.min(least, measure(long) / Math.max(measure(short), 0.05))
    }
    return least
  }

  // What is refused for its length alone says nothing of the pattern: so also as long as may be, against an eighth of it.
  test.each(HOSTILE)('%s', (_, make) => {
    expect(compare(make(1_000), make(8_000))).toBeLessThan(20)
    expect(compare(make(10_000), make(100_000))).toBeLessThan(20)
  })
})

describe('whatever URL comes, no request leaves the operations of the base', () => {
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
        // What names another host is never taken for a path.
        expect(new URL(given, PLAIN.baseUrl).host).toBe('jobs.example')
      }),
      { numRuns: 20_000 },
    )
  })

  test('relative to what was asked', () => {
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

  test('whatever a store says', () => {
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

  test('and what WHATWG and RFC 3986 both place below the base is taken as it is', () => {
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
