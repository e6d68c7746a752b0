import {
  createOperationsClient,
  defineOperation,
  OperationFailedError,
  updateConfigurationSchema,
  waitForOperation,
} from 'react-accepted/client'
import type {
  OperationSnapshot,
  RecipeDefinition,
  ResourceCandidate,
  ResourceRule,
} from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { createTrackedOperations } from '../../src/client/trackedOperations.ts'
import { createForm } from '../client/createForm.ts'
import { inTime } from '../twilio/api/orchestratorKit.ts'

const START = Date.parse('2026-01-05T09:00:00Z')

beforeEach(() => void vi.useFakeTimers({ now: START }))
afterEach(() => void vi.useRealTimers())

type ResourceFinder = NonNullable<ResourceRule['find']>

interface Report {
  readonly name: string
}

const REPORT: RecipeDefinition<Report> = {
  kind: 'report.create',
  version: 1,
  method: 'POST',
  path: () => '/reports',
  body: (input) => input,
  takesIdempotencyKey: true,
}

/** A client of an API whose every operation is `operation`; `sent` is what it was asked. */
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

describe('the resource of a completed operation is looked for', () => {
  /** Submits, waits, and gives what was found and what `find` was told. */
  async function lookFor(candidates: readonly ResourceCandidate[], hinted = true) {
    const { client } = connect({ operationId: 'job_1', status: 'COMPLETED' })
    const hint = ({ name }: Report) => ({ name })
    const find = vi.fn<ResourceFinder>(() => Promise.resolve(candidates))
    const recipe = defineOperation({ ...REPORT, ...(hinted && { hint }), resource: { type: 'report', find } })
    const accepted = await client.submit(recipe, { name: 'Q1' })
    const { resource } = await inTime(waitForOperation(client, accepted), 120_000)
    return { resource, find }
  }

  test('from the 202 on, where the server does not say when it began', async () => {
    const { resource } = await lookFor([
      { id: 'old', label: 'Q1', createdAt: new Date(START - 60_000).toISOString() },
      { id: 'new', label: 'Q1', createdAt: new Date(START).toISOString() },
    ])
    expect(resource).toEqual({ state: 'found', type: 'report', id: 'new' })
  })

  test('not at all, where the recipe gives nothing to go by', async () => {
    const { resource, find } = await lookFor([{ id: 'new', label: 'Q1' }], false)
    expect(resource).toEqual({ state: 'none' })
    expect(find).not.toHaveBeenCalled()
  })

  test('by the hint, where the recipe gives one', async () => {
    const { find } = await lookFor([{ id: 'new', label: 'Q1' }])
    expect(find).toHaveBeenCalledExactlyOnceWith({ name: 'Q1' }, expect.any(Function))
  })

  /** As a cache has it that was written while the search went on. */
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

  test('no longer, where what was restored belongs to a recipe that is not there', async () => {
    const { client, sent } = connect({})
    const checked = await client.check('job_1', { known: restored })
    expect(checked).toMatchObject({ resource: { state: 'notFound' }, wake: 'never' })
    expect(sent).toEqual([])
  })

  test('on, where what was restored has lost its hint: without one everything is a candidate', async () => {
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

describe('a recipe that throws by itself', () => {
  const failing = (): never => {
    throw new TypeError('The recipe is wrong')
  }

  test('before anything is sent rejects with its own error', async () => {
    const { client, sent } = connect({})
    const recipe = defineOperation({ ...REPORT, headers: failing })
    await expect(client.submit(recipe, { name: 'Q1' })).rejects.toBeInstanceOf(TypeError)
    expect(sent).toEqual([])
  })

  test('in its label or hint does so before anything is sent, so that no accepted operation is lost', async () => {
    const { client, sent } = connect({})
    const recipe = defineOperation({ ...REPORT, label: failing })
    await expect(client.submit(recipe, { name: 'Q1' })).rejects.toThrow('The recipe is wrong')
    expect(sent).toEqual([])
  })

  test('leaves a submission refused: nothing was sent, so nothing is unclear', async () => {
    const { client, sent } = connect({})
    const submission = createForm(defineOperation({ ...REPORT, label: failing }))
    const intent = await submission.submit({ name: 'Q1' }, client)
    expect(intent).toMatchObject({ state: 'refused', error: { outcome: 'refused', attempts: 0 } })
    expect(intent).toHaveProperty('error.message', expect.stringContaining('The recipe is wrong'))
    expect(submission.intent()).toBe(intent)
    expect(sent).toEqual([])
  })
})

describe('an operation that failed says why', () => {
  const reasonOf = (problem: ConstructorParameters<typeof OperationFailedError>[1]) =>
    new OperationFailedError({ api: 'default', operationId: 'job_1' }, problem).message

  test.each([
    ['by its detail', { title: 'Bad request', detail: 'The name is taken', fields: [] }, 'The name is taken'],
    ['by its title, where there is no detail', { title: 'Bad request', fields: [] }, 'Bad request'],
    ['as cancelled, where there is no problem', undefined, 'it was cancelled'],
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

  test('stand newest first, each once', () => {
    const tracked = createTrackedOperations()
    const listener = vi.fn<() => void>()
    tracked.subscribe(listener)
    tracked.add(operation('a'))
    tracked.add(operation('b'))
    tracked.add({ ...operation('a'), label: 'Another' })
    expect(tracked.list().map(({ accepted }) => accepted)).toEqual([operation('b'), operation('a')])
    expect(listener).toHaveBeenCalledTimes(2)
  })

  test('of two APIs may have the same ID', () => {
    const tracked = createTrackedOperations()
    tracked.add(operation('a', 'conversations'))
    tracked.add(operation('a', 'memory'))
    expect(tracked.list().map(({ accepted }) => accepted.api)).toEqual(['memory', 'conversations'])
    tracked.remove({ api: 'memory', operationId: 'a' })
    expect(tracked.list()).toEqual([{ accepted: operation('a', 'conversations'), isWatched: true }])
  })

  test('tell of a removal only where one went, and nobody who left', () => {
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

  test('is taken whole', () => {
    expect(updateConfigurationSchema.safeParse(WHOLE)).toMatchObject({ success: true, data: WHOLE })
  })

  test.each([
    ['a text', 'c1', []],
    ['nothing', null, []],
    ['one without channels', CHANNELLESS, ['channelSettings']],
  ])('is refused where it is %s', (_, input, path) => {
    const refused = updateConfigurationSchema.safeParse(input)
    expect(refused.success).toBe(false)
    expect(refused.error?.issues[0]?.path).toEqual(path)
  })
})
