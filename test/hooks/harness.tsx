import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from '@testing-library/react'
import { type ReactNode, version } from 'react'
import { OperationsProvider } from 'react-accepted'
import type { OperationsProviderProps } from 'react-accepted'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import type { OrchestratorClientOptions } from 'react-accepted/twilio/client'
import { createSimulator } from 'react-accepted/twilio/simulator'
import type { SimulatorOptions } from 'react-accepted/twilio/simulator'
import { vi } from 'vitest'

export const AUTHORIZATION = `Basic ${btoa('SK0:secret')}`

export const CONFIGURATION = {
  displayName: 'Evening Desk',
  description: 'Calls and texts after hours',
  conversationGroupingType: 'GROUP_BY_PROFILE' as const,
}

/** A page with fake timers, a simulator on the same clock, a client and both providers. */
export function createHarness(
  simulatorOptions: SimulatorOptions = {},
  clientOptions: Partial<OrchestratorClientOptions> = {},
  providerProps: Partial<OperationsProviderProps> = {},
) {
  vi.useFakeTimers({ now: Date.parse('2026-01-05T09:00:00Z') })
  sessionStorage.clear()
  localStorage.clear()
  const simulator = createSimulator({ clock: () => Date.now(), seed: 'demo', ...simulatorOptions })
  const createClient = () =>
    createOrchestratorClient({
      baseUrl: 'https://simulator.test',
      fetch: simulator.fetch,
      headers: { authorization: AUTHORIZATION },
      ...clientOptions,
    })
  const client = createClient()
  const queryClient = new QueryClient()
  function Wrapper({ children }: { children: ReactNode }) {
    return (
      <QueryClientProvider client={queryClient}>
        <OperationsProvider client={client} {...providerProps}>
          {children}
        </OperationsProvider>
      </QueryClientProvider>
    )
  }
  const polls = () =>
    simulator.log().filter(({ call }) => call === 'operations.get' || call === 'memoryOperations.get')
  return { simulator, client, createClient, queryClient, Wrapper, polls }
}

/** Advances the fake timers inside `act`. */
export async function pass(ms: number) {
  if (version.startsWith('18.')) await passTimerByTimer(ms)
  await act(() => vi.advanceTimersByTimeAsync(version.startsWith('18.') ? 0 : ms))
}

/** React 18 renders only when `act` ends, so a state that lasts only a moment would never be seen. */
async function passTimerByTimer(ms: number) {
  const passing = { isOver: false }
  setTimeout(() => Object.assign(passing, { isOver: true }), ms)
  while (!passing.isOver) await act(() => vi.advanceTimersToNextTimerAsync())
}

/** Creates a configuration on the demo account's first store. */
export async function accept(
  client: ReturnType<typeof createHarness>['client'],
  changes: { displayName?: string } = {},
) {
  const accepting = client.memoryStores
    .list()
    .then(({ items: [memoryStoreId = ''] }) =>
      client.configurations.create({ ...CONFIGURATION, memoryStoreId, ...changes }),
    )
  await vi.advanceTimersByTimeAsync(0)
  return accepting
}
