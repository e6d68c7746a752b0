import { createOperationsClient, defineOperation, jobDialect, waitForOperation } from 'react-accepted/client'
import type { OperationsClientOptions, ResultRule } from 'react-accepted/client'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const COUNT = z.object({ rows: z.number() })
const START = Date.parse('2026-01-15T09:30:00Z')
const RESULT_URL = 'https://api.test/v1/files/1'

type Answer = (url: string) => Response | Promise<Response>

/** The status answers the first poll with RUNNING and the second with `end`; every other URL answers with `other`. */
function createJob(
  end: unknown,
  rule: ResultRule<unknown>,
  {
    other = () => new Response(null, { status: 404 }),
    ...options
  }: { other?: Answer } & Partial<OperationsClientOptions> = {},
) {
  let now = START
  let polls = 0
  const asked: string[] = []
  const client = createOperationsClient({
    baseUrl: 'https://api.test/v1',
    now: () => now,
    random: () => 0,
    async fetch(input, init) {
      const url = input instanceof Request ? input.url : String(input)
      if (init?.method === 'POST')
        return Response.json({}, { status: 202, headers: { location: '/v1/jobs/1', 'retry-after': '1' } })
      asked.push(url)
      if (!url.endsWith('/jobs/1')) return other(url)
      polls += 1
      return Response.json(polls === 1 ? { status: 'RUNNING' } : end)
    },
    ...options,
  })
  const endpoint = defineOperation({
    kind: 'job',
    version: 1,
    method: 'POST',
    path: () => '/jobs',
    takesIdempotencyKey: true,
    result: rule,
  })
  const submit = async () => {
    const accepted = await client.submit(endpoint, undefined)
    const next = async () => {
      now = client.peek(accepted)?.nextPollAt ?? now
      return client.check(accepted)
    }
    const toEnd = async () => {
      let snapshot = await next()
      for (let at = 0; at < 20 && snapshot.wake === 'timer'; at += 1) snapshot = await next()
      return snapshot
    }
    return { accepted, next, toEnd }
  }
  return { client, asked, submit }
}

const done = (more: object = {}) => ({ status: 'COMPLETED', ...more })

describe('a result in the response', () => {
  it.each<[string, object, ResultRule<unknown>, object]>([
    ['is `result` by default', { result: { rows: 3 } }, {}, { state: 'ready', value: { rows: 3 } }],
    [
      'is at the path `from`',
      { output: { list: [1, 2] } },
      { from: 'output.list' },
      { state: 'ready', value: [1, 2] },
    ],
    ['is none if the path leads nowhere', { output: 1 }, { from: 'output.list' }, { state: 'none' }],
    ['may be null', { result: null }, {}, { state: 'ready', value: null }],
    ['may be false', { result: false }, {}, { state: 'ready', value: false }],
    ['is not inherited', {}, { from: 'toString' }, { state: 'none' }],
    [
      'is what the schema makes of it',
      { result: '7' },
      { schema: z.coerce.number() },
      { state: 'ready', value: 7 },
    ],
    [
      'is invalid if the schema rejects it',
      { result: { rows: 'many' } },
      { schema: COUNT },
      { state: 'invalid', issues: [{ field: 'rows', message: expect.stringContaining('number') }] },
    ],
    [
      'is invalid if the schema expects one and there is none',
      {},
      { schema: COUNT },
      { state: 'invalid', issues: [{ field: '', message: expect.any(String) }] },
    ],
    [
      'is invalid if the schema throws',
      { result: 1 },
      {
        schema: z.custom(() => {
          throw new Error('Broken schema')
        }),
      },
      { state: 'invalid', issues: [{ field: '', message: 'Error: Broken schema' }] },
    ],
  ])('%s', async (_, end, rule, expected) => {
    const { submit, asked } = createJob(done(end), rule)
    const { next } = await submit()
    await next()
    const snapshot = await next()
    expect(snapshot.result).toEqual(expected)
    expect(snapshot.wake).toBe('never')
    expect(asked).toHaveLength(2)
  })

  it('may be validated by a schema that takes its time', async () => {
    const schema = z.object({ rows: z.number() }).refine(async () => {
      await new Promise(setImmediate)
      return true
    })
    const { submit } = createJob(done({ result: { rows: 3 } }), { schema })
    const { toEnd } = await submit()
    expect((await toEnd()).result).toEqual({ state: 'ready', value: { rows: 3 } })
  })

  it.each(['FAILED', 'CANCELLED'])('is not read if the operation ended %s', async (status) => {
    const { submit } = createJob({ status, result: { rows: 3 } }, { schema: COUNT })
    const { toEnd } = await submit()
    expect(await toEnd()).toMatchObject({ operation: { status }, wake: 'never' })
    expect((await toEnd()).result).toBeUndefined()
  })
})

describe('a result at a URL', () => {
  const end = done({ resultUrl: RESULT_URL, result: { id: 'file_1' } })

  it('is read by the next request, and COMPLETED does not wait for it', async () => {
    const { submit, asked } = createJob(end, { schema: COUNT }, { other: () => Response.json({ rows: 3 }) })
    const { next } = await submit()
    await next()
    expect(await next()).toMatchObject({
      operation: { status: 'COMPLETED' },
      resource: { state: 'none' },
      result: { state: 'reading' },
      wake: 'timer',
    })
    expect(await next()).toMatchObject({ result: { state: 'ready', value: { rows: 3 } }, wake: 'never' })
    expect(asked).toEqual(['https://api.test/v1/jobs/1', 'https://api.test/v1/jobs/1', RESULT_URL])
  })

  it.each<[string, Answer, object]>([
    [
      'a 404',
      () => new Response(null, { status: 404 }),
      { state: 'unreadable', failure: { kind: 'notFound' } },
    ],
    ['a 410', () => new Response(null, { status: 410 }), { state: 'unreadable', failure: { kind: 'gone' } }],
    [
      'a 400',
      () => Response.json({}, { status: 400 }),
      { state: 'unreadable', failure: { kind: 'refused' } },
    ],
    ['CSV', () => new Response('"Id"\n1\n'), { state: 'link', href: RESULT_URL }],
    ['more than 1 MiB', () => Response.json('x'.repeat(2 ** 20)), { state: 'link', href: RESULT_URL }],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'https://blob.test/x?sig=1' } }),
      { state: 'link', href: RESULT_URL },
    ],
    ['an empty 204', () => new Response(null, { status: 204 }), { state: 'none' }],
  ])('that answers with %s', async (_, other, expected) => {
    const { submit, asked } = createJob(end, {}, { other })
    const { toEnd } = await submit()
    expect((await toEnd()).result).toMatchObject(expected)
    expect(asked.filter((url) => url === RESULT_URL)).toHaveLength(1)
  })

  it.each<[string, () => Response | Promise<Response>]>([
    ['a 503', () => new Response(null, { status: 503 })],
    ['a lost connection', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['a 429', () => new Response(null, { status: 429, headers: { 'retry-after': '3' } })],
  ])('that answers with %s first is read again, and COMPLETED stays', async (_, first) => {
    let tries = 0
    const other = () => {
      tries += 1
      return tries === 1 ? first() : Response.json({ rows: 3 })
    }
    const { submit } = createJob(end, { schema: COUNT }, { other })
    const { next, toEnd } = await submit()
    await next()
    await next()
    expect(await next()).toMatchObject({ operation: { status: 'COMPLETED' }, result: { state: 'reading' } })
    expect(await toEnd()).toMatchObject({ result: { state: 'ready', value: { rows: 3 } }, wake: 'never' })
  })

  it('waits for a sign-in after a 401', async () => {
    const { submit } = createJob(end, {}, { other: () => new Response(null, { status: 401 }) })
    const { toEnd } = await submit()
    expect(await toEnd()).toMatchObject({ wake: 'focus', operation: { status: 'COMPLETED' } })
  })

  it.each([
    [
      'another host',
      'https://blob.test/file?sig=secret',
      { state: 'link', href: 'https://blob.test/file?sig=secret' },
    ],
    ['a script', 'javascript:alert(1)', { state: 'unreadable', failure: { kind: 'untrusted' } }],
    ['data', 'data:text/html,x', { state: 'unreadable', failure: { kind: 'untrusted' } }],
    ['a host without a scheme', '//blob.test/file', { state: 'unreadable', failure: { kind: 'untrusted' } }],
    ['a path that leaves the API', 'https://api.test/v1/../admin', { state: 'link' }],
  ])('on %s is never asked for', async (_, resultUrl, expected) => {
    const { submit, asked } = createJob(done({ resultUrl }), {})
    const { toEnd } = await submit()
    expect((await toEnd()).result).toMatchObject(expected)
    expect(asked).toHaveLength(2)
  })
})

it('a job that has ended at once has its result at once', async () => {
  const { client, submit } = createJob(
    {},
    { schema: COUNT },
    {
      dialect: jobDialect({ result: 'output' }),
      operationPath: '/jobs/{operationId}',
      fetch: () => Promise.resolve(Response.json({ id: 'a', status: 'done', output: { rows: 3 } })),
    },
  )
  const { accepted } = await submit()
  expect(client.peek(accepted)).toMatchObject({
    result: { state: 'ready', value: { rows: 3 } },
    wake: 'never',
  })
})

it('waitForOperation waits for the result, and returns it', async () => {
  let now = START
  const { client, submit } = createJob(
    done({ resultUrl: '/v1/files/1' }),
    { schema: COUNT },
    {
      other: () => Response.json({ rows: 3 }),
      now: () => (now += 5_000),
    },
  )
  const { accepted } = await submit()
  const { result } = await waitForOperation(client, accepted)
  expect(result).toEqual({ state: 'ready', value: { rows: 3 } })
})
