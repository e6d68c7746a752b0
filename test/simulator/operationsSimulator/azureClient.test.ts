// Azure's own client (`@azure/core-lro`) against the simulator.
import type { OperationResponse } from '@azure/core-lro'
import { createHttpPoller } from '@azure/core-lro'
import { createOperationsSimulator } from 'react-accepted/simulator'
import type { OperationEnd } from 'react-accepted/simulator'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const THING = 'https://api.test/v1/things/north'

/** Reads a response as Azure's SDKs do: an empty body is an empty object. */
async function toRaw(response: Response, method: string, url: string): Promise<OperationResponse> {
  const text = await response.text()
  const body: Record<string, unknown> = text === '' ? {} : JSON.parse(text)
  const headers = Object.fromEntries(response.headers)
  return {
    flatResponse: body,
    rawResponse: { statusCode: response.status, headers, body, request: { method, url } },
  }
}

/** Submits with Azure's client, and lets it poll for a minute. */
async function run(method: string, outcome: OperationEnd, hasHeader = true) {
  const simulator = createOperationsSimulator({ contract: 'azure', outcome })
  const fault = { kind: 'headers', set: { 'Azure-AsyncOperation': null } } as const
  if (!hasHeader) simulator.script({ on: 'operations.create', fault })
  const poller = createHttpPoller({
    sendInitialRequest: async () => toRaw(await simulator.fetch(THING, { method }), method, THING),
    sendPollRequest: async (url) => toRaw(await simulator.fetch(url), 'GET', url),
  })
  const ended = poller.pollUntilDone().then(
    (value) => ({ value, error: undefined }),
    (error: Error) => ({ value: undefined, error: error.message }),
  )
  await vi.advanceTimersByTimeAsync(60_000)
  return { ...(await ended), status: poller.operationState?.status, log: simulator.log() }
}

const rows = { rows: 12 }

test.each([
  ['POST', expect.objectContaining({ result: rows })],
  [
    'PUT',
    { rows: 12, id: '/v1/things/north', name: 'north', properties: { provisioningState: 'Succeeded' } },
  ],
  [
    'PATCH',
    { rows: 12, id: '/v1/things/north', name: 'north', properties: { provisioningState: 'Succeeded' } },
  ],
  ['DELETE', expect.objectContaining({ status: 'Succeeded' })],
])('%s succeeds, with its result', async (method, value) => {
  const ended = await run(method, { status: 'COMPLETED', result: rows })
  expect(ended.error).toBeUndefined()
  expect(ended.value).toEqual(value)
  // At once, and then each time after the Retry-After of two seconds: the operation takes four.
  expect(ended.log.filter(({ isPoll }) => isPoll).map(({ operationStatus }) => operationStatus)).toEqual([
    'PENDING',
    'PENDING',
    'COMPLETED',
  ])
})

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s fails, with the reason', async (method) => {
  const error = { detail: 'A ship is still in the dock.', code: 'DockInUse' }
  const ended = await run(method, { status: 'FAILED', error })
  expect(ended.status).toBe('failed')
  expect(ended.error).toContain('DockInUse. A ship is still in the dock.')
})

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is cancelled', async (method) => {
  const ended = await run(method, { status: 'CANCELLED' })
  expect(ended.status).toBe('canceled')
})

test.each([
  ['COMPLETED', 'succeeded'],
  ['FAILED', 'failed'],
  ['CANCELLED', 'canceled'],
] as const)(
  'a PUT without a status header is followed by its provisioningState: %s',
  async (status, seen) => {
    const ended = await run('PUT', { status }, false)
    expect(ended.status).toBe(seen)
    expect(ended.log.filter(({ call }) => call === 'resources.get').length).toBeGreaterThan(1)
  },
)
