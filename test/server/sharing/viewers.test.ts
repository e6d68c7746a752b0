import { waitForOperation } from 'react-accepted/client'
import { checkPolls } from 'react-accepted/simulator'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { site } from '../exchange.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }))
afterEach(() => void vi.useRealTimers())

/** Lets the given number of pages of each tenant watch one operation until its final status. */
async function watch(tenants: readonly string[], pages: number) {
  const simulator = createSimulator({
    seed: 'demo',
    clock: () => Date.now(),
    operationMs: 23_000,
    retryAfterSeconds: 3,
  })
  let requests = 0
  const proxy = createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: (scope) => ({ username: `SK${scope}`, password: 'a-password-of-some-length' }),
    authorize: (request) => ({ scope: request.headers.get('X-Tenant') ?? '' }),
    fetch: simulator.fetch,
  })
  const clientOf = (tenant: string) =>
    createOrchestratorClient({
      baseUrl: `${site}/api/twilio`,
      headers: { 'X-Tenant': tenant },
      fetch: (input, init) => {
        requests += 1
        return proxy(new Request(input, init))
      },
    })
  const ends: Promise<unknown>[] = []
  for (const tenant of tenants) {
    const [memoryStoreId = ''] = (await clientOf(tenant).memoryStores.list()).items
    const accepted = await clientOf(tenant).configurations.create({
      displayName: 'Watched',
      description: 'By many',
      conversationGroupingType: 'GROUP_BY_PROFILE',
      memoryStoreId,
    })
    for (let page = 0; page < pages; page += 1) {
      // The pages open at different times, so their first polls are spread out.
      const { api, operationId } = accepted
      ends.push(
        new Promise((resolve) => setTimeout(resolve, accepted.nextPollAt - Date.now() + page * 17)).then(() =>
          waitForOperation(clientOf(tenant), { api, operationId }),
        ),
      )
    }
  }
  requests = 0
  await vi.advanceTimersByTimeAsync(60_000)
  const statuses = (await Promise.all(ends)).map((end) => Reflect.get(Object(end), 'operation')?.status)
  return { statuses, requests, log: simulator.log() }
}

it(
  '300 viewers of one operation cost Twilio one poll per deadline until its final status',
  { timeout: 120_000 },
  async () => {
    const { statuses, requests, log } = await watch(['a'], 300)
    expect(statuses).toEqual(Array.from({ length: 300 }, () => 'COMPLETED'))
    const polls = log.filter(({ call }) => call === 'operations.get')
    expect(checkPolls(log)).toEqual([])
    // 23 s in steps of 3 s: the eighth poll sees the final status.
    expect(polls).toHaveLength(8)
    expect(polls.map(({ operationStatus }) => operationStatus).indexOf('COMPLETED')).toBe(7)
    expect(requests).toBeGreaterThan(900)
  },
)

it('viewers of two tenants cost Twilio one poll per tenant, each with its own credentials and operation', async () => {
  const { statuses, log } = await watch(['a', 'b'], 50)
  expect(new Set(statuses)).toEqual(new Set(['COMPLETED']))
  const polls = log.filter(({ call }) => call === 'operations.get')
  const seen = new Set(polls.map(({ account, operationId }) => `${account} ${operationId}`))
  expect(seen.size).toBe(2)
  expect(new Set(polls.map(({ account }) => account)).size).toBe(2)
  expect(checkPolls(log)).toEqual([])
  expect(polls.length).toBeLessThanOrEqual(18)
})
