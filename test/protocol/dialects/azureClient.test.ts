// Azure's own client (`@azure/core-lro`) against the same servers: it must ask for the same URLs.
import type { OperationResponse, RunningOperation } from '@azure/core-lro'
import { createHttpPoller } from '@azure/core-lro'
import { azureDialect, createOperationsClient, defineOperation } from 'react-accepted/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const BASE = 'https://api.test/v1'
const THING = `${BASE}/things/1`
const STATUS = `${BASE}/operations/7`
const RESULT = `${BASE}/results/7`
const METHODS = ['PUT', 'PATCH', 'POST', 'DELETE'] as const
type Method = (typeof METHODS)[number]

interface Case {
  readonly method: Method
  readonly hasStatus: boolean
  readonly hasLocation: boolean
  readonly namesResource: boolean
}

const cases = METHODS.flatMap((method) =>
  [
    { hasStatus: true, hasLocation: false, namesResource: false },
    { hasStatus: true, hasLocation: true, namesResource: false },
    { hasStatus: true, hasLocation: true, namesResource: true },
    { hasStatus: false, hasLocation: true, namesResource: false },
    { hasStatus: false, hasLocation: false, namesResource: false },
  ].map((headers): Case => ({ method, ...headers })),
).filter(({ method, hasStatus, hasLocation }) =>
  // The Location of a 201 is the new resource (RFC 9110, 15.3.2), whose provisioningState counts. Azure's client
  // reads it as a status, and is done at once.
  method === 'PUT' ? hasStatus || !hasLocation : hasStatus || hasLocation,
)

/** Runs for one poll, and says where its result is as the case tells. */
function createServer({ method, hasStatus, hasLocation, namesResource }: Case) {
  const asked: string[] = []
  let polls = 0
  const thing = (state: string) => ({ id: 'thing', properties: { provisioningState: state } })
  const isByLocation = !hasStatus && hasLocation
  const fetch = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = input instanceof Request ? input.url : String(input)
    if (init?.method !== undefined && init.method !== 'GET') {
      const headers = {
        ...(hasStatus && { 'azure-asyncoperation': STATUS }),
        ...(hasLocation && { location: RESULT }),
      }
      const body = method === 'PUT' ? JSON.stringify(thing('Creating')) : null
      return Promise.resolve(new Response(body, { status: method === 'PUT' ? 201 : 202, headers }))
    }
    asked.push(url)
    polls += 1
    const isRunning = polls === 1
    if (url === STATUS) {
      const end = { status: 'Succeeded', ...(namesResource && { resourceLocation: `${BASE}/made/9` }) }
      return Promise.resolve(Response.json(isRunning ? { status: 'Running' } : end))
    }
    if (isByLocation && isRunning) return Promise.resolve(new Response(null, { status: 202 }))
    if (url === THING) return Promise.resolve(Response.json(thing(isRunning ? 'Updating' : 'Succeeded')))
    return Promise.resolve(Response.json({ at: url }))
  }
  return { fetch, asked }
}

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

async function runAzureClient(one: Case) {
  const { fetch, asked } = createServer(one)
  const operation: RunningOperation = {
    sendInitialRequest: async () => toRaw(await fetch(THING, { method: one.method }), one.method, THING),
    sendPollRequest: async (url) => toRaw(await fetch(url), 'GET', url),
  }
  const done = createHttpPoller(operation, { intervalInMs: 1_000 }).pollUntilDone()
  await vi.advanceTimersByTimeAsync(10_000)
  return { asked, value: await done }
}

async function runOurs(one: Case) {
  const { fetch, asked } = createServer(one)
  const client = createOperationsClient({ baseUrl: BASE, dialect: azureDialect, fetch, random: () => 0 })
  const endpoint = defineOperation({
    kind: 'thing',
    version: 1,
    method: one.method,
    path: () => '/things/1',
    takesIdempotencyKey: false,
    result: {},
  })
  const accepted = await client.submit(endpoint, undefined)
  while (client.peek(accepted)?.wake === 'timer') {
    vi.setSystemTime(client.peek(accepted)?.nextPollAt ?? 0)
    // oxlint-disable-next-line no-await-in-loop -- One poll after the other.
    await client.check(accepted)
  }
  const result = client.peek(accepted)?.result
  return { asked, value: result?.state === 'ready' ? result.value : undefined }
}

test.each(cases)(
  '$method, status header: $hasStatus, Location: $hasLocation, resourceLocation: $namesResource',
  async (one) => {
    const theirs = await runAzureClient(one)
    const ours = await runOurs(one)
    expect(ours.asked).toEqual(theirs.asked)
    // Without a final GET, their result is the status itself.
    const hasFinalGet = theirs.asked.at(-1) !== STATUS
    expect(ours.value).toEqual(hasFinalGet ? theirs.value : undefined)
  },
)
