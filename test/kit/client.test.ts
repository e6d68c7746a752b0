import { OperationFailedError, waitForOperation } from 'react-accepted/client'
import { checkIntents, checkPolls } from 'react-accepted/simulator'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function createWorld() {
  const simulator = createSimulator({ seed: 'demo' }) // its clock is Date.now, so the fake timers drive it, too
  const client = createOrchestratorClient({
    baseUrl: 'https://simulator.test',
    fetch: simulator.fetch,
    headers: { authorization: `Basic ${btoa('demo:demo')}` },
  })
  async function create() {
    const { items } = await client.memoryStores.list()
    return client.configurations.create({
      displayName: 'Harbor Reception',
      description: 'Visitors of the harbor office',
      conversationGroupingType: 'GROUP_BY_PROFILE',
      memoryStoreId: items[0] ?? '',
    })
  }
  return { simulator, client, create }
}

test('a configuration is created once, even if the response to the first attempt is lost', async () => {
  const { simulator, client, create } = createWorld()
  simulator.script({ on: 'configurations.create', fault: { kind: 'dropAfter' } })

  const settled = create().then((accepted) => waitForOperation(client, accepted))
  await vi.advanceTimersByTimeAsync(30_000)

  expect(await settled).toMatchObject({ resource: { state: 'found', type: 'configuration' } })
  expect(simulator.log().filter(({ call }) => call === 'configurations.create')).toHaveLength(2)
  expect(checkIntents(simulator.log())).toEqual([]) // one key, one configuration
  expect(checkPolls(simulator.log())).toEqual([]) // none before its deadline
})

test('a failed operation reports the reason', async () => {
  const { simulator, client, create } = createWorld()
  const accepted = await create()
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
