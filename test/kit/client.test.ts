import { waitForOperation } from 'react-accepted/client'
import { checkIntents, checkPolls } from 'react-accepted/simulator'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a configuration is created once, even if the response to the first attempt is lost', async () => {
  const simulator = createSimulator({ seed: 'demo' })
  simulator.script({ on: 'configurations.create', fault: { kind: 'dropAfter' } })
  const client = createOrchestratorClient({
    baseUrl: 'https://simulator.test',
    fetch: simulator.fetch,
    headers: { authorization: `Basic ${btoa('demo:demo')}` },
  })
  const { items } = await client.memoryStores.list()

  const accepted = client.configurations.create({
    displayName: 'Harbor Reception',
    description: 'Visitors of the harbor office',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId: items[0] ?? '',
  })
  const settled = accepted.then((operation) => waitForOperation(client, operation))
  await vi.advanceTimersByTimeAsync(30_000)

  expect(await settled).toMatchObject({ resource: { state: 'found', type: 'configuration' } })
  expect(simulator.log().filter(({ call }) => call === 'configurations.create')).toHaveLength(2)
  expect(checkIntents(simulator.log())).toEqual([]) // one key, one configuration
  expect(checkPolls(simulator.log())).toEqual([]) // none before its deadline
})
