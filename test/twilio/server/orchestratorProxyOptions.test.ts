import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { describe, expect, it } from 'vitest'

import { exchange, get, json, leaks, password, untyped, username } from '../../server/exchange.ts'

describe('the hosts of the APIs', () => {
  const path = '/v2/ControlPlane/Operations/o1'
  it.each([
    [{}, 'conversations.twilio.com'],
    [{ region: 'us1' }, 'conversations.ashburn.us1.twilio.com'],
    [{ region: 'au1' }, 'conversations.sydney.au1.twilio.com'],
    [{ region: 'ie1', edge: 'frankfurt' }, 'conversations.frankfurt.ie1.twilio.com'],
    [{ region: 'zz9', edge: 'near' }, 'conversations.near.zz9.twilio.com'],
    [{ edge: 'sao-paulo' }, 'conversations.sao-paulo.us1.twilio.com'],
  ])('%j selects %s', async (place, host) => {
    const { calls } = await exchange(get(path), undefined, place)
    expect(calls.map(({ url }) => url)).toEqual([`https://${host}${path}`])
    const memory = await exchange(get('/v1/ControlPlane/Stores'), undefined, place)
    expect(memory.calls[0]?.url).toBe(
      `https://${host.replace('conversations', 'memory')}/v1/ControlPlane/Stores`,
    )
  })

  const dublin = { region: 'ie1' }
  it.each([
    ['of the edge', 'conversations.dublin.ie1.twilio.com', 200],
    ['of the region', 'conversations.ie1.twilio.com', 200],
    ['of no region', 'conversations.twilio.com', 200],
    ['of another region', 'conversations.au1.twilio.com', 502],
    ['of another edge', 'conversations.sydney.ie1.twilio.com', 502],
    ['of the other API', 'memory.ie1.twilio.com', 502],
    ['with the same beginning', 'conversations.ie1.twilio.com.evil.example', 502],
  ])('a statusUrl %s (%s) gets a %d', async (_what, host, expected) => {
    const { status, text } = await exchange(
      get(path),
      () => json({ statusUrl: `https://${host}${path}` }),
      dublin,
    )
    expect(status).toBe(expected)
    expect(JSON.parse(text)['statusUrl']).toBe(expected === 200 ? `/api/twilio${path}` : undefined)
  })
})

describe('a gateway', () => {
  const operation = '/v2/ControlPlane/Operations/o1'

  it.each([
    ['the edge', 'https://conversations.dublin.ie1.twilio.com'],
    ['the region', 'https://conversations.ie1.twilio.com'],
    ['no region', 'https://conversations.twilio.com'],
    ['the gateway', 'https://gateway.example.com'],
  ])('in front of a region may return URLs with the host of %s', async (_what, origin) => {
    const { status, text, calls } = await exchange(
      get(operation),
      () => json({ statusUrl: `${origin}${operation}` }),
      {
        region: 'ie1',
        upstream: { conversations: 'https://gateway.example.com', memory: 'https://memory.example.com' },
      },
    )
    expect([status, JSON.parse(text)]).toEqual([200, { statusUrl: `/api/twilio${operation}` }])
    expect(calls.map(({ url }) => url)).toEqual([`https://gateway.example.com${operation}`])
  })

  it('in front of an edge may return URLs with the host of the region’s default edge', async () => {
    const statusUrl = `https://conversations.dublin.ie1.twilio.com${operation}`
    const place = { region: 'ie1', edge: 'frankfurt' }
    expect((await exchange(get(operation), () => json({ statusUrl }), place)).status).toBe(200)
  })

  const under = {
    upstream: {
      conversations: 'https://gateway.example.com/twilio-v2.0/conversations/',
      memory: 'https://gateway.example.com/twilio-v2.0/memory',
    },
  }
  it.each([
    ['with the path', `https://gateway.example.com/twilio-v2.0/conversations${operation}`, 200],
    [
      'with the path and a trailing slash',
      `https://gateway.example.com/twilio-v2.0/conversations${operation}/`,
      200,
    ],
    ['with the path, but no host', `/twilio-v2.0/conversations${operation}`, 200],
    ['without the path or a host', operation, 200],
    ['without the path', `https://gateway.example.com${operation}`, 200],
    ['with the path of the other API', `/twilio-v2.0/memory${operation}`, 502],
    ['with a path that begins the same', `/twilio-v2.0/conversationsx${operation}`, 502],
    ['with a dot segment', `/twilio-v2.0/conversations/..${operation}`, 502],
    ['with another path', `/other${operation}`, 502],
    ['on another port', `https://gateway.example.com:8443${operation}`, 502],
  ])('under a path that returns a URL %s (%s) gets a %d', async (_what, statusUrl, expected) => {
    const { status, text, calls } = await exchange(get(operation), () => json({ statusUrl }), under)
    expect(calls.map(({ url }) => url)).toEqual([
      `https://gateway.example.com/twilio-v2.0/conversations${operation}`,
    ])
    expect(status).toBe(expected)
    expect(JSON.parse(text)['statusUrl']).toBe(expected === 200 ? `/api/twilio${operation}` : undefined)
  })

  it('may have an IPv6 address', async () => {
    const upstream = { conversations: 'https://[2001:db8::1]:8443/x', memory: 'https://[2001:db8::1]:8443/y' }
    const statusUrl = `https://[2001:db8::1]:8443/x${operation}`
    const { status, calls } = await exchange(get(operation), () => json({ statusUrl }), { upstream })
    expect([status, calls[0]?.url]).toEqual([200, statusUrl])
  })
})

describe('createOrchestratorProxy', () => {
  const valid = {
    basePath: '/api/twilio',
    credentials: { username, password },
    authorize: () => false as const,
  }
  it.each([
    ['authorize', { authorize: undefined }, /authorize is missing.*everyone.*Pass a function/],
    ['credentials', { credentials: undefined }, /credentials.username is missing.*Twilio refuses.*Pass/],
    ['the password', { credentials: { username, password: '' } }, /credentials.password is missing/],
    [
      'a password without line breaks',
      { credentials: { username, password: `${password}\n` } },
      /password has a character/,
    ],
    ['a username with no colon', { credentials: { username: 'SK:1', password } }, /username has a character/],
    ['basePath', { basePath: undefined }, /basePath is not a plain path/],
    ['a plain basePath', { basePath: '/api/../x' }, /basePath is not a plain path/],
    [
      'an https upstream',
      { upstream: { conversations: 'http://twilio.example.com', memory: 'https://m' } },
      /upstream.conversations/,
    ],
    [
      'an upstream without a user',
      { upstream: { conversations: 'https://c', memory: 'https://u:p@m' } },
      /upstream.memory/,
    ],
    [
      'an upstream without a query',
      { upstream: { conversations: 'https://c?', memory: 'https://m' } },
      /upstream.conversations/,
    ],
    ['origins without wildcards', { allowedOrigins: ['*'] }, /allowedOrigins holds.*no wildcard/],
    ['origins without a path', { allowedOrigins: ['https://a.example/'] }, /allowedOrigins/],
    ['origins other than null', { allowedOrigins: ['null'] }, /allowedOrigins/],
    ['a finite timeout', { timeoutMs: Infinity }, /timeoutMs is not a whole number/],
    ['a timeout that fits a timer', { timeoutMs: 2 ** 31 }, /timeoutMs/],
    ['a positive bound', { maxRequestBytes: 0 }, /maxRequestBytes/],
    ['a valid region', { region: 'ie1.evil.example/' }, /region is not a valid region name/],
    ['a nonempty region', { region: '' }, /region/],
    ['an edge for an unknown region', { region: 'zz9' }, /edge is missing for region 'zz9'/],
    ['an edge for the region constructor', { region: 'constructor' }, /edge is missing/],
    ['a region that is a string', { region: 1 }, /region/],
    ['a valid edge', { region: 'ie1', edge: 'dublin.evil' }, /edge is not a valid edge name/],
    ['an edge that fits a host name', { edge: 'a'.repeat(64) }, /edge/],
    ['publicPath for an empty basePath', { basePath: '' }, /publicPath is missing.*Pass publicPath/],
    ['publicPath for a basePath of one slash', { basePath: '/' }, /publicPath is missing/],
    ['a plain publicPath', { publicPath: 'https://admin.example.com/api' }, /publicPath is not a plain path/],
    ['a publicPath without dot segments', { publicPath: '/api/..' }, /publicPath is not a plain path/],
    ['a publicPath without doubled slashes', { publicPath: '/api//twilio' }, /publicPath/],
    ['both upstreams', { upstream: { conversations: 'https://c' } }, /upstream.memory/],
    ['a long signing secret', { signingSecret: 'short' }, /signingSecret is not a string of/],
    ['a nonempty signing secret', { signingSecret: '' }, /signingSecret/],
    ['at least one signing secret', { signingSecret: [] }, /signingSecret/],
    ['signing secrets that are strings', { signingSecret: ['a'.repeat(32), undefined] }, /signingSecret/],
    ['an integer bound', { maxResponseBytes: 1.5 }, /maxResponseBytes/],
  ])('needs %s', (_what, wrong, message) => {
    const options = { ...valid, ...untyped(wrong) }
    expect(() => createOrchestratorProxy(options)).toThrow(message)
    expect(() => createOrchestratorProxy(options)).toThrow(TypeError)
  })

  it('never repeats a credential in its errors', () => {
    const credentials = { username, password: `${password}\n` }
    let message = ''
    try {
      createOrchestratorProxy({ ...valid, credentials })
    } catch (error) {
      message = String(error)
    }
    expect(message).not.toBe('')
    expect(leaks(new Response(), message)).toEqual([])
  })
})
