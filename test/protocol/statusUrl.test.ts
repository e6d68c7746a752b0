import * as fc from 'fast-check'
import { UntrustedUrlError } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import type { OperationsApi } from '../../src/protocol/operationsApi.ts'
import { isOperationId, readStatusUrl, toOperationUrl, toUrl } from '../../src/protocol/statusUrl.ts'
import { APIS, ID } from './protocolKit.ts'

const PAGE = 'https://dashboard.example'
const read = (url: string, apis: readonly OperationsApi[] = APIS) => readStatusUrl(url, apis, PAGE)
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
    [`https://conversations.twilio.com/${OPERATION}?page=1`, 'conversations'],
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
    expect(toOperationUrl('/jobs/7', PLAIN)).toBe('https://jobs.example/api/jobs/7')
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
    ['plain http', `http://conversations.twilio.com/${OPERATION}`],
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
    ['a fragment', `https://conversations.twilio.com/${OPERATION}#x`],
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
  ])('also without a template: %j', (url) => {
    expect(read(url, [PLAIN])).toBeUndefined()
  })

  test('with an error that names it, cut to a decent length', () => {
    const url = `https://evil.example/${'x'.repeat(5_000)}`
    expect(new UntrustedUrlError(url).message).toMatch(/^.{0,200}evil\.example.{0,800}$/)
  })
})

describe('the URL that is asked', () => {
  test('is built from baseUrl and the ID alone', () => {
    expect(toOperationUrl(ID, APIS[0])).toBe(`/api/twilio/${OPERATION}`)
    expect(toUrl('https://jobs.example/api//', '/x')).toBe('https://jobs.example/api/x')
  })

  test.each(['..', '.', '../Configurations', 'a/b', '%2e%2e', 'a?b', 'a#b', '', 'a\\b', '$&'])(
    'never leads elsewhere, whatever the ID is: %j',
    (operationId) => {
      const url = toOperationUrl(operationId, APIS[0])
      if (url === undefined) return
      const { pathname, search, hash } = new URL(url, PAGE)
      expect(pathname).toMatch(/^\/api\/twilio\/v2\/ControlPlane\/Operations\/[^/]+$/)
      expect(search + hash).toBe('')
    },
  )

  test.each(['//evil.example/x', 'https://evil.example/', 'x', '/../x', '/a/..', '/%2e%2e/x', '/\\evil'])(
    'there is none for %j where the ID is a path',
    (operationId) => {
      expect(toOperationUrl(operationId, PLAIN)).toBeUndefined()
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
  ['a%20b', false],
  ['https://x', false],
  ['x'.repeat(512), true],
])('isOperationId(%j) is %j', (value, expected) => {
  expect(isOperationId(value)).toBe(expected)
})

function ask(given: string, apis: readonly OperationsApi[]): URL | undefined {
  const identity = read(given, apis)
  const api = apis.find((one) => one.api === identity?.api)
  const target = identity && api && toOperationUrl(identity.operationId, api)
  return target === undefined ? undefined : new URL(target, PAGE)
}

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
  const HOSTS = ['conversations.twilio.com', 'memory.twilio.com', 'evil.example', 'dashboard.example', '443']
  const PATHS = ['api', 'twilio', 'v2/ControlPlane/Operations/', 'v1/ControlPlane/Operations/', ID, 'x']
  const STRANGE = [' ', '\t', '\n', '＠', '。']
  const part = fc.constantFrom(...SCHEMES, ...HOSTS, ...PATHS, ...STRANGE)
  const url = fc.oneof(
    fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.string(),
  )

  test('behind a proxy', () => {
    fc.assert(
      fc.property(url, (given) => {
        const asked = ask(given, APIS)
        if (!asked) return
        expect(asked.origin).toBe(PAGE)
        expect(asked.pathname).toMatch(/^\/api\/twilio\/v[12]\/ControlPlane\/Operations\/[^/]+$/)
      }),
      { numRuns: 5_000 },
    )
  })

  test('without a template', () => {
    fc.assert(
      fc.property(url, (given) => {
        const asked = ask(given, [PLAIN])
        if (!asked) return
        expect(asked.origin).toBe('https://jobs.example')
        expect(asked.pathname).toMatch(/^\/api\//)
        // What names another host is never taken for a path.
        expect(new URL(given, PLAIN.baseUrl).origin).toBe('https://jobs.example')
      }),
      { numRuns: 5_000 },
    )
  })
})
