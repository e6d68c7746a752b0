import { createServer } from 'node:http'
import { connect } from 'node:net'
import { inspect } from 'node:util'

import { toNodeListener } from 'react-accepted/server'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { exchange, get, json, leaks, password, strayCalls, untyped, username, write } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import { answerBodyRows, foreignUrlRows, redirectRows } from './answerRows.ts'
import { authorizeRows } from './authorizeRows.ts'
import { bodyRows } from './bodyRows.ts'
import { crossSiteReadRows, crossSiteWriteRows } from './crossSiteRows.ts'
import { harmlessRows } from './harmlessRows.ts'
import { headerRows } from './headerRows.ts'
import { leakRows } from './leakRows.ts'
import { methodRows, pathRows } from './pathRows.ts'
import { rawRows } from './rawRows.ts'
import { slowRows } from './slowRows.ts'
import { mixUpRows, tenantRows } from './tenantRows.ts'
import { threats } from './threats.ts'
import { strippedHeaderRows, strippedRows } from './writeAnswerRows.ts'

/** No secrets in the response, its headers or the log; nothing from the attacker in the response. */
function expectClean({ response, text, calls, errors }: Exchange): void {
  const log = inspect(errors, { depth: Infinity, showHidden: true })
  expect(leaks(response, `${text}\n${log}`)).toEqual([])
  const given = [text, ...[...response.headers].flat()].join('\n')
  expect(given).not.toMatch(/evil|script/i)
  expect(strayCalls(calls)).toEqual([])
}

function expectProblem({ response, text }: Exchange, status: number): void {
  expect(response.status).toBe(status)
  expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  expect(response.headers.has('Location')).toBe(false)
  expect(response.headers.has('Access-Control-Allow-Origin')).toBe(false)
  expect(JSON.parse(text)).toEqual({
    type: expect.stringMatching(/^urn:react-accepted:proxy:[a-z-]+$/),
    title: expect.any(String),
    status,
    detail: expect.any(String),
  })
}

describe.each([
  ['paths', pathRows],
  ['methods', methodRows],
  ['headers and queries', headerRows],
  ['bodies', bodyRows],
  ['writes from other sites', crossSiteWriteRows],
  ['reads from other sites', crossSiteReadRows],
])('hostile requests are refused and not forwarded: %s', (_title, rows) => {
  it.each(rows)('%s', async (_what, request, status) => {
    const done = await exchange(request())
    expectProblem(done, status)
    expectClean(done)
    expect(done.calls).toEqual([])
    // Requests that are refused for their request line or headers never reach `authorize`.
    expect(status === 413 || status === 400 ? [] : done.asked).toEqual([])
  })
})

describe('hostile requests are reduced to a harmless one', () => {
  it.each(harmlessRows)('%s', async (_what, request) => {
    const done = await exchange(request())
    expectClean(done)
    expect(done.calls.map(({ url, init }) => `${init.method} ${url}`)).toEqual([
      'GET https://conversations.twilio.com/v2/ControlPlane/Configurations',
    ])
    expect([...(done.calls[0]?.headers.keys() ?? [])]).toEqual(['accept', 'authorization'])
  })
})

describe('a request is refused if authorize returns', () => {
  it.each(authorizeRows)('%s', async (_what, authorize, status) => {
    const done = await exchange(get('/v1/ControlPlane/Stores'), undefined, untyped({ authorize }))
    expectProblem(done, status)
    expectClean(done)
    expect(done.calls).toEqual([])
  })
})

describe.each([
  ['with signingSecret', tenantRows],
  ['always', mixUpRows],
])('a tenant never gets the data of another, %s, through', (_when, rows) => {
  it.each(rows)('%s', async (_what, attempt) => {
    expect(await attempt()).toBeUndefined()
  })
})

describe.each([
  ['foreign URLs', foreignUrlRows],
  ['redirects', redirectRows],
  ['bodies', answerBodyRows],
  ['credentials', leakRows],
])('hostile responses are replaced with an error: %s', (_title, rows) => {
  it.each(rows)('%s', async (_what, upstream, status) => {
    const done = await exchange(get('/v2/ControlPlane/Operations/o1'), upstream)
    expectProblem(done, status)
    expectClean(done)
    expect(done.calls).toHaveLength(1)
  })
})

describe.each([
  ['URLs', strippedRows],
  ['headers', strippedHeaderRows],
])('responses are passed on without hostile %s', (_title, rows) => {
  it.each(rows)('%s', async (_what, upstream, status) => {
    const done = await exchange(write('POST', '/v2/ControlPlane/Configurations'), upstream)
    expect(done.status).toBe(status)
    expectClean(done)
    expect(done.text).not.toMatch(/\/\/|\.\.|\\/)
    expect(done.calls).toHaveLength(1)
  })
})

describe('requests and responses that stall are aborted', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it.each(slowRows)('%s', async (_what, request, upstream, status) => {
    const pending = exchange(request(), upstream)
    await vi.advanceTimersByTimeAsync(30_000)
    const done = await pending
    expectProblem(done, status)
    expectClean(done)
    expect(done.calls).toHaveLength(status === 408 ? 0 : 1)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('hostile bytes on a socket are refused', () => {
  const calls: string[] = []
  const told: unknown[] = []
  const proxy = createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username, password },
    authorize: () => ({ scope: 'account-1' }),
    fetch: async (url) => {
      calls.push(url)
      return json({ ok: true })
    },
    onError: (error) => told.push(error),
  })
  const server = createServer(toNodeListener(proxy))
  let port = 0
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    port = typeof address === 'object' && address !== null ? address.port : 0
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  /** The whole response to these bytes; empty if the connection is closed without one. */
  function send(head: string): Promise<string> {
    return new Promise((resolve) => {
      let text = ''
      const socket = connect(port, '127.0.0.1', () => socket.end(`${head}\r\n\r\n`))
      socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      socket.on('close', () => resolve(text)).on('error', () => resolve(text))
    })
  }

  it.each(rawRows)('%s', async (_what, head, status) => {
    const text = await send(head)
    expect(Number(text.split(' ', 2)[1] ?? 0)).toBe(status)
    expect(calls).toEqual([])
    expect(leaks(new Response(), text)).toEqual([])
    expect(told).toEqual([])
    expect(text).not.toMatch(/evil/)
  })

  it('but a valid request gets a response', async () => {
    const path = '/api/twilio/v2/ControlPlane/Configurations'
    expect(await send(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close`)).toMatch(/^HTTP\/1.1 200 /)
    expect(calls).toHaveLength(1)
  })
})

it('the suite has at least 120 rows, and every threat has at least one', () => {
  expect(threats.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThanOrEqual(120)
  expect(Math.min(...threats.map(({ rows }) => rows))).toBeGreaterThan(0)
})
