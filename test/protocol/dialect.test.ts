import {
  azureDialect,
  defineDialect,
  googleDialect,
  jobDialect,
  locationDialect,
} from 'react-accepted/client'
import type { DialectDefinition } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { cut, json } from '../client/scriptFetch.ts'
import { empty, follow } from './dialects/follow.ts'

const STARTED = json({}, 202, { location: '/v1/jobs/7' })

/** A value that no types allow, as code without types may return it. */
function nonsense(value: unknown): ReturnType<NonNullable<DialectDefinition['readOperation']>> {
  return JSON.parse(JSON.stringify({ value }), (name, one: unknown) =>
    name === '' ? Reflect.get(Object(one), 'value') : one,
  )
}

describe('a dialect that throws or returns nonsense', () => {
  const cases: readonly [string, DialectDefinition['readOperation'], string][] = [
    ['throws', () => JSON.parse('{'), 'reading it threw SyntaxError'],
    ['returns a text', () => nonsense('COMPLETED'), 'the reading should be an object'],
    ['returns null', () => nonsense(null), 'the reading should be an object'],
    ['returns no status', () => ({}), 'status should be'],
    ['returns an unknown status', () => nonsense({ status: 'Done' }), 'status should be'],
  ]

  test.each(cases)(
    'on a poll: it %s, which is a broken contract, polled every 30 s',
    async (_, readOperation, said) => {
      const dialect = defineDialect({ name: 'mine', ...(readOperation && { readOperation }) })
      const { snapshot, waits, sent } = await follow(dialect, [STARTED, json({}), json({})])
      expect(snapshot?.pollError?.kind).toBe('contract')
      expect(snapshot?.pollError?.message).toContain(said)
      expect(snapshot?.pollError?.message).toContain('dialect mine')
      expect(waits[1]).toBeGreaterThanOrEqual(30_000)
      expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1)
    },
  )

  test.each(cases)('on the first response: it %s, and nothing is sent again', async (what, read, said) => {
    const isUnnamed = what === 'returns no status'
    const dialect = defineDialect({ name: 'mine', readAcceptance: (answer) => read?.(answer, {}) })
    const { error, sent } = await follow(dialect, [json({}, 202)])
    expect(sent).toHaveLength(1)
    expect(error).toMatchObject({ outcome: 'unclear' })
    expect(error?.failure.message).toContain(isUnnamed ? 'to name the operation' : said)
    expect(error?.failure.message).toContain('dialect mine')
  })

  test('fields of a wrong type are left out, numbers are bounded, texts are cut', async () => {
    const dialect = defineDialect({
      name: 'mine',
      readOperation: () =>
        nonsense({
          status: 'PENDING',
          progress: 250,
          message: 'x'.repeat(9_000),
          createdAt: 7,
          related: [1],
        }),
    })
    const { snapshot } = await follow(dialect, [STARTED, json({})])
    expect(snapshot?.operation).toMatchObject({ status: 'PENDING', rawStatus: 'PENDING', progress: 100 })
    expect(snapshot?.operation?.message).toHaveLength(2_048)
    expect(snapshot?.operation?.createdAt).toBeUndefined()
  })
})

test('a problem that components could not show is replaced by the status word', async () => {
  for (const problem of ['no', { title: 7 }, { title: '' }, null]) {
    const readOperation = () => nonsense({ status: 'FAILED', rawStatus: 'Broken', problem })
    const { snapshot } = await follow(defineDialect({ name: 'mine', readOperation }), [STARTED, json({})])
    expect(snapshot?.operation?.error).toEqual({ title: 'Broken', fields: [] })
  }
  const problem = { title: 'It broke', link: 'javascript:alert(1)', fields: [{ field: 7 }] }
  const readOperation = () => nonsense({ status: 'FAILED', problem })
  const { snapshot } = await follow(defineDialect({ name: 'mine', readOperation }), [STARTED, json({})])
  expect(snapshot?.operation?.error).toEqual({ title: 'It broke', fields: [] })
})

describe('a URL of a dialect', () => {
  const toDialect = (statusUrl: string) =>
    defineDialect({
      name: 'mine',
      readAcceptance: () => ({ statusUrl }),
      readOperation: () => ({ status: 'COMPLETED' }),
    })

  test.each(['https://evil.test/jobs/7', '//evil.test/x', 'javascript:alert(1)', '/v1/../admin'])(
    '%s is refused before a request',
    async (url) => {
      const { sent, error } = await follow(toDialect(url), [json({}, 200), json({})])
      expect(sent).toHaveLength(1)
      expect(error).toMatchObject({ outcome: 'unclear', failure: { kind: 'untrusted' } })
    },
  )

  test('is resolved against the request, as sent', async () => {
    const { sent } = await follow(toDialect('jobs/7?sig=a%2Bb'), [json({}, 200), json({})])
    expect(sent[1]?.url).toBe('https://api.test/v1/things/jobs/7?sig=a%2Bb')
  })
})

describe('a 2xx is never sent again', () => {
  test.each([azureDialect, googleDialect, jobDialect(), locationDialect])('$name', async (dialect) => {
    for (const status of [200, 201, 202]) {
      const { sent } = await follow(dialect, [json({ unknown: true }, status), json({})])
      expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1)
    }
  })

  test('unless its body was cut: then the same key brings it again', async () => {
    const { sent, snapshot } = await follow(jobDialect(), [
      cut('{"id":', 202),
      json({ status: 'done' }, 202, { location: '/v1/jobs/7' }),
    ])
    expect(sent.map(({ headers }) => headers.get('idempotency-key'))).toEqual([
      sent[0]?.headers.get('idempotency-key'),
      sent[0]?.headers.get('idempotency-key'),
    ])
    expect(snapshot?.operation?.status).toBe('COMPLETED')
  })
})

test('an operation that has failed at once must have a name, or a reload could not read it again', async () => {
  const dialect = defineDialect({ name: 'mine', readAcceptance: () => ({ status: 'FAILED' }) })
  const { error, sent } = await follow(dialect, [json({}, 200)])
  expect(sent).toHaveLength(1)
  expect(error).toMatchObject({ outcome: 'unclear', failure: { kind: 'contract' } })
})

test('an ID without operationPath says what is missing', async () => {
  const { error } = await follow(jobDialect(), [json({ id: 'job-1' }, 201)])
  expect(error?.failure).toMatchObject({
    kind: 'contract',
    field: 'statusUrl',
    message: expect.stringContaining('set, or operationPath of the API'),
  })
})

test('an ID that is not one segment of a path is refused', async () => {
  const api = { operationPath: '/jobs/{operationId}' }
  const { error, sent } = await follow(jobDialect(), [json({ id: '../admin' }, 201)], { api })
  expect(sent).toHaveLength(1)
  expect(error?.failure).toMatchObject({ kind: 'contract', field: 'operationId' })
})

describe('a job', () => {
  const api = { operationPath: '/jobs/{operationId}' }
  const run = (options: Parameters<typeof jobDialect>[0], ...jobs: unknown[]) =>
    follow(jobDialect(options), [json({ id: 7 }, 201), ...jobs.map((job) => json(job))], { api })

  test('has a status in any field, as a word in any letter case or a boolean', async () => {
    for (const [options, job] of [
      [{ status: 'state' }, { state: 'SUCCESS' }],
      [{ status: 'status.state', words: { Closed: 'COMPLETED' } }, { status: { state: 'closed' } }],
      [{ status: 'ready', words: { true: 'COMPLETED' } }, { ready: true }],
    ] as const)
      expect((await run(options, job)).snapshot?.operation?.status).toBe('COMPLETED')
  })

  test('has progress and dates where the options say, also in epoch seconds', async () => {
    const options = { progress: 'percent', message: 'step', createdAt: 'created' }
    const { snapshot } = await run(options, {
      status: 'running',
      percent: 41.9,
      step: 'Sorting',
      created: 1_767_603_600,
    })
    expect(snapshot?.operation).toMatchObject({
      progress: 41,
      message: 'Sorting',
      createdAt: '2026-01-05T09:00:00.000Z',
    })
  })

  test.each<[string, Parameters<typeof jobDialect>[0], unknown]>([
    ['a field of 0 to 1', { progress: 'done', progressTotal: 1 }, { done: 0.29 }],
    ['a field of 0 to 7', { progress: 'done', progressTotal: 7 }, { done: 2.03 }],
    [
      'a function',
      { progress: (job) => Number(new Map(Object.entries(Object(job))).get('done')) * 100 },
      { done: 0.29 },
    ],
  ])('has a percentage from %s', async (_, options, job) => {
    const { snapshot } = await run(options, { status: 'running', ...Object(job) })
    expect(snapshot?.operation?.progress).toBe(29)
  })

  test.each<[string, () => number]>([
    ['returns NaN', () => Number.NaN],
    ['throws', () => z.object({ done: z.number() }).parse(undefined).done],
  ])('is followed to its end if `progress` %s, also for an empty 202', async (_, progress) => {
    const { snapshot, error } = await follow(jobDialect({ progress }), [
      empty(202, { location: '/v1/jobs/7' }),
      json({ status: 'running' }),
      json({ status: 'done' }),
    ])
    expect(error).toBeUndefined()
    expect(snapshot).toMatchObject({ operation: { status: 'COMPLETED' }, failures: 0 })
    expect(snapshot?.operation?.progress).toBeUndefined()
  })

  test('has no result URL as long as the function that makes it throws, and breaks the contract if it still does in the end', async () => {
    const jobSchema = z.object({ file: z.string() })
    const options = { resultUrl: (job: unknown) => `/v1/files/${jobSchema.parse(job).file}` }
    const complete = await run(options, { status: 'running' }, { status: 'done', file: 'f1' })
    expect(complete.snapshot?.operation).toMatchObject({ status: 'COMPLETED', resultLink: '/v1/files/f1' })
    const broken = await run(options, { status: 'done' })
    expect(broken.snapshot?.pollError).toMatchObject({
      kind: 'contract',
      message: expect.stringContaining('dialect job'),
    })
  })

  test.each<[string, unknown, object]>([
    ['a text', { error: 'Out of memory' }, { title: 'Out of memory' }],
    [
      'an object',
      { error: { code: 'OOM', message: 'Out of memory' } },
      { title: 'Out of memory', code: 'OOM' },
    ],
    [
      'a list',
      { error: [{ message: 'First', code: 7 }, { message: 'Second' }] },
      { title: 'First', code: 7 },
    ],
    ['fields of the job itself', { message: 'Out of memory' }, { title: 'Out of memory' }],
    ['nothing', {}, { title: 'Failed' }],
    ['prototype keys', { error: JSON.parse('{"__proto__":{"message":"x"}}') }, { title: 'Failed' }],
  ])('failed for a reason that is %s', async (_, job, problem) => {
    const { snapshot } = await run({}, { status: 'Failed', ...Object(job) })
    expect(snapshot?.operation).toMatchObject({ status: 'FAILED', error: problem })
  })
})

test('Location by HTTP status: a 200 with Retry-After is still running', async () => {
  const { snapshot, waits } = await follow(locationDialect, [
    empty(202, { location: '/v1/queue/7', 'retry-after': '2' }),
    json({ status: 'InProgress' }, 200, { 'retry-after': '3' }),
    json({ id: 5 }),
  ])
  expect(waits).toEqual([2_000, 3_000])
  expect(snapshot).toMatchObject({
    operation: { status: 'COMPLETED' },
    resource: { state: 'found', id: '5' },
  })
})

describe('a job of which the first response gives neither an ID nor a URL', () => {
  test.each([200, 201])('has completed if it is there with its result, with %i', async (status) => {
    const { error, sent, snapshot } = await follow(jobDialect(), [
      json({ status: 'done', result: { rows: 3 } }, status),
    ])
    expect(error).toBeUndefined()
    expect(sent).toHaveLength(1)
    expect(snapshot?.operation).toMatchObject({ status: 'COMPLETED' })
  })

  test.each<[string, unknown, number]>([
    ['it is still running', { status: 'running' }, 201],
    ['it has no result', { status: 'success', data: { job_id: 7 } }, 200],
    ['it has failed', { status: 'failed', result: null, error: 'Full' }, 200],
    ['it is a 202', { status: 'done', result: {} }, 202],
  ])('is unconfirmed, and not sent again, if %s', async (_, job, status) => {
    const { error, sent } = await follow(jobDialect(), [json(job, status)])
    expect(error).toMatchObject({ outcome: 'unclear' })
    expect(sent).toHaveLength(1)
  })
})

test('a dialect keeps its mode over a reload, and a URL that has moved', async () => {
  const { accepted } = await follow(azureDialect, [empty(202, { location: '/v1/queue/7' })])
  expect(JSON.parse(JSON.stringify(accepted))).toMatchObject({ mode: 'location', operationId: '/queue/7' })
})
