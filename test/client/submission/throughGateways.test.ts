// A server that implements Idempotency-Key with plain node:http, behind a gateway that misbehaves.

import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'

import * as fc from 'fast-check'
import type { SubmissionState } from 'react-accepted/client'
import { createOperationsClient, defineOperation } from 'react-accepted/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { engineOf } from '../../../src/client/createOperationsClient.ts'
import { toDefinedEndpoint } from '../../../src/client/request/endpoint.ts'
import type { PreparedRequest } from '../../../src/client/request/preparedRequest.ts'
import { readPreparedRequest } from '../../../src/client/request/preparedRequest.ts'
import { prepareRequest } from '../../../src/client/request/prepareRequest.ts'
import type { IntentLedger } from '../../../src/client/storage/intentLedger.ts'
import type { IntentRecord } from '../../../src/client/storage/journalRecord.ts'
import { readIntentRecord } from '../../../src/client/storage/journalRecord.ts'
import { createSubmission } from '../../../src/client/submission/createSubmission.ts'
import { overJson } from '../../protocol/samples.ts'

/** What the gateway does with a request. A number is the status that it sends without asking the server. */
type Fault = 'pass' | 'lost before' | 'lost after' | '502 after' | 'cut after' | 'in flight' | number

const CLEAR = [400, 404, 405, 409, 410, 413, 422, 423, 451]
const BLOCKED = [401, 403, 425, 429]

let server: Server
let baseUrl = ''
let faults: Fault[] = []
/** What was done, by its key, or by a number of its own if it had none. */
let done = new Map<string, { name: string; location: string }>()
let things = new Set<string>()
let keys: (string | undefined)[] = []

function work(request: IncomingMessage, name: string): { location: string; status: number } {
  const key = request.headers['idempotency-key']
  const known = typeof key === 'string' ? done.get(key) : undefined
  if (known) return { location: known.location, status: 202 }
  if (request.method === 'DELETE' && !things.delete(request.url ?? '')) return { location: '', status: 404 }
  const location = `/api/jobs/${done.size + 1}`
  done.set(typeof key === 'string' ? key : `none ${done.size}`, { name, location })
  return { location, status: 202 }
}

async function handle(request: IncomingMessage, response: ServerResponse) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const key = request.headers['idempotency-key']
  keys.push(typeof key === 'string' ? key : undefined)
  const fault = faults.shift() ?? 'pass'
  if (typeof fault === 'number')
    return response.writeHead(fault, { 'content-type': 'text/html' }).end('<h1>No</h1>')
  if (fault === 'lost before') return request.socket.destroy()
  const isAtWork = typeof key === 'string' && done.has(key)
  const answer = work(request, Buffer.concat(chunks).toString())
  if (fault === 'lost after') return request.socket.destroy()
  if (fault === '502 after') return response.writeHead(502).end()
  if (fault === 'in flight' && isAtWork)
    return response
      .writeHead(409, { 'content-type': 'application/problem+json' })
      .end('{"title":"A request is outstanding for this Idempotency-Key"}')
  if (fault === 'cut after') {
    response.writeHead(202, { 'content-length': '1000' }).write('{"statu')
    return setImmediate(() => request.socket.destroy())
  }
  return response.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end()
}

beforeAll(async () => {
  server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api`
})
afterAll(() => void server.close())

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  clear()
})
afterEach(() => void vi.useRealTimers())

function clear() {
  faults = []
  done = new Map()
  things = new Set(['/api/things/7'])
  keys = []
}

const create = defineOperation({
  kind: 'thing.create',
  version: 1,
  method: 'POST',
  path: () => '/things',
  body: (input: { name: string }) => input,
  takesIdempotencyKey: true,
})
const createOnce = defineOperation({ ...create, kind: 'thing.createOnce', takesIdempotencyKey: false })
const { body: _, ...bodiless } = create
const remove = defineOperation({
  ...bodiless,
  kind: 'thing.delete',
  method: 'DELETE',
  path: () => '/things/7',
})

/** A user with a form on a page that can be reloaded. */
function sitDown(endpoint: typeof create) {
  let asking = 0
  const client = createOperationsClient({
    baseUrl,
    random: () => 0,
    requestTimeoutMs: 3_600_000,
    fetch: async (...request) => {
      asking += 1
      try {
        return await fetch(...request)
      } finally {
        asking -= 1
      }
    },
  })
  let journal: { record: IntentRecord; request: PreparedRequest } | undefined
  const ledger: IntentLedger = {
    begin: async (record, request) => {
      journal = { record, request }
      return true
    },
    submitCallbacks: { mayGoOn: async () => true, findAccepted: () => undefined },
    update: async (record) => void (journal &&= { ...journal, record }),
    accept: async () => void (journal = undefined),
    end: async () => void (journal = undefined),
    claim: async () => true,
    holds: () => true,
    release: () => undefined,
    releaseAll: () => undefined,
    reacquire: () => undefined,
  }
  const open = () => createSubmission(toDefinedEndpoint(endpoint), { findLedger: () => ledger })
  let form = open()

  /** Advances the clock while no request is in flight. */
  async function live<T>(task: Promise<T>): Promise<T> {
    const seen = { isOver: false }
    void task.finally(() => (seen.isOver = true))
    for (let turn = 0; !seen.isOver; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      if (asking === 0 && turn % 4 === 3) await vi.advanceTimersByTimeAsync(4_000)
    }
    return task
  }

  return {
    client,
    journal: () => journal,
    submit: (name: string): Promise<SubmissionState> =>
      live(form.submit(() => prepareRequest(endpoint, { name }), engineOf(client))),
    sendAgain: (): Promise<SubmissionState> => live(form.sendAgain(engineOf(client))),
    reload() {
      form = open()
      const record = journal && readIntentRecord(overJson(journal.record))
      if (record)
        form.adopt(record, readPreparedRequest(overJson(journal?.request ?? null)), engineOf(client))
    },
  }
}

const madeNames = () => [...done.values()].map(({ name }) => name).toSorted()
const named = (...names: string[]) => names.map((name) => JSON.stringify({ name })).toSorted()

/** A user who tries again after every refusal, up to 12 times. */
async function insist(
  person: ReturnType<typeof sitDown>,
  name: string,
  intent?: SubmissionState,
): Promise<SubmissionState> {
  let last = intent ?? (await person.submit(name))
  for (let click = 0; click < 12 && last.state !== 'accepted'; click += 1) last = await person.submit(name)
  return last
}

describe.each<Fault>(['lost before', 'lost after', 'cut after', 503])('%s, and then', (first) => {
  test.each([...CLEAR, ...BLOCKED])(
    '%i, once or for a while: one thing is created, with one key',
    async (status) => {
      for (const often of [1, 7]) {
        clear()
        faults = [first, ...Array<Fault>(often).fill(status)]
        expect(await insist(sitDown(create), 'A')).toMatchObject({ state: 'accepted' })
        expect(madeNames()).toEqual(named('A'))
        expect(new Set(keys).size).toBe(1)
      }
    },
  )

  test.each([...CLEAR, ...BLOCKED])('%i, and a reload: one thing is created with one key', async (status) => {
    faults = [first, ...Array<Fault>(8).fill(status)]
    const person = sitDown(create)
    await person.submit('A')
    person.reload()
    expect(await insist(person, 'A')).toMatchObject({ state: 'accepted' })
    expect(madeNames()).toEqual(named('A'))
    expect(new Set(keys).size).toBe(1)
  })

  test.each([...CLEAR, ...BLOCKED])('%i, and an edit: each version is created once', async (status) => {
    faults = [first, ...Array<Fault>(8).fill(status)]
    const person = sitDown(create)
    await person.submit('A')
    expect(await insist(person, 'B')).toMatchObject({ state: 'accepted', isEdited: true })
    expect(await insist(person, 'B')).toMatchObject({ state: 'accepted', isEdited: false })
    expect(madeNames()).toEqual(named('A', 'B'))
  })

  test.each([...CLEAR, ...BLOCKED])('%i forever: the intent is not lost', async (status) => {
    faults = [first, ...Array<Fault>(99).fill(status)]
    const person = sitDown(create)
    expect(await insist(person, 'A')).toMatchObject({ state: 'unconfirmed' })
    expect(person.journal()?.record).toMatchObject({ state: 'unclear' })
    expect(new Set(keys).size).toBe(1)
  })
})

test('a request that is still being processed is waited for', async () => {
  faults = ['lost after', 'in flight', 'in flight', 'pass']
  expect(await sitDown(create).submit('A')).toMatchObject({ state: 'accepted' })
  expect(madeNames()).toEqual(named('A'))
})

test.each(CLEAR)('a lone %i is a definite refusal: the next submit is a new intent', async (status) => {
  faults = [status, 'pass']
  const person = sitDown(create)
  expect(await person.submit('A')).toMatchObject({ state: 'refused' })
  expect(await person.submit('A')).toMatchObject({ state: 'accepted' })
  expect(new Set(keys).size).toBe(2)
  expect(madeNames()).toEqual(named('A'))
})

test.each<Fault>(['lost before', 'lost after', '502 after', 408, 503, 200, 204, 303])(
  'without a key, after %s, a user who insists and edits creates nothing twice',
  async (first) => {
    faults = [first]
    const person = sitDown(createOnce)
    await person.submit('A')
    await insist(person, 'A')
    await insist(person, 'B')
    person.reload()
    expect(await insist(person, 'B')).toMatchObject({ state: 'unconfirmed', canSendAgain: false })
    expect(keys).toHaveLength(1)
  },
)

test.each<[Fault, Fault]>([
  ['lost after', 404],
  ['502 after', 410],
  ['lost after', 'pass'],
])('a deletion with the faults %s, then %s, is done', async (first, second) => {
  faults = [first, second]
  const person = sitDown(remove)
  const intent = await person.submit('7')
  expect(intent).toMatchObject({ state: 'accepted' })
  const known = intent.state === 'accepted' ? person.client.peek(intent.accepted) : undefined
  expect(known?.operation?.status).toBe(second === 'pass' ? undefined : 'COMPLETED')
  expect(things.size).toBe(0)
  expect(done.size).toBe(1)
  expect(person.journal()).toBeUndefined()
})

test('a blocked intent is dropped once the user edits it back to what is already running', async () => {
  faults = ['pass', 403]
  const person = sitDown(create)
  await person.submit('A')
  expect(await person.submit('B')).toMatchObject({ state: 'blocked' })
  expect(await person.submit('A')).toMatchObject({ state: 'accepted' })
  expect(person.journal()).toBeUndefined()
  person.reload()
  expect(madeNames()).toEqual(named('A'))
})

test(
  'whatever the gateway does, and however often the user reloads and edits, each intent is done once and none is lost',
  { timeout: 60_000 },
  async () => {
    const fault = fc.constantFrom<Fault[]>(
      'pass',
      'lost before',
      'lost after',
      '502 after',
      'cut after',
      'in flight',
      503,
      ...CLEAR,
      ...BLOCKED,
    )
    const step = fc.constantFrom('submit', 'send again', 'reload', 'edit')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fault, { maxLength: 14 }),
        fc.array(step, { maxLength: 8 }),
        async (script, steps) => {
          clear()
          faults = [...script]
          const person = sitDown(create)
          const accepted = new Set<string>()
          let name = 'A'
          const note = (intent: SubmissionState) => {
            if (intent.state === 'accepted') accepted.add(intent.accepted.operationId)
          }
          for (const one of ['submit', ...steps]) {
            if (one === 'edit') name = name === 'A' ? 'B' : 'A'
            if (one === 'reload') person.reload()
            else note(one === 'send again' ? await person.sendAgain() : await person.submit(name))
          }
          note(await insist(person, name))
          // A second click finds the running operation, so all that was made is known and nothing runs twice.
          expect(accepted.size).toBe(done.size)
          expect(person.journal()).toBeUndefined()
        },
      ),
      { numRuns: 80 },
    )
  },
)
