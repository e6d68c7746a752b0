import type { IncomingMessage, ServerResponse } from 'node:http'

export type Listener = (request: IncomingMessage, response: ServerResponse) => void
/** Listeners by the path under which they answer. */
export type Listeners = Readonly<Record<string, Listener>>

/** Where stories find the library's own proxy on the server that serves them. */
export const API_PATH = '/api/twilio'

/** Where the simulator behind that proxy is controlled. */
export const CONTROLS_PATH = '/__simulator'

/** What the API is made of. The two servers load it in different ways, so it is given. */
type Parts = Pick<typeof import('../src/server.ts'), 'createOrchestratorProxy' | 'toNodeListener'> &
  Pick<typeof import('../src/simulator.ts'), 'createSimulator'>

/** The library's own proxy with the simulator behind it. */
export function createSimulatedApi({
  createOrchestratorProxy,
  toNodeListener,
  createSimulator,
}: Parts): Listeners {
  const simulator = createSimulator({ seed: 'demo', controls: true })
  const proxy = createOrchestratorProxy({
    basePath: API_PATH,
    credentials: { username: 'demo', password: 'demo' },
    authorize: () => ({ scope: 'demo' }),
    // After a reset the simulator counts its IDs anew, and an old answer would be one about another operation.
    statusStore: null,
    fetch: (url, init) => simulator.fetch(url, init),
  })
  return {
    [API_PATH]: toNodeListener(proxy),
    [CONTROLS_PATH]: toNodeListener((request) => simulator.fetch(request)),
  }
}
