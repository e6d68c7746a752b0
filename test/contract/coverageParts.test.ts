import {
  OperationFailedError,
  createOperationsClient,
  defineOperation,
  waitForOperation,
} from 'react-accepted/client'
import type {
  OperationDefinition,
  OperationSnapshot,
  ResourceCandidate,
  ResourceRule,
} from 'react-accepted/client'
import { updateConfigurationSchema } from 'react-accepted/twilio/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { engineOf } from '../../src/client/createOperationsClient.ts'
import { createTrackedOperations } from '../../src/hooks/trackedOperations.ts'
import { createForm } from '../client/submission/createForm.ts'
import { inTime } from '../twilio/api/createHarness.ts'

const START = Date.parse('2026-01-05T09:00:00Z')

beforeEach(() => void vi.useFakeTimers({ now: START }))
afterEach(() => void vi.useRealTimers())

type ResourceFinder = NonNullable<ResourceRule['find']>

interface Report {
  readonly name: string
}

const REPORT: OperationDefinition<Report> = {
  kind: 'report.create',
  version: 1,
  method: 'POST',
  path: () => '/reports',
  body: (input) => input,
  takesIdempotencyKey: true,
}

/** A client of an API that answers every GET with `operation`. `sent` lists the requests. */
function connect(operation: object) {
  const sent: string[] = []
  const client = createOperationsClient({
    baseUrl: 'https://reports.test',
    operationPath: '/jobs/{operationId}',
    random: () => 0,
    fetch: (input, init) => {
      const method = init?.method ?? 'GET'
      sent.push(`${method} ${input instanceof Request ? input.url : input.toString()}`)
      const [status, body] = method === 'GET' ? [200, operation] : [202, { statusUrl: '/jobs/job_1' }]
      return Promise.resolve(Response.json(body, { status, headers: { 'retry-after': '1' } }))
    },
  })
  return { client, sent }
}

describe('the search for the resource of a completed operation', () => {
  /** Submits and waits. Returns the resource and the mock of `find`. */
  async function lookFor(candidates: readonly ResourceCandidate[], hinted = true) {
    const { client } = connect({ operationId: 'job_1', status: 'COMPLETED' })
    const hint = ({ name }: Report) => ({ name })
    const find = vi.fn<ResourceFinder>(() => Promise.resolve(candidates))
    const endpoint = defineOperation({
      ...REPORT,
      ...(hinted && { hint }),
      resource: { type: 'report', find },
    })
    const accepted = await client.submit(endpoint, { name: 'Q1' })
    const { resource } = await inTime(waitForOperation(client, accepted), 120_000)
    return { resource, find }
  }

  test('counts resources from the 202 on if the server does not say when the operation began', async () => {
    const { resource } = await lookFor([
      { id: 'old', label: 'Q1', createdAt: new Date(START - 60_000).toISOString() },
      { id: 'new', label: 'Q1', createdAt: new Date(START).toISOString() },
    ])
    expect(resource).toEqual({ state: 'found', type: 'report', id: 'new' })
  })

  test('does not run if the endpoint gives no hint', async () => {
    const { resource, find } = await lookFor([{ id: 'new', label: 'Q1' }], false)
    expect(resource).toEqual({ state: 'none' })
    expect(find).not.toHaveBeenCalled()
  })

  test('uses the hint if the endpoint gives one', async () => {
    const { find } = await lookFor([{ id: 'new', label: 'Q1' }])
    expect(find).toHaveBeenCalledExactlyOnceWith({ name: 'Q1' }, expect.any(Function))
  })

  /** A snapshot from a cache that was written during the search. */
  const restored: OperationSnapshot = {
    api: 'default',
    operationId: 'job_1',
    accepted: {
      api: 'default',
      operationId: 'job_1',
      kind: REPORT.kind,
      acceptedAt: START,
      nextPollAt: START,
    },
    operation: { api: 'default', operationId: 'job_1', status: 'COMPLETED', rawStatus: 'COMPLETED' },
    resource: { state: 'searching' },
    watchedMs: 0,
    nextPollAt: START,
    waitMs: 0,
    answersWithoutRetryAfter: 0,
    failures: 0,
    wake: 'timer',
    isStuck: false,
  }

  test('ends if the restored operation belongs to an endpoint that is not defined', async () => {
    const { client, sent } = connect({})
    const checked = await client.check('job_1', { known: restored })
    expect(checked).toMatchObject({ resource: { state: 'notFound' }, wake: 'never' })
    expect(sent).toEqual([])
  })

  test('continues if the restored operation has lost its hint: without one, every resource is a candidate', async () => {
    const { client, sent } = connect({})
    const find = vi.fn<ResourceFinder>(() => Promise.resolve([{ id: 'new', label: 'Q1' }]))
    await client.submit(defineOperation({ ...REPORT, resource: { type: 'report', find } }), { name: 'Q2' })
    const checked = await client.check(
      { api: 'default', operationId: 'job_0' },
      {
        known: { ...restored, operationId: 'job_0' },
      },
    )
    expect(find).toHaveBeenCalledExactlyOnceWith({}, expect.any(Function))
    expect(checked).toMatchObject({ resource: { state: 'found', id: 'new' }, wake: 'never' })
    expect(sent).toEqual(['POST https://reports.test/reports'])
  })
})

describe('an endpoint that throws', () => {
  const failing = (): never => {
    throw new TypeError('The endpoint is wrong')
  }

  test('rejects with its own error before anything is sent', async () => {
    const { client, sent } = connect({})
    const endpoint = defineOperation({ ...REPORT, headers: failing })
    await expect(client.submit(endpoint, { name: 'Q1' })).rejects.toBeInstanceOf(TypeError)
    expect(sent).toEqual([])
  })

  test('throws from its label or hint before anything is sent, so that no accepted operation is lost', async () => {
    const { client, sent } = connect({})
    const endpoint = defineOperation({ ...REPORT, label: failing })
    await expect(client.submit(endpoint, { name: 'Q1' })).rejects.toThrow('The endpoint is wrong')
    expect(sent).toEqual([])
  })

  test('leaves a submission refused: nothing was sent, so nothing is unclear', async () => {
    const { client, sent } = connect({})
    const submission = createForm(defineOperation({ ...REPORT, label: failing }))
    const intent = await submission.submit({ name: 'Q1' }, engineOf(client))
    expect(intent).toMatchObject({ state: 'refused', error: { outcome: 'refused', attempts: 0 } })
    expect(intent).toHaveProperty('error.message', expect.stringContaining('The endpoint is wrong'))
    expect(submission.current()).toBe(intent)
    expect(sent).toEqual([])
  })
})

describe('the reason of a failed operation', () => {
  const reasonOf = (problem: ConstructorParameters<typeof OperationFailedError>[1]) =>
    new OperationFailedError({ api: 'default', operationId: 'job_1' }, problem).message

  test.each([
    ['is the detail', { title: 'Bad request', detail: 'The name is taken', fields: [] }, 'The name is taken'],
    ['is the title if there is no detail', { title: 'Bad request', fields: [] }, 'Bad request'],
    ['is a cancellation if there is no problem', undefined, 'it was cancelled'],
  ])('%s', (_, problem, reason) => {
    expect(reasonOf(problem)).toBe(`Operation job_1 did not complete: ${reason}`)
  })
})

describe('tracked operations', () => {
  const operation = (operationId: string, api = 'default') => ({
    api,
    operationId,
    acceptedAt: START,
    nextPollAt: START,
  })

  test('are listed newest first, each once', () => {
    const tracked = createTrackedOperations()
    const listener = vi.fn<() => void>()
    tracked.subscribe(listener)
    tracked.add(operation('a'))
    tracked.add(operation('b'))
    tracked.add({ ...operation('a'), label: 'Another' })
    expect(tracked.list().map(({ accepted }) => accepted)).toEqual([operation('b'), operation('a')])
    expect(listener).toHaveBeenCalledTimes(2)
  })

  test('may share an ID if they belong to different APIs', () => {
    const tracked = createTrackedOperations()
    tracked.add(operation('a', 'conversations'))
    tracked.add(operation('a', 'memory'))
    expect(tracked.list().map(({ accepted }) => accepted.api)).toEqual(['memory', 'conversations'])
    tracked.remove({ api: 'memory', operationId: 'a' })
    expect(tracked.list()).toEqual([{ accepted: operation('a', 'conversations'), isWatched: true }])
  })

  test('report only actual removals, and only to current subscribers', () => {
    const tracked = createTrackedOperations()
    tracked.add(operation('a'))
    const [listener, gone] = [vi.fn<() => void>(), vi.fn<() => void>()]
    tracked.subscribe(listener)
    tracked.subscribe(gone)()
    tracked.remove({ api: 'default', operationId: 'elsewhere' })
    expect(listener).not.toHaveBeenCalled()
    tracked.remove(operation('a'))
    expect(tracked.list()).toEqual([])
    expect(listener).toHaveBeenCalledOnce()
    expect(gone).not.toHaveBeenCalled()
  })
})

describe('the body of a PUT', () => {
  const WHOLE = {
    id: 'c1',
    description: 'Berths',
    conversationGroupingType: 'GROUP_BY_PROFILE' as const,
    memoryStoreId: 'mem_store_1',
    channelSettings: {},
  }
  const { channelSettings: _channelSettings, ...CHANNELLESS } = WHOLE

  test('is accepted if it is complete', () => {
    expect(updateConfigurationSchema.safeParse(WHOLE)).toMatchObject({ success: true, data: WHOLE })
  })

  test.each([
    ['a string', 'c1', []],
    ['null', null, []],
    ['missing its channels', CHANNELLESS, ['channelSettings']],
  ])('is refused if it is %s', (_, input, path) => {
    const refused = updateConfigurationSchema.safeParse(input)
    expect(refused.success).toBe(false)
    expect(refused.error?.issues[0]?.path).toEqual(path)
  })
})
