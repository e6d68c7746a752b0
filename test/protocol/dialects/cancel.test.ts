import { cancelOperation, createOperationsClient, defineOperation, RequestError } from 'react-accepted/client'
import { describe, expect, onTestFinished, test } from 'vitest'

import { allContracts } from '../../contracts/allContracts.ts'
import type { Contract, Ending } from '../../contracts/contract.ts'
import { serveContract } from '../../contracts/serve.ts'
import { DESCRIPTIONS } from './descriptions.ts'

const KEY = '01999c3e-7a1b-7c2d-8e3f-4a5b6c7d8e9f'
/** Its URL has a placeholder for the reason, which only a dialect of one's own can fill in. */
const OF_ITS_OWN = ['Durable Functions']
const cancellable = allContracts
  .filter(({ canCancel, name }) => canCancel && !OF_ITS_OWN.includes(name))
  .map((contract) => ({ contract, name: contract.name }))

/** A client of a served contract, with a clock of its own, and an operation that was just accepted. */
async function submitTo(contract: Contract, polls: number, ending: Ending = 'completed') {
  const { basePath = '', ...api } = DESCRIPTIONS[contract.name] ?? {}
  const server = await serveContract(contract, { ending, polls, retryAfter: 1 })
  onTestFinished(() => server.close())
  let now = Date.parse('2026-01-15T09:30:00Z')
  const client = createOperationsClient({
    baseUrl: server.url + basePath,
    ownOrigins: [server.elsewhere],
    now: () => now,
    random: () => 0,
    ...api,
  })
  const { method, path, headers, body } = contract.submit
  const endpoint = defineOperation({
    kind: 'contract',
    version: 1,
    method,
    path: () => path.slice(basePath.length),
    takesIdempotencyKey: true,
    ...(body !== undefined && { body: () => body }),
    ...(headers && { headers: () => headers }),
  })
  const accepted = await client.submit(endpoint, undefined, { idempotencyKey: KEY })
  const poll = async () => {
    now = client.peek(accepted)?.nextPollAt ?? now
    return (await client.check(accepted)).operation
  }
  return { server, client, accepted, poll }
}

describe.each(cancellable)('$name', ({ contract }) => {
  test('is cancelled by one request, and stays PENDING until it has ended', async () => {
    const { server, client, accepted, poll } = await submitTo(contract, 9)
    await poll()
    const both = await Promise.all([cancelOperation(client, accepted), cancelOperation(client, accepted)])
    expect(both.map(({ operation }) => operation)).toMatchObject([
      { status: 'PENDING', isCancelling: true },
      { status: 'PENDING', isCancelling: true },
    ])
    expect(server.cancels()).toBe(1)
    let seen = await poll()
    for (let polls = 0; seen?.status === 'PENDING' && polls < 9; polls += 1) {
      expect(seen.isCancelling).toBe(true)
      await cancelOperation(client, accepted)
      seen = await poll()
    }
    expect(seen).toMatchObject({ status: 'CANCELLED' })
    expect(seen).not.toHaveProperty('isCancelling')
    await cancelOperation(client, accepted)
    expect(server.cancels()).toBe(1)
    expect(server.submissions()).toBe(1)
  })

  test('is cancelled before its first poll', async () => {
    const { server, client, accepted, poll } = await submitTo(contract, 9)
    await cancelOperation(client, accepted)
    expect(server.cancels()).toBe(1)
    for (let polls = 0; (await poll())?.status === 'PENDING' && polls < 9; polls += 1);
    expect((await poll())?.status).toBe('CANCELLED')
  })

  test('cannot be cancelled once it has completed', async () => {
    const { server, client, accepted, poll } = await submitTo(contract, 1)
    await poll()
    await poll()
    expect(client.peek(accepted)?.operation?.status).toBe('COMPLETED')
    await cancelOperation(client, accepted)
    expect(server.cancels()).toBe(0)
  })
})

test('an API that cannot cancel refuses without a request', async () => {
  const contract = allContracts.find(({ name }) => name === 'Twilio Orchestrator')
  if (!contract) throw new Error('There is no such contract.')
  const { server, client, accepted } = await submitTo(contract, 3)
  const before = server.log.length
  await expect(cancelOperation(client, accepted)).rejects.toThrow(RequestError)
  expect(server.log).toHaveLength(before)
})
