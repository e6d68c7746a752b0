import { createSimulator } from 'react-accepted/simulator'

import type { BodyKind } from './ruleCases.ts'

export const STORE_ID = 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5'
const PATHS = { configurations: '/v2/ControlPlane/Configurations', stores: '/v1/ControlPlane/Stores' }

/** A body of each kind that breaks no rule. */
export const BODIES: Readonly<Record<BodyKind, Readonly<Record<string, unknown>>>> = {
  create: {
    displayName: 'Evening Desk',
    description: 'Calls and texts after hours',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId: STORE_ID,
  },
  replace: {
    description: 'Calls and texts after hours',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId: STORE_ID,
    channelSettings: {},
  },
  patch: {},
}

const METHODS = { create: 'POST', replace: 'PUT', patch: 'PATCH' } as const

/** A simulator with one store, asked over its fetch as any server is. */
export function createAsked() {
  const simulator = createSimulator({
    clock: 'virtual',
    seed: { stores: [{ id: STORE_ID, displayName: 'harbor-memory' }] },
  })
  async function ask(method: string, path: string, body?: unknown) {
    const response = await simulator.fetch(`https://simulator.test${path}`, {
      method,
      headers: { authorization: `Basic ${btoa('SK0:secret')}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const answer: unknown = await response.json()
    return { status: response.status, answer }
  }
  /** Creates a configuration and gives it as it is read. */
  async function create(body: unknown): Promise<Record<string, unknown>> {
    const accepted = await ask('POST', PATHS.configurations, body)
    if (accepted.status !== 202) throw new Error(JSON.stringify(accepted.answer))
    simulator.advance(10_000)
    const { related } = accepted.answer as { related: { configurationId: string } }
    const read = await ask('GET', `${PATHS.configurations}/${related.configurationId}`)
    return read.answer as Record<string, unknown>
  }
  return { ask, create }
}

/** Whether the API takes this body. */
export async function isTaken(kind: BodyKind, body: unknown): Promise<boolean> {
  const { ask, create } = createAsked()
  const path = kind === 'create' ? '' : `/${String((await create(BODIES.create))['id'])}`
  const { status } = await ask(METHODS[kind], `${PATHS.configurations}${path}`, body)
  return status === 202
}

/** Whether the API takes this memory store. */
export async function isStoreTaken(body: unknown): Promise<boolean> {
  return (await createAsked().ask('POST', PATHS.stores, body)).status === 202
}
