import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'

import { createOrchestratorClient, type OrchestratorClient } from 'react-accepted/twilio/client'
import twilio from 'twilio'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

const STORE = 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5'
const KEY = '019a7835-2350-7c1e-9a44-5b1f0c6d2e71'
/** Tokens are opaque: this one has every character that a query has to escape. */
const TOKEN = 'a+b/c== d&e=f#g%h?i'

const CONFIGURATION = {
  displayName: 'Night ferry',
  description: 'Berths, “quoted”, in Zürich 🌉',
  conversationGroupingType: 'GROUP_BY_PROFILE' as const,
  memoryStoreId: STORE,
  channelSettings: {},
}

interface Got {
  readonly request: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: IncomingHttpHeaders
  /** The bytes of the body, in hex. */
  readonly bytes: string
}

/** Every list has two pages. Any other body serves both a 202 and a poll, and both clients can parse it. */
function answer(method: string, path: string, token: string | null, origin: string): object {
  const meta = { pageSize: 1, nextToken: token === null ? TOKEN : null }
  const id = token === null ? 'first' : 'second'
  if (path.endsWith('/Configurations') && method === 'GET')
    return { meta: { ...meta, key: 'configurations' }, configurations: [{ ...CONFIGURATION, id }] }
  if (path.endsWith('/Stores') && method === 'GET') return { meta: { ...meta, key: 'stores' }, stores: [id] }
  const statusUrl = `${origin}${path.slice(0, 3)}/ControlPlane/Operations/proc_job_1`
  return { operationId: 'proc_job_1', status: 'PENDING', completedAt: null, statusUrl }
}

let got: Got[] = []
const server = createServer((request, response) => {
  const origin = `http://${request.headers.host}`
  const { pathname, searchParams } = new URL(request.url ?? '', origin)
  const { method = '', headers } = request
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const bytes = Buffer.concat(chunks).toString('hex')
    got.push({ request: `${method} ${pathname}`, query: Object.fromEntries(searchParams), headers, bytes })
    response.writeHead(method === 'GET' ? 200 : 202, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer(method, pathname, searchParams.get('pageToken'), origin)))
  })
})

let ours: OrchestratorClient
let vendors: ReturnType<typeof twilio>

beforeAll(async () => {
  // The vendor's client would put these into its host names.
  vi.stubEnv('TWILIO_REGION', undefined)
  vi.stubEnv('TWILIO_EDGE', undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterAll(async () => {
  vi.unstubAllEnvs()
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

beforeEach(() => {
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  ours = createOrchestratorClient({
    baseUrl: { conversations: url, memory: url },
    headers: { authorization: `Basic ${btoa('SK1:secret')}` },
  })
  vendors = twilio('SK1', 'secret', { accountSid: 'AC1' })
  vendors.conversations.baseUrl = url
  vendors.memory.baseUrl = url
})

async function during(call: () => unknown): Promise<Got[]> {
  got = []
  await call()
  return got
}

interface Pair {
  readonly ours: () => Promise<unknown>
  readonly theirs: () => Promise<unknown>
}

/** One call of every kind: with a body, without one, reading a list, polling. */
const KINDS = {
  create: {
    ours: () => ours.configurations.create(CONFIGURATION, { idempotencyKey: KEY }),
    theirs: () => vendors.conversations.v2.configurations.create(CONFIGURATION, { 'Idempotency-Key': KEY }),
  },
  patch: {
    ours: () => ours.memoryStores.patch(STORE, { description: 'Zürich' }, { ifMatch: '"3"' }),
    theirs: () => vendors.memory.v1.stores(STORE).patch({ description: 'Zürich' }, { 'If-Match': '"3"' }),
  },
  delete: {
    ours: () => ours.conversations.delete('c1', { idempotencyKey: KEY }),
    theirs: () => vendors.conversations.v2.conversations('c1').remove({ idempotencyKey: KEY }),
  },
  'delete without a key': {
    ours: () => ours.memoryStores.delete(STORE),
    theirs: () => vendors.memory.v1.stores(STORE).remove(),
  },
  list: {
    ours: () => ours.memoryStores.list({ pageToken: TOKEN }),
    theirs: () => vendors.memory.v1.stores.page({ pageToken: TOKEN }),
  },
  poll: {
    ours: () => ours.check({ api: 'memory', operationId: 'proc_job_2' }),
    theirs: () => vendors.memory.v1.operations('proc_job_2').fetch(),
  },
} satisfies Readonly<Record<string, Pair>>

describe('header by header', () => {
  /** The headers in which the two clients differ, and why. Any other difference is a fault. */
  const MAY_DIFFER = [
    'accept-charset', // the vendor's client sends "utf-8", which JSON always is
    'accept-encoding', // the compressions that each client supports
    'accept-language', // fetch sends "*"
    'cache-control', // fetch sends it for cache: 'no-store', so that no cache answers a poll
    'pragma', // the same, for old caches
    'sec-fetch-mode', // fetch sends it
    'user-agent', // each client names itself
  ]
  /** Headers of the connection, not of the request. */
  const CONNECTION = ['connection', 'keep-alive', 'transfer-encoding']

  async function compare({ ours: byUs, theirs: byVendor }: Pair) {
    const [theirs] = await during(byVendor)
    const [our] = await during(byUs)
    const names = Object.keys({ ...theirs?.headers, ...our?.headers })
    const differing = names.filter((name) => our?.headers[name] !== theirs?.headers[name])
    return { our, theirs, differing: differing.filter((name) => !CONNECTION.includes(name)).toSorted() }
  }

  test.each(Object.entries(KINDS))('%s differs in exactly the headers that may differ', async (_, pair) => {
    const { our, theirs, differing } = await compare(pair)
    expect(differing).toEqual(MAY_DIFFER)
    expect(our?.headers).toMatchObject({
      accept: 'application/json',
      authorization: `Basic ${btoa('SK1:secret')}`,
    })
    expect([our?.request, our?.query, our?.bytes]).toEqual([theirs?.request, theirs?.query, theirs?.bytes])
  })

  test('a request has a content type and a content length only if it has a body', async () => {
    const { our } = await compare(KINDS.create)
    expect(our?.headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(JSON.stringify(CONFIGURATION))),
    })
    for (const { ours: call } of [KINDS.delete, KINDS['delete without a key'], KINDS.list, KINDS.poll]) {
      const [one] = await during(call)
      expect(one).toMatchObject({ bytes: '' })
      expect(one?.headers).not.toHaveProperty('content-type')
      expect(one?.headers).not.toHaveProperty('content-length')
    }
  })

  test('no Idempotency-Key is sent to an endpoint that takes none', async () => {
    for (const call of [
      () => ours.memoryStores.create({ displayName: 'night' }),
      () => ours.memoryStores.patch(STORE, { description: 'Nights' }),
      () => ours.memoryStores.delete(STORE),
      () => ours.configurations.list(),
    ]) {
      const [one, ...more] = await during(call)
      expect(one?.request).toMatch(/^(POST|PATCH|DELETE|GET) /)
      expect(one?.headers).not.toHaveProperty('idempotency-key')
      expect(one?.headers).not.toHaveProperty('if-match')
      expect(more).toEqual([])
    }
  })
})

describe('page by page', () => {
  const asked = (requests: Got[]) => requests.map(({ request, query }) => ({ request, query }))

  test('iterating over configurations requests the same pages as the vendor’s client', async () => {
    const query = { pageSize: 1, memoryStoreId: STORE }
    const ids: (string | undefined)[] = []
    const byUs = await during(async () => {
      for await (const { id } of ours.configurations.listAll(query)) ids.push(id)
    })
    expect(ids).toEqual(['first', 'second'])
    const byVendor = await during(() => vendors.conversations.v2.configurations.list({ ...query }))
    expect(asked(byUs)).toEqual(asked(byVendor))
    expect(byUs.map((one) => one.query)).toEqual([
      { pageSize: '1', memoryStoreId: STORE },
      { pageSize: '1', memoryStoreId: STORE, pageToken: TOKEN },
    ])
  })

  test('iterating over memory stores requests the same pages as the vendor’s client', async () => {
    const query = { pageSize: 1, orderBy: 'ASC' as const }
    const ids: string[] = []
    const byUs = await during(async () => {
      for await (const id of ours.memoryStores.listAll(query)) ids.push(id)
    })
    expect(ids).toEqual(['first', 'second'])
    const byVendor = await during(
      () =>
        new Promise<void>((resolve, reject) => {
          const done = (error?: Error) => (error ? reject(error) : resolve())
          vendors.memory.v1.stores.each({ ...query, callback: () => {}, done })
        }),
    )
    expect(asked(byUs)).toEqual(asked(byVendor))
    expect(byUs).toHaveLength(2)
  })

  test('an accepted operation is polled at the URL that the vendor’s client polls', async () => {
    const accepted = await ours.configurations.delete('c1', { idempotencyKey: KEY })
    expect(accepted).toMatchObject({ api: 'conversations', operationId: 'proc_job_1' })
    const { api, operationId } = accepted
    const fresh = { api, operationId }
    const { statusUrl = '' } = await vendors.conversations.v2.configurations('c1').remove()
    const raw = await during(() => vendors.request({ method: 'get', uri: statusUrl }))
    expect(asked(await during(() => ours.check({ statusUrl })))).toEqual([])
    expect(ours.peek(fresh)?.nextPollAt).toBe(accepted.nextPollAt)
    const stranger = createOrchestratorClient({ baseUrl: new URL(statusUrl).origin })
    expect(asked(await during(() => stranger.check({ statusUrl })))).toEqual(asked(raw))
  })
})
