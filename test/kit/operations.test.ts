import {
  azureDialect,
  createOperationsClient,
  defineOperation,
  waitForOperation,
} from 'react-accepted/client'
import { checkIntents, checkPolls, createOperationsSimulator } from 'react-accepted/simulator'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const createReport = defineOperation({
  kind: 'report.create',
  version: 1,
  method: 'POST',
  path: () => '/reports',
  body: (input: { month: string }) => input,
  takesIdempotencyKey: true,
})

test('a report that fails says why, and was asked for once', async () => {
  const simulator = createOperationsSimulator({
    contract: 'azure',
    outcome: [{ status: 'FAILED', error: { detail: 'There is no data.' } }, { status: 'COMPLETED' }],
  })
  simulator.script({ on: 'operations.create', fault: { kind: 'dropAfter' } }) // accepted, response lost
  simulator.script({ on: 'operations.get', fault: { kind: 'status', status: 429, retryAfter: 5 } })
  const client = createOperationsClient({
    baseUrl: 'https://azure.test',
    dialect: azureDialect,
    fetch: simulator.fetch,
  })

  const report = client.submit(createReport, { month: '2026-01' })
  const ended = report.then((accepted) => waitForOperation(client, accepted)).catch((error: Error) => error)
  await vi.advanceTimersByTimeAsync(30_000)

  expect(await ended).toMatchObject({ message: expect.stringContaining('There is no data.') })
  expect(checkIntents(simulator.log())).toEqual([])
  expect(checkPolls(simulator.log())).toEqual([])
})
