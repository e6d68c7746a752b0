import type { Server } from 'node:http'
import { createServer } from 'node:http'

import { createOperationsClient } from 'react-accepted/client'
import type { ResultRule } from 'react-accepted/client'
import { createOperationsProxy, toNodeListener } from 'react-accepted/server'
import type { OperationsProxyOptions } from 'react-accepted/server'
import { onTestFinished } from 'vitest'

import type { Contract, ContractOptions } from '../../contracts/contract.ts'
import type { Faults } from '../../contracts/serve.ts'
import { serveContract } from '../../contracts/serve.ts'
import { DESCRIPTIONS } from '../../protocol/dialects/descriptions.ts'
import { submitBy } from '../../protocol/dialects/submitTo.ts'
import { routesOf } from './contractRoutes.ts'

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
  const clock = { now: Date.parse('2026-01-15T09:30:00Z') }
  const errors: unknown[] = []
  const proxy = createOperationsProxy({
    basePath: BASE,
    upstream: server.url,
    authorize: () => ({ scope: 'tenant' }),
    now: () => clock.now,
    onError: (error) => errors.push(error),
    ...routesOf(contract.name, server),
    ...more,
  })
  const origin = await listen(createServer(toNodeListener(proxy)))
  const client = createOperationsClient({
    baseUrl: origin + BASE + basePath,
    now: () => clock.now,
    random: () => 0,
    isProxied: true,
    headers: sent,
    ...api,
  })
  // A page does not have the key that Durable Functions want in each query.
  const path = contract.submit.path.replace(/&code=[^&]*/, '')
  const ofPage = { ...contract, submit: { ...contract.submit, path } }
  const submitted = await submitBy(client, ofPage, clock, { basePath, result })
  return { server, origin, base: origin + BASE, client, errors, ...submitted }
}

interface Through {
  readonly faults: Faults
  readonly result: ResultRule<unknown>
  readonly proxy: Partial<OperationsProxyOptions>
  /** Of each request. */
  readonly headers: Readonly<Record<string, string>>
}

/** Serves until the test ends. */
export async function listen(server: Server): Promise<string> {
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.')
  return `http://127.0.0.1:${address.port}`
}
