import { createOrchestratorProxy } from 'react-accepted/server'
import { describe, expect, it } from 'vitest'

import { exchange, get, json, leaks, password, untyped, username } from './proxyKit.ts'

describe('where the APIs are', () => {
  const path = '/v2/ControlPlane/Operations/o1'
  it.each([
    [{}, 'conversations.twilio.com'],
    [{ region: 'us1' }, 'conversations.ashburn.us1.twilio.com'],
    [{ region: 'au1' }, 'conversations.sydney.au1.twilio.com'],
    [{ region: 'ie1', edge: 'frankfurt' }, 'conversations.frankfurt.ie1.twilio.com'],
    [{ region: 'zz9', edge: 'near' }, 'conversations.near.zz9.twilio.com'],
    [{ edge: 'sao-paulo' }, 'conversations.sao-paulo.us1.twilio.com'],
  ])('%j is %s', async (place, host) => {
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
    ['that begins alike', 'conversations.ie1.twilio.com.evil.example', 502],
  ])('a statusUrl %s', async (_what, host, expected) => {
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
  ])('in front of a region may be answered with the host of %s', async (_what, origin) => {
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

  it('in front of an edge may be answered with the host of the one beside the region', async () => {
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
    ['with it', `https://gateway.example.com/twilio-v2.0/conversations${operation}`, 200],
    [
      'with it, and a slash at the end',
      `https://gateway.example.com/twilio-v2.0/conversations${operation}/`,
      200,
    ],
    ['with it, as a path', `/twilio-v2.0/conversations${operation}`, 200],
    ['without it, as a path', operation, 200],
    ['without it', `https://gateway.example.com${operation}`, 200],
    ['with that of the other API', `/twilio-v2.0/memory${operation}`, 502],
    ['with one that begins alike', `/twilio-v2.0/conversationsx${operation}`, 502],
    ['with a dot segment', `/twilio-v2.0/conversations/..${operation}`, 502],
    ['with another', `/other${operation}`, 502],
    ['on another port', `https://gateway.example.com:8443${operation}`, 502],
  ])('under a path may be answered %s', async (_what, statusUrl, expected) => {
    const { status, text, calls } = await exchange(get(operation), () => json({ statusUrl }), under)
    expect(calls.map(({ url }) => url)).toEqual([
      `https://gateway.example.com/twilio-v2.0/conversations${operation}`,
    ])
    expect(status).toBe(expected)
    expect(JSON.parse(text)['statusUrl']).toBe(expected === 200 ? `/api/twilio${operation}` : undefined)
  })

  it('may have an address of IPv6', async () => {
    const upstream = { conversations: 'https://[2001:db8::1]:8443/x', memory: 'https://[2001:db8::1]:8443/y' }
    const statusUrl = `https://[2001:db8::1]:8443/x${operation}`
    const { status, calls } = await exchange(get(operation), () => json({ statusUrl }), { upstream })
    expect([status, calls[0]?.url]).toEqual([200, statusUrl])
  })
})

describe('construction', () => {
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
      'a clean password',
      { credentials: { username, password: `${password}\n` } },
      /password has a character/,
    ],
    ['a clean username', { credentials: { username: 'SK:1', password } }, /username has a character/],
    ['basePath', { basePath: undefined }, /basePath is not a plain path/],
    ['a plain basePath', { basePath: '/api/../x' }, /basePath is not a plain path/],
    [
      'an https upstream',
      { upstream: { conversations: 'http://twilio.example.com', memory: 'https://m' } },
      /upstream.conversations/,
    ],
    [
      'an upstream without user',
      { upstream: { conversations: 'https://c', memory: 'https://u:p@m' } },
      /upstream.memory/,
    ],
    [
      'an upstream without query',
      { upstream: { conversations: 'https://c?', memory: 'https://m' } },
      /upstream.conversations/,
    ],
    ['real origins', { allowedOrigins: ['*'] }, /allowedOrigins holds.*no wildcard/],
    ['origins without a path', { allowedOrigins: ['https://a.example/'] }, /allowedOrigins/],
    ['origins other than null', { allowedOrigins: ['null'] }, /allowedOrigins/],
    ['a finite timeout', { timeoutMs: Infinity }, /timeoutMs is not a whole number/],
    ['a timeout a timer can hold', { timeoutMs: 2 ** 31 }, /timeoutMs/],
    ['a positive bound', { maxRequestBytes: 0 }, /maxRequestBytes/],
    ['a region that is one', { region: 'ie1.evil.example/' }, /region is not the name of one/],
    ['a region that is not empty', { region: '' }, /region/],
    ['an edge beside a new region', { region: 'zz9' }, /edge is missing beside region 'zz9'/],
    ['an edge beside toString', { region: 'constructor' }, /edge is missing/],
    ['a region of text', { region: 1 }, /region/],
    ['an edge that is one', { region: 'ie1', edge: 'dublin.evil' }, /edge is not the name of one/],
    ['an edge that a host can have', { edge: 'a'.repeat(64) }, /edge/],
    ['publicPath beside an empty basePath', { basePath: '' }, /publicPath is missing.*Pass publicPath/],
    ['publicPath beside a basePath of a slash', { basePath: '/' }, /publicPath is missing/],
    ['a plain publicPath', { publicPath: 'https://admin.example.com/api' }, /publicPath is not a plain path/],
    ['a publicPath without dot segments', { publicPath: '/api/..' }, /publicPath is not a plain path/],
    ['a publicPath without doubled slashes', { publicPath: '/api//twilio' }, /publicPath/],
    ['both upstreams', { upstream: { conversations: 'https://c' } }, /upstream.memory/],
    ['a signing secret that is long', { signingSecret: 'short' }, /signingSecret is not a text of 32/],
    ['a signing secret that is set', { signingSecret: '' }, /signingSecret/],
    ['at least one signing secret', { signingSecret: [] }, /signingSecret/],
    ['signing secrets of text', { signingSecret: ['a'.repeat(32), undefined] }, /signingSecret/],
    ['a whole bound', { maxResponseBytes: 1.5 }, /maxResponseBytes/],
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
