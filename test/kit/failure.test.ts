import { OperationFailedError, waitForOperation } from 'react-accepted/client'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a failed operation reports the reason', async () => {
  const simulator = createSimulator({ seed: 'demo' })
  const client = createOrchestratorClient({
    baseUrl: 'https://simulator.test',
    fetch: simulator.fetch,
    headers: { authorization: `Basic ${btoa('demo:demo')}` },
  })
  const accepted = await client.memoryStores.create({ displayName: 'harbor-archive' })
  simulator.settle(accepted.operationId, {
    status: 'FAILED',
    error: { code: 20_404, title: 'Not found', detail: 'The memory store is gone.' },
  })

  const settled = waitForOperation(client, accepted).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(30_000)

  const error = await settled
  expect(error).toBeInstanceOf(OperationFailedError)
  expect(error).toMatchObject({ message: expect.stringContaining('The memory store is gone.') })
})
