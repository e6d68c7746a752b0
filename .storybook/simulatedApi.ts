import type { IncomingMessage, ServerResponse } from 'node:http'

import type { SimulatorOptions } from '../src/twilio/simulator.ts'

export type Listener = (request: IncomingMessage, response: ServerResponse) => void
/** Listeners by the path that they serve. */
export type Listeners = Readonly<Record<string, Listener>>

/** Path of the library's own proxy on the server that serves the stories. */
export const API_PATH = '/api/twilio'

/** Path of the controls of the simulator behind that proxy. */
export const CONTROLS_PATH = '/__simulator'

/** The parts of the API. They are parameters because the two servers load them in different ways. */
export type Parts = Pick<typeof import('../src/server.ts'), 'toNodeListener'> &
  Pick<typeof import('../src/twilio/server.ts'), 'createOrchestratorProxy'> &
  Pick<typeof import('../src/twilio/simulator.ts'), 'createSimulator'>

/** The library's own proxy with the simulator behind it, by default at the pace of a demonstration. */
export function createSimulatedApi(
  { createOrchestratorProxy, toNodeListener, createSimulator }: Parts,
  pace: Pick<SimulatorOptions, 'operationMs' | 'retryAfterSeconds'> = {},
): Listeners {
  const simulator = createSimulator({ seed: 'demo', controls: true, ...pace })
  const proxy = createOrchestratorProxy({
    basePath: API_PATH,
    credentials: { username: 'demo', password: 'demo' },
    authorize: () => ({ scope: 'demo' }),
    // After a reset the simulator reuses its IDs, so a stored status could belong to another operation.
    statusStore: null,
    fetch: (url, init) => simulator.fetch(url, init),
  })
  return {
    [API_PATH]: toNodeListener(proxy),
    [CONTROLS_PATH]: toNodeListener((request) => simulator.fetch(request)),
  }
}
