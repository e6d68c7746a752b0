import {
  createOperationsClient,
  defineOperation,
  locationDialect,
  resourceDialect,
} from 'react-accepted/client'
import { createOperationsProxy } from 'react-accepted/server'
import { expect, test } from 'vitest'

import { json } from '../exchange.ts'
import { optionsOf, redirect } from './exchange.ts'

/** What a browser does: it hides each redirect from the page. */
function browserFetch(proxy: (request: Request) => Promise<Response>): typeof fetch {
  return async (input, init) => {
    const response = await proxy(new Request(input, init))
    if (response.status < 300 || response.status > 399) return response
    return Object.defineProperties(new Response(null), {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
      ok: { value: false },
    })
  }
}

/** Submits a job, polls once, and reads its result, as a page does. */
async function pollOnce(upstream: (url: string) => Response, dialect = locationDialect) {
  let now = Date.parse('2026-01-15T09:30:00Z')
  const asked: string[] = []
  const proxy = createOperationsProxy({
    ...optionsOf(),
    now: () => now,
    fetch: (url, init) => {
      asked.push(`${init.method} ${url}`)
      return Promise.resolve(upstream(url))
    },
  })
  const client = createOperationsClient({
    baseUrl: 'https://admin.example.com/api/any',
    isProxied: true,
    dialect,
    fetch: browserFetch(proxy),
    now: () => now,
  })
  const endpoint = defineOperation({
    kind: 'job',
    version: 1,
    method: 'POST',
    path: () => '/jobs',
    takesIdempotencyKey: true,
    result: {},
  })
  const accepted = await client.submit(endpoint, undefined)
  for (let polls = 0; polls < 2 && client.peek(accepted)?.wake === 'timer'; polls += 1) {
    now = client.peek(accepted)?.nextPollAt ?? now
    await client.check(accepted)
  }
  return { asked, end: client.peek(accepted) }
}

const accept = () => json({}, 202, { Location: 'https://api.example.com/jobs/7' })

test('a page reads the end of an operation that is a redirect, and its result', async () => {
  const { asked, end } = await pollOnce((url) => {
    if (url.endsWith('/jobs')) return accept()
    return url.endsWith('/rows/1') ? json({ rows: 3 }) : redirect(303, '/jobs/7/rows/1')
  })
  expect(end?.operation).toMatchObject({ status: 'COMPLETED', rawStatus: '303' })
  expect(end?.result).toEqual({ state: 'ready', value: { rows: 3 } })
  expect(asked.at(-1)).toBe('GET https://api.example.com/jobs/7/rows/1')
})

test('a result on another host is a link that no one requests', async () => {
  const { asked, end } = await pollOnce((url) =>
    url.endsWith('/jobs') ? accept() : redirect(302, 'https://signed.example/x?s=1'),
  )
  expect(end?.result).toEqual({ state: 'link', href: 'https://signed.example/x?s=1' })
  expect(asked.filter((line) => line.includes('signed'))).toEqual([])
})

test('a redirect to a login page does not end an operation', async () => {
  for (const location of [
    '/login?returnUrl=%2Fjobs%2F7',
    'https://idp.example/a?client_id=a&response_type=code',
  ]) {
    const { end } = await pollOnce((url) => (url.endsWith('/jobs') ? accept() : redirect(302, location)))
    expect(end?.operation).toBeUndefined()
    expect(end?.pollError?.httpStatus).toBe(502)
  }
})

test('an API that says so itself does not end an operation', async () => {
  const { end } = await pollOnce((url) =>
    url.endsWith('/jobs')
      ? accept()
      : json({ status: 'running' }, 200, {
          'Redirect-Status': '303',
          'Retry-After': '5',
          Location: '/jobs/7',
        }),
  )
  expect(end?.operation?.status).toBe('PENDING')
})

test('a status URL of another host is neither polled nor given to the proxy', async () => {
  const error = await pollOnce(() => json({}, 202, { Location: 'https://evil.example/jobs/7' })).catch(String)
  expect(error).toContain('https://evil.example/jobs/7 is outside this API')
})

test.each([
  ['failed', locationDialect, 'POST', '/jobs', '/jobs/7?wait=1&wait=2', 'refused'],
  ['been deleted', resourceDialect({ until: () => false }), 'DELETE', '/jobs/7', '/jobs/7/x', 'notFound'],
] as const)(
  'a refusal of the proxy itself does not say that an operation has %s',
  async (_what, dialect, method, path, refused, kind) => {
    const proxy = createOperationsProxy({ ...optionsOf(), fetch: () => Promise.resolve(accept()) })
    let now = Date.parse('2026-01-15T09:30:00Z')
    const client = createOperationsClient({
      baseUrl: 'https://admin.example.com/api/any',
      isProxied: true,
      dialect,
      now: () => now,
      fetch: async (url, init) => {
        const isRead = (init?.method ?? 'GET') === 'GET'
        return proxy(new Request(isRead ? `https://admin.example.com/api/any${refused}` : url, init))
      },
    })
    const endpoint = defineOperation({
      kind: 'job',
      version: 1,
      method,
      path: () => path,
      takesIdempotencyKey: true,
    })
    const accepted = await client.submit(endpoint, undefined)
    now = client.peek(accepted)?.nextPollAt ?? now
    const snapshot = await client.check(accepted)
    expect(snapshot.operation).toBeUndefined()
    expect(snapshot.pollError?.kind).toBe(kind)
  },
)
