import { afterEach, describe, expect, test } from 'vitest'

import { allContracts, findContract } from './allContracts.ts'
import type { Contract, ContractOptions } from './contract.ts'
import { ask, follow, followToEnd, pick } from './pollers.ts'
import { findPoller, pollersByName } from './pollersByName.ts'
import type { Faults, ServedContract } from './serve.ts'
import { serveContract } from './serve.ts'

const served: ServedContract[] = []

async function serve(
  contract: Contract,
  options: Partial<ContractOptions> = {},
  faults?: Faults,
): Promise<ServedContract> {
  const server = await serveContract(contract, { ending: 'completed', polls: 3, ...options }, faults)
  served.push(server)
  return server
}

afterEach(async () => {
  await Promise.all(served.splice(0).map((server) => server.close()))
})

const rows = allContracts.flatMap((contract) =>
  contract.endings.flatMap((ending) =>
    [0, 1, 3].map((polls) => [contract.name, ending, polls, contract] as const),
  ),
)

test.each(rows)('%s, %s after %i polls, is what its contract says', async (name, ending, polls, contract) => {
  const server = await serve(contract, { ending, polls })
  const seen = await followToEnd(findPoller(name), server.url, contract.submit)
  const { rawWords, progress, ...expected } = contract.expected(server.options)
  const { state, word, resultLink, resourceId, problem } = seen.end
  const isAtOnce = polls === 0 && contract.endingsAtOnce.includes(ending)
  expect(seen.words).toEqual(rawWords.running)
  // A plain 200 or 201 in place of a 202 has no word.
  expect(isAtOnce ? (word ?? rawWords[ending]) : word).toBe(rawWords[ending])
  expect(seen.progress ?? []).toEqual(progress ?? [])
  expect({ state, resultLink, resourceId, problem, result: seen.result }).toEqual({
    state: ending,
    ...expected,
  })
  expect(server.submissions()).toBe(1)
  expect(server.polls() > 0).toBe(!isAtOnce)
  expect(await ask(`${server.url}/nowhere`)).toMatchObject({ status: 404 })
})

const moving = allContracts.filter((one) => one.canMoveUrl).map((one) => [one.name, one] as const)

test.each(moving)('%s moves its URL, and forgets all but the last two', async (name, contract) => {
  const server = await serve(contract, { movesUrl: true, polls: 3 })
  const first = await ask(`${server.url}${contract.submit.path}`, contract.submit)
  const start = findPoller(name).where(first, server.url)
  const seen = await follow(findPoller(name), server.url, first)
  expect(seen.end.state).toBe('completed')
  const asked = server.log.filter((one) => one.method === 'GET').map((one) => one.url)
  expect(new Set(asked.slice(0, 4)).size).toBe(4)
  expect(await ask(start)).toMatchObject({ status: 404 })
})

/** How each contract is cancelled: the method, and the path after the first answer. */
const CANCELS: Record<
  string,
  { method: 'POST' | 'PUT' | 'PATCH'; where: (asked: string, body: unknown) => string; body?: unknown }
> = {
  'Azure data plane, POST': { method: 'POST', where: (asked) => asked.replace('?', ':cancel?') },
  'Azure data plane, PUT': { method: 'POST', where: (asked) => asked.replace('?', ':cancel?') },
  'Google AIP-151': { method: 'POST', where: (asked) => `${asked}:cancel` },
  'OpenAI batches': { method: 'POST', where: (asked) => `${asked}/cancel` },
  'OpenAI batches, expired': { method: 'POST', where: (asked) => `${asked}/cancel` },
  'OpenAI responses, background': { method: 'POST', where: (asked) => `${asked}/cancel` },
  'OpenAI responses, incomplete': { method: 'POST', where: (asked) => `${asked}/cancel` },
  Replicate: { method: 'POST', where: (_, body) => String(pick(body, 'urls.cancel')) },
  'Replicate, respond-async': { method: 'POST', where: (_, body) => String(pick(body, 'urls.cancel')) },
  'Replicate, wait': { method: 'POST', where: (_, body) => String(pick(body, 'urls.cancel')) },
  'Replicate, aborted': { method: 'POST', where: (_, body) => String(pick(body, 'urls.cancel')) },
  'Adobe Firefly v3': { method: 'PUT', where: (_, body) => String(pick(body, 'cancelUrl')) },
  'Snowflake SQL': { method: 'POST', where: (asked) => `${asked}/cancel` },
  'Databricks statements': { method: 'POST', where: (asked) => `${asked}/cancel` },
  'Databricks statements, closed': { method: 'POST', where: (asked) => `${asked}/cancel` },
  'Salesforce Bulk 2.0': { method: 'PATCH', where: (asked) => asked, body: { state: 'Aborted' } },
  'Durable Functions': {
    method: 'POST',
    where: (_, body) => String(pick(body, 'terminatePostUri')).replace('{text}', 'enough'),
  },
}

test('every contract with a cancel is cancelled here, and every contract is polled here', () => {
  const names = allContracts.map((one) => one.name)
  expect(new Set(names).size).toBe(names.length)
  expect(Object.keys(pollersByName).toSorted()).toEqual(names.toSorted())
  expect(Object.keys(CANCELS)).toEqual(allContracts.filter((one) => one.canCancel).map((one) => one.name))
})

test.each(Object.entries(CANCELS))(
  '%s can be cancelled while it runs, and only then',
  async (name, cancel) => {
    const contract = findContract(name)
    const server = await serve(contract, { polls: 5 })
    const first = await ask(`${server.url}${contract.submit.path}`, contract.submit)
    const asked = findPoller(name).where(first, server.url)
    await ask(asked)
    const { method, body } = cancel
    const answer = await ask(cancel.where(asked, first.body), { method, body })
    expect(answer.status).toBeLessThan(300)
    const seen = await follow(findPoller(name), server.url, first)
    expect(seen.end.state).toBe('cancelled')
    expect(seen.words).toEqual(name.startsWith('OpenAI batches') ? ['cancelling'] : [])
    await ask(cancel.where(asked, first.body), { method, body })
    expect(server.cancels()).toBe(1)
  },
)

test.each(Object.entries(CANCELS))('%s cannot be cancelled once its end is known', async (name, cancel) => {
  const contract = findContract(name)
  const server = await serve(contract, { polls: 1 })
  const first = await ask(`${server.url}${contract.submit.path}`, contract.submit)
  await follow(findPoller(name), server.url, first)
  const asked = findPoller(name).where(first, server.url)
  await ask(cancel.where(asked, first.body), { method: cancel.method, body: cancel.body })
  expect(server.cancels()).toBe(0)
  expect((await follow(findPoller(name), server.url, first)).end.state).toBe('completed')
})

describe('faults', () => {
  const submitTo = async (faults: Faults, name = 'Twilio Orchestrator') => {
    const contract = findContract(name)
    const server = await serve(contract, { polls: 3 }, faults)
    const first = await ask(`${server.url}${contract.submit.path}`, contract.submit)
    return { server, where: findPoller(name).where(first, server.url) }
  }

  test('a cut body, by the number of the poll', async () => {
    const { where } = await submitTo({ cutBodyAt: 2 })
    expect(await ask(where)).toMatchObject({ status: 200 })
    await expect(ask(where)).rejects.toThrow('terminated')
    expect(await ask(where)).toMatchObject({ status: 200 })
  })

  test('broken JSON', async () => {
    const { where } = await submitTo({ brokenJsonAt: 1 })
    await expect(ask(where)).rejects.toThrow(SyntaxError)
  })

  test.each([
    ['Twilio Orchestrator', 'status'],
    ['Databricks statements', 'status.state'],
    ['JSON:API asynchronous processing', 'data.attributes.status'],
  ])('a missing status: %s', async (name, path) => {
    const { where } = await submitTo({ missingStatusAt: 1 }, name)
    const { body } = await ask(where)
    expect(body).toBeTypeOf('object')
    expect(pick(body, path)).toBeUndefined()
    expect(pick((await ask(where)).body, path)).toBeTypeOf('string')
  })

  test('a status that cannot be missing is said at once', async () => {
    await expect(serve(findContract('Snowflake SQL'), {}, { missingStatusAt: 1 })).rejects.toThrow(
      'no status',
    )
  })

  test('404 and 503 that the API does not see', async () => {
    const { server, where } = await submitTo({ notFoundAt: 1, status503At: 2 })
    expect(await ask(where)).toMatchObject({ status: 404, body: undefined })
    expect((await ask(where)).headers.get('retry-after')).toBe('1')
    expect(pick((await ask(where)).body, 'status')).toBe('RUNNING')
    expect(server.log.filter((one) => one.method === 'GET')).toHaveLength(1)
    expect(server.polls()).toBe(3)
  })
})
