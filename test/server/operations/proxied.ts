import type { Server } from 'node:http'
import { createServer } from 'node:http'

import { createOperationsClient, defineOperation } from 'react-accepted/client'
import type { ResultRule } from 'react-accepted/client'
import { createOperationsProxy, toNodeListener } from 'react-accepted/server'
import type { OperationsProxyOptions } from 'react-accepted/server'
import { onTestFinished } from 'vitest'

import type { Contract, ContractOptions } from '../../contracts/contract.ts'
import type { Faults } from '../../contracts/serve.ts'
import { serveContract } from '../../contracts/serve.ts'
import { DESCRIPTIONS } from '../../protocol/dialects/descriptions.ts'
import { routesOf } from './contractRoutes.ts'

/** A UUIDv7, because some APIs refuse all others. */
const KEY = '01999c3e-7a1b-7c2d-8e3f-4a5b6c7d8e9f'
/** More polls than any history here needs. */
const MOST_POLLS = 20
const BASE = '/api/any'

/** Serves a contract and a proxy in front of it until the test ends, and submits with a clock of its own. */
export async function submitThrough(
  contract: Contract,
  options: Omit<ContractOptions, 'origin' | 'elsewhere' | 'retryAfter'>,
  { faults = {}, result, proxy: more = {}, headers: sent = {} }: Partial<Through> = {},
) {
  const description = DESCRIPTIONS[contract.name]
  if (!description) throw new Error(`${contract.name} has no dialect here.`)
  const { basePath = '', ...api } = description
  const server = await serveContract(contract, { ...options, retryAfter: 1 }, faults)
  onTestFinished(() => server.close())
  let now = Date.parse('2026-01-15T09:30:00Z')
  const errors: unknown[] = []
  const proxy = createOperationsProxy({
    basePath: BASE,
    upstream: server.url,
    authorize: () => ({ scope: 'tenant' }),
    now: () => now,
    onError: (error) => errors.push(error),
    ...routesOf(contract.name, server),
    ...more,
  })
  const origin = await listen(createServer(toNodeListener(proxy)))
  const client = createOperationsClient({
    baseUrl: origin + BASE + basePath,
    now: () => now,
    random: () => 0,
    isProxied: true,
    headers: sent,
    ...api,
  })
  const { method, path, headers, body } = contract.submit
  const endpoint = defineOperation({
    kind: 'contract',
    version: 1,
    method,
    path: () => withoutKey(path.slice(basePath.length)),
    takesIdempotencyKey: true,
    ...(body !== undefined && { body: () => body }),
    ...(headers && { headers: () => headers }),
    ...(result && { result }),
  })
  const accepted = await client.submit(endpoint, undefined, { idempotencyKey: KEY })
  /** Polls at the next deadline. */
  const poll = async () => {
    now = client.peek(accepted)?.nextPollAt ?? now
    return client.check(accepted)
  }
  /** Polls at each deadline until nothing more happens. */
  const toEnd = async () => {
    for (let polls = 0; polls < MOST_POLLS && client.peek(accepted)?.wake === 'timer'; polls += 1)
      await poll()
    return client.peek(accepted)
  }
  return { server, origin, base: origin + BASE, client, accepted, poll, toEnd, errors }
}

interface Through {
  readonly faults: Faults
  readonly result: ResultRule<unknown>
  readonly proxy: Partial<OperationsProxyOptions>
  /** Of each request. */
  readonly headers: Readonly<Record<string, string>>
}

/** A page does not have the key that Durable Functions want in each query. */
function withoutKey(path: string): string {
  return path.replace(/&code=[^&]*/, '')
}

async function listen(server: Server): Promise<string> {
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.')
  return `http://127.0.0.1:${address.port}`
}
