import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { json, scriptFetch } from '../../client/scriptFetch.ts'
import { CONFIGURATION, createHarness } from './createHarness.ts'

afterEach(() => void vi.useRealTimers())

const CONVERSATIONS = { api: 'conversations', operationId: 'proc_job_1' }
const MEMORY = { api: 'memory', operationId: 'proc_job_1' }

describe('baseUrl', () => {
  test('may be one path for both APIs, that of the proxy', async () => {
    const { fetch, sent } = scriptFetch(json({ status: 'PENDING' }))
    const client = createOrchestratorClient({ baseUrl: '/api/twilio', fetch })
    await client.check(CONVERSATIONS)
    await client.check(MEMORY)
    expect(sent.map(({ url }) => url)).toEqual([
      '/api/twilio/v2/ControlPlane/Operations/proc_job_1',
      '/api/twilio/v1/ControlPlane/Operations/proc_job_1',
    ])
  })

  test('may be one host for each API on a server', async () => {
    const { fetch, sent } = scriptFetch(json({ status: 'PENDING' }))
    const baseUrl = { conversations: 'https://conversations.twilio.com', memory: 'https://memory.twilio.com' }
    const client = createOrchestratorClient({ baseUrl, fetch })
    await client.check(CONVERSATIONS)
    await client.check(MEMORY)
    expect(sent.map(({ url }) => url)).toEqual([
      'https://conversations.twilio.com/v2/ControlPlane/Operations/proc_job_1',
      'https://memory.twilio.com/v1/ControlPlane/Operations/proc_job_1',
    ])
  })

  test('may differ from the hosts in the status URLs of the API', () => {
    const client = createOrchestratorClient({ baseUrl: '/api/twilio' })
    const conversations = 'https://conversations.twilio.com/v2/ControlPlane/Operations/proc_job_1'
    const memory = 'https://memory.twilio.com/v1/ControlPlane/Operations/proc_job_1'
    expect(client.identify({ statusUrl: conversations })).toEqual(CONVERSATIONS)
    expect(client.identify({ statusUrl: memory })).toEqual(MEMORY)
    expect(client.identify('proc_job_1')).toEqual(CONVERSATIONS)
  })
})

test('every endpoint is found by its kind, so that operations from before a reload are understood', () => {
  const client = createOrchestratorClient({ baseUrl: '/api/twilio' })
  const kinds = ['configuration', 'memoryStore'].flatMap((type) =>
    ['create', 'patch', 'delete'].map((verb) => `${type}.${verb}`),
  )
  for (const kind of [...kinds, 'configuration.update', 'conversation.delete']) {
    expect(client.endpointOf(kind)).toMatchObject({ kind })
  }
  expect(client.endpointOf('other')).toBeUndefined()
  expect(client.endpointOf(undefined)).toBeUndefined()
})

describe('operations of both APIs', () => {
  test('RUNNING and unknown statuses are read as PENDING', async () => {
    for (const word of ['RUNNING', 'WARMING_UP']) {
      const { client, simulator } = createHarness()
      simulator.script({ on: 'configurations.create', fault: { kind: 'word', word } })
      const accepted = await client.configurations.create(CONFIGURATION)
      await vi.advanceTimersByTimeAsync(2_000)
      expect((await client.check(accepted)).operation).toMatchObject({ status: 'PENDING', rawStatus: word })
    }
  })

  test('CANCELLED is final', async () => {
    const { client, simulator, wait } = createHarness()
    simulator.script({ on: 'configurations.create', fault: { kind: 'cancel' } })
    await expect(wait(await client.configurations.create(CONFIGURATION))).rejects.toMatchObject({
      name: 'OperationFailedError',
      problem: undefined,
    })
  })

  test('an operation that is not visible yet is waited for', async () => {
    const { client, wait } = createHarness({ operationVisibleAfterMs: 10_000, operationMs: 12_000 })
    expect((await wait(await client.configurations.create(CONFIGURATION))).operation.status).toBe('COMPLETED')
  })

  test('an operation that has expired is unavailable, not FAILED', async () => {
    const { client, simulator } = createHarness()
    simulator.script({ on: 'configurations.create', fault: { kind: 'expire', afterMs: 1_000 } })
    const accepted = await client.configurations.create(CONFIGURATION)
    // A 404 may still mean "not yet": only the time since the first check counts, not the time before it.
    let snapshot = await client.check(accepted)
    for (let look = 0; look < 6; look += 1) {
      await vi.advanceTimersByTimeAsync(30_000)
      snapshot = await client.check(accepted)
    }
    expect(snapshot).toMatchObject({ wake: 'manual', pollError: { kind: 'notFound' } })
    expect(snapshot.operation?.status).not.toBe('FAILED')
  })

  test.each(['classic', 'params', 'problem'] as const)(
    'refusals are read in the %s dialect',
    async (dialect) => {
      const { client } = createHarness({ dialect })
      const getting = client.configurations.get('conv_configuration_01k9w3c8tq5ehx2m7b4yd6nzra')
      await expect(getting).rejects.toMatchObject({
        failure: { kind: 'notFound', problem: { code: 20404, title: expect.any(String) as string } },
      })
    },
  )
})

test('the request ID is kept for support', async () => {
  const { fetch } = scriptFetch(json({ message: 'x' }, 500, { 'twilio-request-id': 'RQ7' }))
  const client = createOrchestratorClient({ baseUrl: '/api/twilio', fetch })
  expect((await client.check(CONVERSATIONS)).pollError?.requestId).toBe('RQ7')
})
