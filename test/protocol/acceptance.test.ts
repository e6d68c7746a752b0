import { RequestError, UntrustedUrlError, readRetryAfter } from 'react-accepted/client'
import type { OperationIdentity, OperationSnapshot } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import type { AcceptanceContext } from '../../src/protocol/acceptance.ts'
import { readAcceptance } from '../../src/protocol/acceptance.ts'
import { toShownId } from '../../src/protocol/operation.ts'
import { toOperationUrl } from '../../src/protocol/statusUrl.ts'
import { APIS, ID, NOW, PACE, accepted, operation, overJson, snapshot } from './samples.ts'

const [CONVERSATIONS, MEMORY] = APIS
const CONTEXT: AcceptanceContext = {
  apis: APIS,
  api: CONVERSATIONS,
  pageUrl: 'https://dashboard.example/settings',
  now: NOW,
  random: 0,
  pace: PACE,
}
const url = (id: string) => `https://conversations.twilio.com/v2/ControlPlane/Operations/${id}`

function read(body: unknown, headers: Record<string, string> = {}, context: object = {}) {
  const given = new Headers(headers)
  const retryAfterMs = readRetryAfter(given, NOW)
  return readAcceptance({ body, headers: given, retryAfterMs }, { ...CONTEXT, ...context })
}

describe('the operation is identified', () => {
  test('by statusUrl, before Location and Operation-Id', () => {
    const headers = { location: url('from-location'), 'operation-id': 'from-header' }
    expect(read({ statusUrl: url('from-body') }, headers).operationId).toBe('from-body')
  })

  test('by Location, before Operation-Id', () => {
    const headers = { location: url('from-location'), 'operation-id': 'from-header' }
    for (const body of [{}, { statusUrl: '' }, { statusUrl: null }, { statusUrl: 7 }, undefined, 'x', []]) {
      expect(read(body, headers).operationId).toBe('from-location')
    }
  })

  test('by Operation-Id alone, on the API that received the request', () => {
    expect(read(undefined, { 'operation-id': ID }, { api: MEMORY })).toMatchObject({
      api: 'memory',
      operationId: ID,
    })
  })

  test('by a relative URL', () => {
    expect(read({ statusUrl: `/v2/ControlPlane/Operations/${ID}` }).operationId).toBe(ID)
  })

  test('by the headers alone if the body could not be read', () => {
    expect(read(undefined, { location: url(ID) }).operationId).toBe(ID)
    expect(read(undefined, { 'operation-id': ID }).operationId).toBe(ID)
  })

  test('on the API that received the request if two APIs share a path', () => {
    const shared = ['a', 'b'].map((api) => ({ api, baseUrl: '/x', operationPath: '/jobs/{operationId}' }))
    expect(read({ statusUrl: '/jobs/1' }, {}, { apis: shared, api: shared[1] }).api).toBe('b')
    expect(read({ statusUrl: '/jobs/1' }, {}, { apis: shared, api: shared[0] }).api).toBe('a')
  })
})

describe('a relative reference', () => {
  const api = { api: 'default', baseUrl: 'https://jobs.example/api' }
  const context = { apis: [api], api, requestUrl: 'https://jobs.example/api/exports/start' }

  test('is resolved against the request URL, in the body as in Location', () => {
    expect(read({}, { location: '7' }, context).operationId).toBe('/exports/7')
    expect(read({ statusUrl: '../jobs/7?x=1' }, {}, context).operationId).toBe('/jobs/7?x=1')
  })

  test('that leads out of the API is refused', () => {
    expect(() => read({}, { location: '../../jobs/7' }, context)).toThrow(UntrustedUrlError)
  })
})

describe('a long status URL', () => {
  const api = { api: 'default', baseUrl: 'https://jobs.example/api' }
  const long = (length: number) => `https://jobs.example/api/jobs/7?sig=${'s'.repeat(length)}`

  test('is kept whole', () => {
    const { operationId } = read({ statusUrl: long(8_000) }, {}, { apis: [api], api })
    expect(toOperationUrl({ api: 'default', operationId }, api)).toBe(long(8_000))
  })

  test('is refused above 8,192 characters, and is neither truncated nor ignored', () => {
    const headers = { location: 'https://jobs.example/api/jobs/8' }
    expect(() => read({ statusUrl: long(8_192) }, headers, { apis: [api], api })).toThrow(UntrustedUrlError)
  })
})

describe('several operations at one status URL', () => {
  const api = { api: 'default', baseUrl: 'https://jobs.example/api' }
  const context = {
    apis: [api],
    api,
    requestUrl: 'https://jobs.example/api/exports',
    submissionMark: 'key-2',
  }
  const headers = { location: '/api/exports/current' }
  const known = (fields: Partial<OperationSnapshot>) => ({
    ...context,
    idempotencyKey: 'key-2',
    peek: ({ operationId }: OperationIdentity) =>
      operationId === '/exports/current' ? snapshot(fields) : undefined,
  })
  const ENDS = ['COMPLETED', 'FAILED', 'CANCELLED'] as const

  test.each(ENDS)('a 202 names another operation if the one before is %s', (status) => {
    const ended = { operation: operation({ status }) }
    const { operationId } = read({}, headers, known(ended))
    expect(operationId).toBe('/exports/current#key-2')
    // Even if it was not submitted here.
    expect(read({}, headers, known({ ...ended, accepted: undefined })).operationId).toBe(operationId)
    expect(toOperationUrl({ api: 'default', operationId }, api)).toBe(
      'https://jobs.example/api/exports/current',
    )
    expect(toShownId(operationId)).toBe('/exports/current')
  })

  test('a 202 names another operation if the resource of the one before is still searched for', () => {
    const searching = known({
      operation: operation({ status: 'COMPLETED' }),
      resource: { state: 'searching' },
    })
    expect(read({}, headers, searching).operationId).toBe('/exports/current#key-2')
  })

  test('a 202 names another operation if another submission is still open there', () => {
    const open = known({ accepted: accepted({ idempotencyKey: 'key-1' }), operation: operation() })
    for (const idempotencyKey of ['key-2', undefined])
      expect(read({}, headers, { ...open, idempotencyKey }).operationId).toBe('/exports/current#key-2')
  })

  test('a 202 names the open operation that was not submitted here', () => {
    const foreign = known({ accepted: undefined, operation: operation() })
    expect(read({}, headers, foreign).operationId).toBe('/exports/current')
  })

  test('a 202 names another operation if only a journal knows the one before', () => {
    const stored = accepted({ idempotencyKey: 'key-1' })
    const findAccepted = ({ operationId }: OperationIdentity) =>
      operationId === '/exports/current' ? stored : undefined
    for (const peek of [() => undefined, known({ accepted: undefined, operation: operation() }).peek])
      expect(read({}, headers, { ...context, peek, findAccepted }).operationId).toBe('/exports/current#key-2')
    expect(read({}, headers, { ...context, findAccepted: () => undefined }).operationId).toBe(
      '/exports/current',
    )
  })

  test('the same key means the same operation, open or ended', () => {
    const before = accepted({ idempotencyKey: 'key-2' })
    for (const status of ['PENDING', 'COMPLETED'] as const) {
      const again = known({ accepted: before, operation: operation({ status }) })
      expect(read({}, headers, { ...context, findAccepted: () => before }).operationId).toBe(
        '/exports/current',
      )
      expect(read({}, headers, { ...again, findAccepted: () => before }).operationId).toBe('/exports/current')
    }
  })

  test.each(['/api/exports', '/api/exports?api-version=1', 'https://jobs.example/api/exports#x'])(
    'each operation is a separate one if the status URL is the request URL: %s',
    (location) => {
      const { operationId } = read({}, { location }, context)
      expect(operationId).toMatch(/^\/exports(?:\?api-version=1)?#key-2$/)
    },
  )

  test('each operation is a separate one with a template too', () => {
    const byId = { ...api, operationPath: '/exports/{operationId}' }
    const put = { ...context, apis: [byId], api: byId, requestUrl: 'https://jobs.example/api/exports/7' }
    expect(read({}, { location: '/exports/7?sig=1' }, put)).toMatchObject({
      operationId: '7#key-2',
      statusPath: '/exports/7?sig=1',
    })
    expect(read({}, { 'operation-id': '7' }, put).operationId).toBe('7#key-2')
  })

  test('no server can name an operation that has a mark', () => {
    expect(read({}, { location: '/exports/current#key-1' }, context).operationId).toBe('/exports/current')
    const byId = { ...api, operationPath: '/exports/{operationId}' }
    expect(() => read({}, { 'operation-id': '7#key-1' }, { apis: [byId], api: byId })).toThrow(RequestError)
  })
})

/** The result of both steps, or `undefined` if one of them throws a RequestError. */
function attempt<T, R>(make: () => T, then: (value: T) => R): R | undefined {
  try {
    return then(make())
  } catch (error) {
    if (error instanceof RequestError) return undefined
    throw error
  }
}

describe('nothing is trusted blindly', () => {
  test('a foreign statusUrl is refused, even if Location would be valid', () => {
    const foreign = { statusUrl: 'https://evil.example/v2/ControlPlane/Operations/x' }
    expect(() => read(foreign, { location: url(ID), 'operation-id': ID })).toThrow(UntrustedUrlError)
  })

  test('a foreign Location is refused, even if Operation-Id would be valid', () => {
    expect(() => read({}, { location: 'https://evil.example/x', 'operation-id': ID })).toThrow(
      UntrustedUrlError,
    )
  })

  test.each(['', '..', 'a/b', 'a b', '%2e%2e', 'https://evil.example'])(
    'the Operation-Id %j never leads to a request',
    (operationId) => {
      const get = (name: string) => (name === 'operation-id' ? operationId : null)
      const naming = () =>
        readAcceptance({ body: {}, headers: { get }, retryAfterMs: undefined }, CONTEXT).operationId
      // A value that stays within the path may count as an ID, but no URL is built from it.
      const api = CONTEXT.api
      expect(
        attempt(naming, (named) => toOperationUrl({ api: api.api, operationId: named }, api)),
      ).toBeUndefined()
    },
  )

  test.each([undefined, null, 'accepted', 7, [], {}, { status: 'PENDING' }])(
    'a response that names no operation breaks the contract: %j',
    (body) => {
      expect(() => read(body)).toThrow(RequestError)
      expect(() => read(body)).toThrow(
        expect.objectContaining({
          failure: expect.objectContaining({ kind: 'contract', field: 'statusUrl' }) as unknown,
        }),
      )
    },
  )

  test('Operation-Id alone does not name an operation if the API has no template', () => {
    const api = { api: 'default', baseUrl: 'https://jobs.example' }
    expect(() => read({}, { 'operation-id': ID }, { apis: [api], api })).toThrow(RequestError)
  })
})

describe('the first poll', () => {
  const body = { statusUrl: url(ID) }

  test('is due when the 202 says', () => {
    expect(read(body, { 'retry-after': '5' })).toMatchObject({
      acceptedAt: NOW,
      nextPollAt: NOW + 5_000,
      retryAfterMs: 5_000,
    })
  })

  test('is due when the 202 says by a date on its own clock', () => {
    const headers = { date: 'Thu, 01 Jan 2026 00:00:00 GMT', 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' }
    expect(read(body, headers).nextPollAt).toBe(NOW + 5_000)
  })

  test.each(['', '-1', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT'])('is due after 1 s for %j', (value) => {
    const named = read(body, { 'retry-after': value })
    expect(named.nextPollAt).toBe(NOW + 1_000)
    expect(named).not.toHaveProperty('retryAfterMs')
  })

  test('has jitter, and is never early, if the 202 says nothing', () => {
    expect(read(body, {}, { random: 1 }).nextPollAt).toBeGreaterThan(NOW + 1_000)
  })
})

test('related IDs are kept, without anything that is not a string', () => {
  const related = { configurationId: 'conv_configuration_1', count: 7, nothing: null, deep: {} }
  expect(read({ statusUrl: url(ID), related }).related).toEqual({ configurationId: 'conv_configuration_1' })
  for (const junk of [null, 'x', 7, {}, { x: {} }]) {
    expect(Object.keys(read({ statusUrl: url(ID), related: junk }).related ?? {})).toEqual([])
  }
})

test('a key named __proto__ pollutes nothing', () => {
  const body: unknown = JSON.parse(
    `{ "statusUrl": "${url(ID)}", "related": { "__proto__": "x", "configurationId": "c" } }`,
  )
  const { related } = read(body)
  expect(related?.['configurationId']).toBe('c')
  expect(Object.getPrototypeOf(related)).toBe(Object.prototype)
})

test('the result is plain JSON', () => {
  const huge = read({ statusUrl: url(ID), related: { a: 'b' } }, { 'retry-after': '9'.repeat(400) })
  expect(overJson(huge)).toEqual(huge)
})
