import { createSimulator } from 'react-accepted/twilio/simulator'
import type { Simulator, SimulatorOptions } from 'react-accepted/twilio/simulator'

export const CONFIGURATIONS = '/v2/ControlPlane/Configurations'
export const STORES = '/v1/ControlPlane/Stores'
export const STORE_ID = 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5'
export const KEY = '019a7835-2350-7c1e-9a44-5b1f0c6d2e71'
export const OTHER_KEY = '019a7835-2350-7c1e-9a44-5b1f0c6d2e72'

/** A simulator on a virtual clock with one ACTIVE store, and a function that sends requests to it. */
export function createHarness(options: SimulatorOptions = {}) {
  const simulator = createSimulator({
    clock: 'virtual',
    seed: { stores: [{ id: STORE_ID, displayName: 'harbor-memory' }] },
    ...options,
  })
  return { simulator, ask: createAsk(simulator) }
}

export interface Answered {
  readonly status: number
  readonly headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read any body
  readonly body: any
}

export interface Asking {
  readonly headers?: Record<string, string>
  readonly user?: string
  readonly origin?: string
}

/** Sends requests with credentials and JSON; an undefined body is not sent. */
export function createAsk({ fetch }: Pick<Simulator, 'fetch'>, base = 'http://simulator.test') {
  return async (method: string, path: string, body?: unknown, asking: Asking = {}): Promise<Answered> => {
    const response = await fetch(`${asking.origin ?? base}${path}`, {
      method,
      headers: {
        Authorization: `Basic ${btoa(`${asking.user ?? 'AC1'}:secret`)}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...asking.headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    }
  }
}

export type Ask = ReturnType<typeof createAsk>

/** A valid body for POST configurations. */
export function configuration(edits: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    displayName: 'Harbor Support',
    description: 'Phone and text traffic of the harbor help desk',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId: STORE_ID,
    ...edits,
  }
}

/** Creates a configuration, lets its operation complete and returns its ID. */
export async function created(
  { simulator, ask }: ReturnType<typeof createHarness>,
  edits = {},
): Promise<string> {
  const { body } = await ask('POST', CONFIGURATIONS, configuration(edits))
  simulator.advance(4000)
  return body.related.configurationId
}

export function operationPath({ headers }: Answered): string {
  return new URL(headers.get('Location') ?? '').pathname
}
