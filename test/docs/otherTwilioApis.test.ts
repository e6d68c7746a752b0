import type { OperationsClient } from 'react-accepted/client'
import { checkIntents, checkPolls, createOperationsSimulator } from 'react-accepted/simulator'
import type { OperationEnd } from 'react-accepted/simulator'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'

import { findContract } from '../contracts/allContracts.ts'
import type { Ending } from '../contracts/contract.ts'
import { serveContract } from '../contracts/serve.ts'
import { UUID_V7 } from '../contracts/twilio.ts'
import { readExamples } from './readExamples.ts'
import {
  findExample,
  loadSibling,
  loadSimulator,
  REASON,
  ROWS,
  serve,
  serveProxy,
  SIBLINGS,
} from './siblings.ts'
import type { Sibling } from './siblings.ts'

// Only the date: the sockets need their timers.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-01-15T09:30:00Z') }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

/** Submits, and polls at each deadline. Gives every word of the server, and the end. */
async function follow(client: OperationsClient, submit: () => ReturnType<OperationsClient['submit']>) {
  const accepted = await submit()
  const words: (string | undefined)[] = []
  for (let polls = 0; polls < 9 && client.peek(accepted)?.wake === 'timer'; polls += 1) {
    vi.setSystemTime(client.peek(accepted)?.nextPollAt ?? 0)
    words.push((await client.check(accepted)).operation?.rawStatus)
  }
  return { accepted, words, end: client.peek(accepted) }
}

/** The simulator of any API with a contract of the page, on a port. */
async function serveSimulator({ rewrite, name }: Sibling, outcome: OperationEnd) {
  const simulator = rewrite
    ? createOperationsSimulator({ contract: 'statusUrl', outcome, rewrite, progress: null })
    : await loadSimulator(outcome)
  const isRows = (request: Request) => request.method === 'GET' && request.url.endsWith('/Results')
  // The rows of a query have a path that this contract of the simulator does not have.
  const origin = await serve((request) =>
    name === 'insights' && isRows(request) ? Promise.resolve(Response.json(ROWS)) : simulator.fetch(request),
  )
  return { simulator, origin }
}

test('each definition has at most fifteen lines', () => {
  const lines = SIBLINGS.map(
    ({ endpoint }) => findExample(`export const ${endpoint} =`).trim().split('\n').length,
  )
  expect(Math.max(...lines)).toBeLessThanOrEqual(15)
})

const OUTCOMES: readonly OperationEnd[] = [
  { status: 'COMPLETED' },
  { status: 'FAILED', error: REASON },
  { status: 'CANCELLED' },
]
const PLAYED = SIBLINGS.flatMap((sibling) => {
  const ends = new Map<string, object>(Object.entries(sibling.ends))
  return OUTCOMES.filter(({ status }) => ends.has(status)).map((outcome) => {
    const { status: end } = outcome
    return { sibling, name: sibling.name, outcome, end, expected: ends.get(end) ?? {} }
  })
})

test.each(PLAYED)(
  'the simulator, on a port, as $name: $end',
  async ({ sibling, name, outcome, end, expected }) => {
    const { simulator, origin } = await serveSimulator(sibling, outcome)
    const { client, endpoint } = await loadSibling(sibling, origin)
    const followed = await follow(client, () => client.submit(endpoint, sibling.input))
    const { operation, resource, result } = followed.end ?? {}
    const canceled = name === 'comms' && end === 'CANCELLED' ? 'CANCELED' : end
    expect(operation?.status).toBe(end)
    expect(followed.words.at(0)).toBe(name === 'comms' ? 'PROCESSING' : 'PENDING')
    expect(followed.words.at(-1)).toBe(canceled)
    expect({ resource, result, error: operation?.error }).toMatchObject(expected)
    const [submission] = simulator.log()
    expect(UUID_V7.test(submission?.idempotencyKey ?? '')).toBe(sibling.takesKey)
    expect(simulator.log().every(({ status }) => Number(status) < 300)).toBe(true)
    expect([...checkPolls(simulator.log()), ...checkIntents(simulator.log())]).toEqual([])
  },
)

const ENDINGS = { completed: 'COMPLETED', failed: 'FAILED', cancelled: 'CANCELLED' } as const

test.each(
  SIBLINGS.flatMap((sibling) =>
    findContract(sibling.contract).endings.map((ending: Ending) => ({ ...sibling, sibling, ending })),
  ),
)(
  'a server written from the documentation alone, behind the proxy of the page: $contract, $ending',
  async ({ sibling, name, contract, ending, takesKey }) => {
    vi.stubEnv('TWILIO_API_KEY', 'SK0123456789')
    vi.stubEnv('TWILIO_API_SECRET', 'secret-of-the-server')
    vi.stubGlobal('readSession', () => Promise.resolve({ tenant: 'harbor' }))
    const server = await serveContract(findContract(contract), { ending, polls: 2 })
    onTestFinished(() => server.close())
    const origin = await serveProxy(name, server.url)
    const { client, endpoint } = await loadSibling(sibling, `${origin}/api/${name}`)
    const { end } = await follow(client, () => client.submit(endpoint, sibling.input))
    const { problem, result, resourceId } = findContract(contract).expected(server.options)
    expect(end?.operation?.status).toBe(ENDINGS[ending])
    const { title, detail, code } = end?.operation?.error ?? {}
    expect(code).toBe(problem?.code)
    expect([title, detail]).toContain(problem?.detail)
    const value = end?.result?.state === 'ready' ? end.result.value : undefined
    const id = end?.resource?.state === 'found' ? end.resource.id : undefined
    const isResult = ['insights', 'comms'].includes(name)
    const isThere = ending === 'completed'
    expect({ id, hasValue: value !== undefined }).toEqual({
      id: isThere && !isResult ? resourceId : undefined,
      hasValue: isThere && isResult,
    })
    expect(result ?? {}).toMatchObject(Object(value))
    const basic = `Basic ${btoa('SK0123456789:secret-of-the-server')}`
    expect(new Set(server.log.map(({ headers }) => headers.get('authorization')))).toEqual(new Set([basic]))
    expect(UUID_V7.test(server.log[0]?.headers.get('idempotency-key') ?? '')).toBe(takesKey)
    expect(server.submissions()).toBe(1)
  },
)

test('the page has an example for each API, the list, the proxy and the simulator', () => {
  expect(readExamples('docs/other-twilio-apis.md')).toHaveLength(SIBLINGS.length + 3)
})
