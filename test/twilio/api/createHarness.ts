import { waitForOperation } from 'react-accepted/client'
import type { AcceptedOperation } from 'react-accepted/client'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import type { OrchestratorClientOptions } from 'react-accepted/twilio/client'
import { createSimulator } from 'react-accepted/twilio/simulator'
import type { SimulatorOptions } from 'react-accepted/twilio/simulator'
import { vi } from 'vitest'

export const STORE_ID = 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5'

export const CONFIGURATION = {
  displayName: 'Evening Desk',
  description: 'Calls and texts after hours',
  conversationGroupingType: 'GROUP_BY_PROFILE' as const,
  memoryStoreId: STORE_ID,
}

/** A client of the simulator, both on the test's fake clock. */
export function createHarness(
  simulatorOptions: SimulatorOptions = {},
  clientOptions: Partial<OrchestratorClientOptions> = {},
) {
  vi.useFakeTimers({ now: Date.parse('2026-01-05T09:00:00Z') })
  const simulator = createSimulator({
    clock: () => Date.now(),
    seed: { stores: [{ id: STORE_ID, displayName: 'harbor-memory' }] },
    ...simulatorOptions,
  })
  const client = createOrchestratorClient({
    baseUrl: 'https://simulator.test',
    fetch: simulator.fetch,
    headers: { authorization: `Basic ${btoa('SK0:secret')}` },
    random: () => 0,
    ...clientOptions,
  })
  const calls = (call: string) => simulator.log().filter((entry) => entry.call === call)
  return {
    simulator,
    client,
    calls,
    wait: (accepted: AcceptedOperation) => inTime(waitForOperation(client, accepted)),
  }
}

/** Advances the fake clock by `ms`, a second at a time, and returns what the promise resolves to. */
export async function inTime<T>(promise: Promise<T>, ms = 600_000): Promise<T> {
  const settled = Promise.allSettled([promise])
  for (let passed = 0; passed < ms; passed += 1_000) await vi.advanceTimersByTimeAsync(1_000)
  await settled
  return promise
}
