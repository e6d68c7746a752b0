import { createOperationsClient, defineOperation } from 'react-accepted/client'
import type { OperationsClient, ResultRule } from 'react-accepted/client'
import { onTestFinished } from 'vitest'

import type { Contract, ContractOptions } from '../../contracts/contract.ts'
import type { Faults } from '../../contracts/serve.ts'
import { serveContract } from '../../contracts/serve.ts'
import { DESCRIPTIONS } from './descriptions.ts'

/** More polls than any history here needs. */
const MOST_POLLS = 20

/** Serves a contract until the test ends, and submits to it by a client with a clock of its own. */
export async function submitTo(
  contract: Contract,
  options: Omit<ContractOptions, 'origin' | 'elsewhere' | 'retryAfter'>,
  faults: Faults = {},
  result?: ResultRule<unknown>,
) {
  const description = DESCRIPTIONS[contract.name]
  if (!description) throw new Error(`${contract.name} has no dialect here.`)
  const { basePath = '', ...api } = description
  const server = await serveContract(contract, { ...options, retryAfter: 1 }, faults)
  onTestFinished(() => server.close())
  const clock = { now: Date.parse('2026-01-15T09:30:00Z') }
  const client = createOperationsClient({
    baseUrl: server.url + basePath,
    ownOrigins: [server.elsewhere],
    now: () => clock.now,
    random: () => 0,
    ...api,
  })
  return { server, client, ...(await submitBy(client, contract, clock, { basePath, result })) }
}

/** Submits what the contract says. `clock` is the client's own. */
export async function submitBy(
  client: OperationsClient,
  contract: Contract,
  clock: { now: number },
  { basePath, result }: { readonly basePath: string; readonly result: ResultRule<unknown> | undefined },
) {
  const { method, path, headers, body } = contract.submit
  const endpoint = defineOperation({
    kind: 'contract',
    version: 1,
    method,
    path: () => path.slice(basePath.length),
    takesIdempotencyKey: true,
    ...(body !== undefined && { body: () => body }),
    ...(headers && { headers: () => headers }),
    ...(result && { result }),
  })
  const accepted = await client.submit(endpoint, undefined)
  /** Polls at the next deadline. */
  const poll = async () => {
    clock.now = client.peek(accepted)?.nextPollAt ?? clock.now
    return client.check(accepted)
  }
  /** Polls at each deadline until nothing more happens. */
  const toEnd = async () => {
    for (let polls = 0; polls < MOST_POLLS && client.peek(accepted)?.wake === 'timer'; polls += 1)
      await poll()
    return client.peek(accepted)
  }
  return { accepted, poll, toEnd }
}
