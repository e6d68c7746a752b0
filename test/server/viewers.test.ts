import { createOrchestratorClient, waitForOperation } from 'react-accepted/client'
import { createOrchestratorProxy } from 'react-accepted/server'
import { checkPolls, createSimulator } from 'react-accepted/simulator'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { site } from './proxyKit.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }))
afterEach(() => void vi.useRealTimers())

/** So many pages of so many tenants watch one operation each, over its whole life. */
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
      // They open the page at different moments, which is when they first ask.
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
  '300 viewers of one operation are one to Twilio: one poll for each deadline, over its whole life',
  { timeout: 120_000 },
  async () => {
    const { statuses, requests, log } = await watch(['a'], 300)
    expect(statuses).toEqual(Array.from({ length: 300 }, () => 'COMPLETED'))
    const polls = log.filter(({ call }) => call === 'operations.get')
    expect(checkPolls(log)).toEqual([])
    // 23 s in steps of 3 s: the last of these sees the end.
    expect(polls).toHaveLength(8)
    expect(polls.map(({ operationStatus }) => operationStatus).indexOf('COMPLETED')).toBe(7)
    expect(requests).toBeGreaterThan(900)
  },
)

it('viewers of two tenants are two to Twilio, each with its own credentials and operation', async () => {
  const { statuses, log } = await watch(['a', 'b'], 50)
  expect(new Set(statuses)).toEqual(new Set(['COMPLETED']))
  const polls = log.filter(({ call }) => call === 'operations.get')
  const seen = new Set(polls.map(({ account, operationId }) => `${account} ${operationId}`))
  expect(seen.size).toBe(2)
  expect(new Set(polls.map(({ account }) => account)).size).toBe(2)
  expect(checkPolls(log)).toEqual([])
  expect(polls.length).toBeLessThanOrEqual(18)
})
