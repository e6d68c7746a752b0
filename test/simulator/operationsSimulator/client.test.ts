// The library's client, with the dialect of each API, against the simulator: two readings of one specification.
import {
  azureDialect,
  cancelOperation,
  createOperationsClient,
  defineOperation,
  googleDialect,
  jobDialect,
  locationDialect,
  resourceDialect,
  statusUrlDialect,
} from 'react-accepted/client'
import type { CancelRule, Dialect, OperationsApi } from 'react-accepted/client'
import { checkIntents, checkPolls, createOperationsSimulator } from 'react-accepted/simulator'
import type { ContractName, OperationEnd, OperationsSimulatorOptions } from 'react-accepted/simulator'
import { describe, expect, onTestFinished, test, vi } from 'vitest'

import { pick } from '../../contracts/pollers.ts'

const BASE = 'https://api.test/v1'

interface Api {
  readonly dialect?: Dialect
  readonly cancel?: CancelRule
  readonly operationPath?: string
}

function readPhase(pod: unknown) {
  const phase = pick(pod, 'status.phase')
  return phase === 'Failed' ? 'FAILED' : phase === 'Running'
}

const APIS: Record<ContractName, Api> = {
  azure: { dialect: azureDialect, cancel: { suffix: ':cancel' } },
  google: { dialect: googleDialect },
  location: { dialect: locationDialect },
  batches: {
    operationPath: '/reports/{operationId}',
    dialect: jobDialect({
      progress: (job) => Number(pick(job, 'request_counts.completed')),
      error: 'errors.data',
      resourceId: 'output_file_id',
      resultUrl(job) {
        const file = pick(job, 'output_file_id')
        return typeof file === 'string' ? `/v1/files/${file}/content` : undefined
      },
      cancel: { suffix: '/cancel' },
    }),
  },
  predictions: {
    dialect: jobDialect({ statusUrl: 'urls.get', cancelUrl: 'urls.cancel', result: 'output' }),
  },
  statusUrl: { dialect: statusUrlDialect, cancel: { suffix: '/cancel' } },
  resource: { dialect: resourceDialect({ until: readPhase, status: 'status.phase', error: 'status' }) },
}
const CONTRACTS: readonly ContractName[] = [
  'azure',
  'google',
  'location',
  'batches',
  'predictions',
  'statusUrl',
  'resource',
]
const CANCELLABLE: readonly ContractName[] = ['azure', 'google', 'batches', 'predictions', 'statusUrl']
const SAYS_PROGRESS: readonly ContractName[] = ['azure', 'google', 'batches']

const report = defineOperation({
  kind: 'report',
  version: 1,
  method: 'POST',
  path: () => '/reports',
  body: (input: { month: string }) => input,
  takesIdempotencyKey: true,
  result: {},
})

/** A simulator and a client, both with the simulator's clock, which moves to each deadline. */
function open(contract: ContractName, options: Partial<OperationsSimulatorOptions> = {}) {
  const simulator = createOperationsSimulator({ contract, clock: 'virtual', ...options })
  const api: Partial<OperationsApi> = APIS[contract]
  const client = createOperationsClient({
    baseUrl: BASE,
    fetch: simulator.fetch,
    now: simulator.now,
    random: () => 0,
    ...api,
  })
  const submit = () => client.submit(report, { month: '2026-01' })
  async function follow(accepted: Awaited<ReturnType<typeof submit>>, most = 30) {
    const progress: (number | undefined)[] = []
    for (let polls = 0; polls < most && client.peek(accepted)?.wake === 'timer'; polls += 1) {
      simulator.advance(Math.max(0, (client.peek(accepted)?.nextPollAt ?? 0) - simulator.now()))
      // oxlint-disable-next-line no-await-in-loop -- One poll after the other.
      const { operation } = await client.check(accepted)
      progress.push(operation?.progress)
    }
    return { operation: client.peek(accepted)?.operation, result: client.peek(accepted)?.result, progress }
  }
  const created = () =>
    new Set(
      simulator.log().flatMap(({ call, operationId }) => (call === 'operations.create' ? [operationId] : [])),
    )
  return { simulator, client, submit, follow, created }
}

test.each(CONTRACTS)('%s: COMPLETED, with its result, each poll on time', async (contract) => {
  const { simulator, submit, follow } = open(contract, {
    outcome: { status: 'COMPLETED', result: { rows: 12 } },
  })
  const { operation, result, progress } = await follow(await submit())
  expect(operation?.status).toBe('COMPLETED')
  expect(result).toMatchObject({ state: 'ready', value: contract === 'resource' ? {} : { rows: 12 } })
  expect(checkPolls(simulator.log())).toEqual([])
  expect(checkIntents(simulator.log())).toEqual([])
  if (!SAYS_PROGRESS.includes(contract)) return
  const told = progress.map((one) => one ?? -1)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  expect(told.at(-1)).toBeLessThanOrEqual(100)
  expect(told.some((one) => one > 0 && one < 100)).toBe(true)
})

test.each(CONTRACTS)('%s: FAILED, with the reason', async (contract) => {
  const error = { title: 'Full', detail: 'The shelf is full.', code: 9, status: 409 }
  const { submit, follow } = open(contract, { outcome: { status: 'FAILED', error } })
  const { operation } = await follow(await submit())
  expect(operation?.status).toBe('FAILED')
  expect([operation?.error?.title, operation?.error?.detail]).toContain('The shelf is full.')
})

test.each(CANCELLABLE)('%s: CANCELLED on request, and not before', async (contract) => {
  const { client, simulator, submit, follow } = open(contract, { outcome: { status: 'PENDING' } })
  const accepted = await submit()
  expect((await follow(accepted, 5)).operation?.status).toBe('PENDING')
  await cancelOperation(client, accepted)
  expect(client.peek(accepted)?.operation?.isCancelling).toBe(true)
  expect((await follow(accepted)).operation?.status).toBe('CANCELLED')
  expect(simulator.log().filter(({ call }) => call === 'operations.cancel')).toHaveLength(1)
})

test.each(CANCELLABLE)('%s: a cancellation that is too late changes nothing', async (contract) => {
  const { client, simulator, submit, follow } = open(contract, { cancelMs: 5_000 })
  const accepted = await submit()
  simulator.advance(1_000)
  await cancelOperation(client, accepted)
  expect((await follow(accepted)).operation?.status).toBe('COMPLETED')
})

describe.each(CONTRACTS)('%s: faults', (contract) => {
  test('the response is lost, the key comes again: one operation', async () => {
    const { simulator, submit, follow, created } = open(contract)
    simulator.script({ on: 'operations.create', fault: { kind: 'dropAfter' } })
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const submitted = submit() // The client sends it again by itself.
    await vi.advanceTimersByTimeAsync(60_000)
    const accepted = await submitted
    expect((await follow(accepted)).operation?.status).toBe('COMPLETED')
    expect(created().size).toBe(1)
    expect(simulator.log().filter(({ replayed }) => replayed)).toHaveLength(1)
    expect(checkIntents(simulator.log())).toEqual([])
  })

  test('a 429 holds the polls for its Retry-After', async () => {
    const { simulator, submit, follow } = open(contract)
    simulator.script({ on: 'operations.get', fault: { kind: 'status', status: 429, retryAfter: 30 } })
    expect((await follow(await submit())).operation?.status).toBe('COMPLETED')
    const [limited, next] = simulator.log().filter(({ isPoll }) => isPoll)
    expect((next?.at ?? 0) - (limited?.at ?? 0)).toBeGreaterThanOrEqual(30_000)
    expect(checkPolls(simulator.log())).toEqual([])
  })

  test.each([404, 502, 503, 504])('a %i in the middle ends nothing', async (status) => {
    const { simulator, submit, follow } = open(contract)
    const body = '<html>Bad gateway</html>'
    simulator.script({ on: 'operations.get', times: 2, fault: { kind: 'status', status, body } })
    expect((await follow(await submit())).operation?.status).toBe('COMPLETED')
  })

  test('broken responses in the middle end nothing', async () => {
    const { simulator, submit, follow } = open(contract)
    const on = 'operations.get'
    simulator.script(
      { on, fault: { kind: 'truncated' } },
      { on, skip: 1, fault: { kind: 'dropBefore' } },
      { on, skip: 2, fault: { kind: 'dropAfter' } },
    )
    expect((await follow(await submit())).operation?.status).toBe('COMPLETED')
  })
})

test('the ends of a list come one after the other, and the last one remains', async () => {
  const outcome: OperationEnd[] = [{ status: 'FAILED' }, { status: 'CANCELLED' }, { status: 'COMPLETED' }]
  const { submit, follow } = open('google', { outcome })
  const ends: unknown[] = []
  // oxlint-disable-next-line no-await-in-loop -- One after the other.
  for (let number = 0; number < 4; number += 1) ends.push((await follow(await submit())).operation?.status)
  expect(ends).toEqual(['FAILED', 'CANCELLED', 'COMPLETED', 'COMPLETED'])
})
