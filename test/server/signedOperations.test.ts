import { waitForOperation } from 'react-accepted/client'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import type { OrchestratorProxyOptions } from 'react-accepted/twilio/server'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { exchange, get, json, operationId, site, write } from './exchange.ts'

const signingSecret = 'a secret of more than thirty-two letters'
const operations = '/v2/ControlPlane/Operations'
const accepted = () =>
  json({ statusUrl: `https://conversations.twilio.com${operations}/${operationId}` }, 202, {
    'Operation-Id': operationId,
    Location: `${operations}/${operationId}`,
    'Retry-After': '5',
  })
const pending = () =>
  json({
    operationId,
    status: 'PENDING',
    statusUrl: `https://conversations.twilio.com${operations}/${operationId}`,
  })

const asScope = (scope: string) => ({ signingSecret, authorize: () => ({ scope }) })

/** The signed ID that the proxy returns to a scope. */
async function begin(options: Partial<OrchestratorProxyOptions>): Promise<string> {
  const { response } = await exchange(
    write('POST', '/v2/ControlPlane/Configurations', '{}'),
    accepted,
    options,
  )
  return response.headers.get('Operation-Id') ?? ''
}

describe('a signed operation', () => {
  it('has the same ID everywhere in the 202', async () => {
    const { response, text } = await exchange(
      write('POST', '/v2/ControlPlane/Configurations', '{}'),
      accepted,
      asScope('a'),
    )
    const id = response.headers.get('Operation-Id') ?? ''
    expect(id).toMatch(new RegExp(`^${operationId}\\.[A-Za-z0-9_-]{43}$`))
    expect(response.headers.get('Location')).toBe(`/api/twilio${operations}/${id}`)
    expect(JSON.parse(text)).toEqual({ statusUrl: `/api/twilio${operations}/${id}` })
  })

  it('is requested from Twilio by Twilio’s ID and returned with the signed ID', async () => {
    const id = await begin(asScope('a'))
    const { status, text, calls, asked } = await exchange(get(`${operations}/${id}`), pending, asScope('a'))
    expect(status).toBe(200)
    expect(calls.map(({ url }) => url)).toEqual([
      `https://conversations.twilio.com${operations}/${operationId}`,
    ])
    expect(asked).toEqual([])
    expect(JSON.parse(text)).toEqual({
      operationId: id,
      status: 'PENDING',
      statusUrl: `/api/twilio${operations}/${id}`,
    })
  })

  it('is passed to authorize with Twilio’s own ID', async () => {
    const seen: (string | undefined)[] = []
    const authorize: OrchestratorProxyOptions['authorize'] = (_request, { resourceId }) => {
      seen.push(resourceId)
      return { scope: 'a' }
    }
    const id = await begin(asScope('a'))
    await exchange(get(`${operations}/${id}`), pending, { signingSecret, authorize })
    expect(seen).toEqual([operationId])
  })

  it.each([
    ['Twilio’s own ID', () => operationId],
    ['a truncated signature', (id: string) => id.slice(0, -1)],
    ['a tampered signature', (id: string) => id.slice(0, -2) + (id.at(-2) === 'A' ? 'B' : 'A') + id.at(-1)],
    ['another operation’s signature', (id: string) => id.replace('proc_job_01', 'proc_job_02')],
    ['an empty signature', () => `${operationId}.`],
    ['a made-up signature', () => `${operationId}.${'A'.repeat(43)}`],
    ['two signatures', (id: string) => `${id}.${id.split('.')[1]}`],
  ])('%s gets a 404 and is not sent to Twilio', async (_what, bend) => {
    const id = bend(await begin(asScope('a')))
    const { status, calls } = await exchange(get(`${operations}/${id}`), pending, asScope('a'))
    expect([status, calls]).toEqual([404, []])
  })

  it.each([
    ['in another scope', asScope('b'), operations],
    ['under another secret', { ...asScope('a'), signingSecret: `${signingSecret}!` }, operations],
    ['at the other API', asScope('a'), '/v1/ControlPlane/Operations'],
  ])('is a 404 %s', async (_what, options, path) => {
    const id = await begin(asScope('a'))
    const { status, calls } = await exchange(get(`${path}/${id}`), pending, options)
    expect([status, calls]).toEqual([404, []])
  })

  it('keeps its ID when the secret is rotated', async () => {
    const id = await begin(asScope('a'))
    const rotated = {
      ...asScope('a'),
      signingSecret: ['the next secret, as long as the one before', signingSecret],
    }
    const { status, text } = await exchange(get(`${operations}/${id}`), pending, rotated)
    expect([status, JSON.parse(text)]).toMatchObject([200, { operationId: id }])
    expect(await begin(rotated)).not.toBe(id)
  })

  it('is signed only for the scope that started it, not wherever an ID appears in a response', async () => {
    const named = { operationId, statusUrl: `https://conversations.twilio.com${operations}/${operationId}` }
    const reads = ['/v2/ControlPlane/Configurations/c1', '/v2/ControlPlane/Configurations']
    for (const path of reads) {
      const { text } = await exchange(get(path), () => json(named), asScope('a'))
      expect(JSON.parse(text)).toEqual({ operationId, statusUrl: `/api/twilio${operations}/${operationId}` })
    }
    const id = await begin(asScope('a'))
    const other = () =>
      json({ operationId: 'proc_job_other', status: 'PENDING', statusUrl: `${operations}/proc_job_other` })
    const { text } = await exchange(get(`${operations}/${id}`), other, asScope('a'))
    expect(text).not.toContain('.')
    const refused = await exchange(
      write('POST', '/v2/ControlPlane/Configurations'),
      () => json(named, 409),
      asScope('a'),
    )
    expect(refused.text).not.toContain(`${operationId}.`)
  })

  it('is a 404 if the proxy has no secret', async () => {
    const id = await begin(asScope('a'))
    const { status } = await exchange(get(`${operations}/${id}`), pending)
    expect(status).toBe(404)
  })

  it('passes the preflight of an allowed origin', async () => {
    const id = await begin(asScope('a'))
    const Origin = 'https://other.example'
    const request = new Request(get(`${operations}/${id}`), {
      method: 'OPTIONS',
      headers: { Origin, 'Access-Control-Request-Method': 'GET' },
    })
    const { status } = await exchange(request, pending, { ...asScope('a'), allowedOrigins: [Origin] })
    expect(status).toBe(204)
  })
})

describe('the client', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('polls a signed operation to its final status from its 202, from the journal and by its bare ID', async () => {
    const simulator = createSimulator({ seed: 'demo', clock: () => Date.now(), operationMs: 5_000 })
    const proxy = createOrchestratorProxy({
      basePath: '/api/twilio',
      credentials: { username: 'SK1', password: 'a-password-of-some-length' },
      authorize: (request) => ({ scope: request.headers.get('X-Tenant') ?? 'a' }),
      signingSecret,
      fetch: simulator.fetch,
    })
    const clientOf = (tenant: string) =>
      createOrchestratorClient({
        baseUrl: `${site}/api/twilio`,
        headers: { 'X-Tenant': tenant },
        fetch: (input, init) => proxy(new Request(input, init)),
      })
    const [memoryStoreId = ''] = (await clientOf('a').memoryStores.list()).items
    const begun = await clientOf('a').configurations.create({
      displayName: 'Signed',
      description: 'By scope',
      conversationGroupingType: 'GROUP_BY_PROFILE',
      memoryStoreId,
    })
    const kept: typeof begun = JSON.parse(JSON.stringify(begun))
    const refs = [
      begun,
      kept,
      { api: kept.api, operationId: kept.operationId },
      { statusUrl: `/api/twilio${operations}/${kept.operationId}` },
      kept.operationId,
    ]
    const ends: unknown[] = []
    for (const ref of refs) {
      void waitForOperation(clientOf('a'), ref).then((end) => ends.push(end.operation?.status))
    }
    // WebCrypto does not run on the fake clock, so this loop has no time limit.
    while (ends.length < refs.length) await vi.advanceTimersByTimeAsync(100)
    expect(ends).toEqual(refs.map(() => 'COMPLETED'))
    const seen = await clientOf('b').check(kept.operationId)
    expect(seen.operation).toBeUndefined()
    expect(seen.pollError?.kind).toBe('notFound')
  })
})
