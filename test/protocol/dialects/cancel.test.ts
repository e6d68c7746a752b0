import { cancelOperation, RequestError } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import { allContracts } from '../../contracts/allContracts.ts'
import { submitTo } from './submitTo.ts'

const cancellable = allContracts
  .filter(({ canCancel }) => canCancel)
  .map((contract) => ({ contract, name: contract.name }))

describe.each(cancellable)('$name', ({ contract }) => {
  test('is cancelled by one request, and stays PENDING until it has ended', async () => {
    const { server, client, accepted, poll } = await submitTo(contract, { ending: 'completed', polls: 9 })
    await poll()
    const both = await Promise.all([cancelOperation(client, accepted), cancelOperation(client, accepted)])
    expect(both.map(({ operation }) => operation)).toMatchObject([
      { status: 'PENDING', isCancelling: true },
      { status: 'PENDING', isCancelling: true },
    ])
    expect(server.cancels()).toBe(1)
    let seen = (await poll()).operation
    for (let polls = 0; seen?.status === 'PENDING' && polls < 9; polls += 1) {
      expect(seen.isCancelling).toBe(true)
      await cancelOperation(client, accepted)
      seen = (await poll()).operation
    }
    expect(seen).toMatchObject({ status: 'CANCELLED' })
    expect(seen).not.toHaveProperty('isCancelling')
    await cancelOperation(client, accepted)
    expect(server.cancels()).toBe(1)
    expect(server.submissions()).toBe(1)
  })

  test('is cancelled before its first poll', async () => {
    const { server, client, accepted, poll } = await submitTo(contract, { ending: 'completed', polls: 9 })
    await cancelOperation(client, accepted)
    expect(server.cancels()).toBe(1)
    for (let polls = 0; (await poll()).operation?.status === 'PENDING' && polls < 9; polls += 1);
    expect((await poll()).operation?.status).toBe('CANCELLED')
  })

  test('cannot be cancelled once it has completed', async () => {
    const { server, client, accepted, poll } = await submitTo(contract, { ending: 'completed', polls: 1 })
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
  const { server, client, accepted } = await submitTo(contract, { ending: 'completed', polls: 3 })
  const before = server.log.length
  await expect(cancelOperation(client, accepted)).rejects.toThrow(RequestError)
  expect(server.log).toHaveLength(before)
})
