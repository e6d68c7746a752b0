import { createOrchestratorClient } from 'react-accepted/twilio/client'
import type { Configuration, OrchestratorClient } from 'react-accepted/twilio/client'
import { createSimulator } from 'react-accepted/twilio/simulator'

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

/** A simulator with one store, called through its `fetch` like any server. */
export function createAsked() {
  const simulator = createSimulator({
    clock: 'virtual',
    dialect: 'problem',
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
  const client: OrchestratorClient = createOrchestratorClient({
    baseUrl: 'https://simulator.test',
    fetch: simulator.fetch,
    headers: { authorization: `Basic ${btoa('SK0:secret')}` },
  })
  /** Creates a configuration and returns it as our client reads it. */
  async function create(body: unknown): Promise<Configuration> {
    const accepted = await ask('POST', PATHS.configurations, body)
    if (accepted.status !== 202) throw new Error(JSON.stringify(accepted.answer))
    simulator.advance(10_000)
    const { related } = accepted.answer as { related: { configurationId: string } }
    return client.configurations.get(related.configurationId)
  }
  return { ask, create, client, simulator }
}

/** The API's response to a body: the status, and the fields that it names when it refuses. */
export interface Said {
  readonly status: number
  readonly fields: readonly string[]
}

/** Sends a body for a configuration. */
export async function sayTo(kind: BodyKind, body: unknown): Promise<Said> {
  const { ask, create } = createAsked()
  const path = kind === 'create' ? '' : `/${(await create(BODIES.create)).id}`
  return toSaid(await ask(METHODS[kind], `${PATHS.configurations}${path}`, body))
}

/** Sends a body for a memory store. */
export async function sayToStore(kind: 'create' | 'patch', body: unknown): Promise<Said> {
  const path = kind === 'create' ? '' : `/${STORE_ID}`
  return toSaid(await createAsked().ask(METHODS[kind], `${PATHS.stores}${path}`, body))
}

function toSaid({ status, answer }: { status: number; answer: unknown }): Said {
  const { errors = [] } = answer as { errors?: readonly { pointer: string }[] }
  return { status, fields: errors.map(({ pointer }) => toField(pointer.slice(2).split('/'))) }
}

/** Turns a path into a field such as `channelSettings.SMS.captureRules[0].from`. */
export function toField(path: readonly string[]): string {
  return path
    .map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
    .join('')
    .slice(1)
}
