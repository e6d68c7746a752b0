import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import type { Fault, PlainAnswer, ReadFault } from './foreignFaults.ts'
import { answerInstead } from './foreignFaults.ts'

/** One submission as it arrived, whatever became of it. */
export interface Arrival {
  readonly name: string
  /** By the cookie at that moment: the user, and which of their sign-ins it is. */
  readonly session: string
  readonly base: string
  readonly key: string | undefined
  readonly fault: Fault | undefined
  /** On the wall. */
  readonly at: number
  /** `undefined` as long as it is not known, and where the connection was cut. */
  status: number | undefined
}

/** What was made, or deleted. The truth. */
export interface Thing {
  readonly name: string
  readonly user: string
  readonly base: string
  readonly operationId: string
  /** On the wall. */
  readonly at: number
  readonly endsAt: number
  readonly end: 'COMPLETED' | 'FAILED'
}

/** Somebody asked for an operation. */
export interface Poll {
  readonly base: string
  readonly user: string
  readonly operationId: string
  /** On the wall. */
  readonly at: number
}

/** What the application of the page was told. */
export interface Telling {
  readonly base: string
  /** Who was signed in, by the page. */
  readonly session: string
  readonly name: string
}

export interface ForeignWorld {
  readonly url: string
  readonly arrivals: readonly Arrival[]
  readonly things: readonly Thing[]
  readonly polls: readonly Poll[]
  readonly tellings: readonly Telling[]
  /** What becomes of the next ones, in this order. */
  readonly plan: (faults: readonly Fault[], readFaults: readonly ReadFault[]) => void
  /** Does the work of the next submission, and keeps its answer. Resolves when it has arrived. */
  readonly hold: () => Promise<void>
  /** No fault any more; what is late comes now. */
  readonly heal: () => void
  /** Resolves when nothing is being worked on. */
  readonly idle: () => Promise<void>
  /** So much time goes by; pages see it when they are next loaded. */
  readonly skip: (ms: number) => void
  readonly now: () => number
}

export interface ForeignOptions {
  /** So much faster than on the wall goes the time, in the page and at the server. */
  readonly speed?: number
  /** How long operations take, in ms of the server. */
  readonly operationMs?: number
  /** A keyed DELETE is answered by 204 in place of 202. */
  readonly deletesAtOnce?: boolean
  /** Connections stay open. A browser then repeats a request by itself where one ends without an answer. */
  readonly keepsAlive?: boolean
  /** How an operation is named: by a header, or in the body. */
  readonly namesBy?: 'location' | 'body'
  /** The clock of the page is ahead by this much, until time is skipped. */
  readonly pageAheadMs?: number
}

const KEY_LIFE_MS = 24 * 3_600_000
/** In ms of the server: longer than the page waits for an answer. */
const LATE_MS = 12_000
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': '*',
  'access-control-allow-headers': '*',
  'access-control-expose-headers': '*',
}
const PATHS = /^\/(\w+)\/(api\/(things|notes|operations)(?:\/([\w.%-]+))?|told)?$/

export interface ForeignServer {
  readonly open: (name: string, options?: ForeignOptions) => ForeignWorld
  readonly close: () => Promise<void>
}

/** Serves a page, and under it an API that answers 202: one origin per world. It knows nothing of the library. */
export async function createForeignServer(script: string): Promise<ForeignServer> {
  const sites = new Map<string, (request: IncomingMessage, response: ServerResponse) => Promise<void>>()
  const server = createServer((request, response) => {
    if (request.url === '/page.js')
      response.writeHead(200, { 'content-type': 'text/javascript', connection: 'close' }).end(script)
    else void sites.get(request.headers.host ?? '')?.(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = isAddress(address) ? address.port : 0
  return {
    open(name, options) {
      // A browser takes every name below localhost for this machine.
      const host = `${name}.localhost:${port}`
      const { world, serve } = createWorld(`http://${host}`, options)
      sites.set(host, serve)
      return world
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function createWorld(url: string, options: ForeignOptions = {}) {
  const { speed = 1, operationMs = 2_500, deletesAtOnce, keepsAlive, namesBy = 'location' } = options
  let { pageAheadMs = 0 } = options
  const epoch = Date.now()
  let skipped = 0
  const now = () => Math.floor(epoch + (Date.now() - epoch) * speed + skipped)
  const arrivals: Arrival[] = []
  const things: Thing[] = []
  const polls: Poll[] = []
  const tellings: Telling[] = []
  const keys = new Map<string, { content: string; at: number; answer: PlainAnswer | undefined }>()
  const deleted = new Set<string>()
  const atWork = new Set<Promise<void>>()
  let faults: Fault[] = []
  let readFaults: ReadFault[] = []
  let healed = createLatch()
  let held: { arrived: Latch } | undefined

  /** So much of the server's time, unless all is made well. */
  const pause = (ms: number) =>
    Promise.race([new Promise((resolve) => setTimeout(resolve, ms / speed)), healed.opened])

  function make(name: string, user: string, base: string, fails: boolean): PlainAnswer {
    // Each user of each account begins at one: equal IDs are other operations.
    const own = things.filter((one) => one.base === base && one.user === user)
    const operationId = `op-${own.length + 1}`
    const end = fails ? 'FAILED' : 'COMPLETED'
    things.push({ name, user, base, operationId, at: Date.now(), endsAt: now() + operationMs, end })
    const statusUrl = `/${base}/api/operations/${operationId}`
    const headers = { 'content-type': 'application/json', 'retry-after': '1' }
    if (namesBy === 'body')
      return { status: 202, headers, body: JSON.stringify({ statusUrl, status: 'PENDING' }) }
    return { status: 202, headers: { ...headers, location: statusUrl }, body: '{"status":"PENDING"}' }
  }

  /** The work itself: what a key makes sure is done once. */
  async function work(
    arrival: Arrival,
    content: string,
    kind: string,
    fault: Fault | undefined,
  ): Promise<PlainAnswer> {
    const { name, base, key } = arrival
    const user = toUser(arrival.session)
    if (content.startsWith('DELETE')) {
      const id = `${base} ${name}`
      if (fault === '422') return { status: 422, body: '{"title":"Cannot be deleted"}' }
      if (deleted.has(id)) return { status: 404, body: '{"title":"There is no such thing"}' }
      deleted.add(id)
      if (fault === 'work slow') await pause(LATE_MS)
      const answer = make(name, user, base, fault === 'it fails in the end')
      return deletesAtOnce ? { status: 204 } : answer
    }
    const id = `${base} ${user} ${key}`
    const known = key === undefined || kind === 'notes' ? undefined : keys.get(id)
    if (known && now() - known.at < KEY_LIFE_MS) {
      if (known.content !== content)
        return { status: 422, body: '{"title":"This key was used for something else"}' }
      return known.answer ?? { status: 409, body: '{"title":"The first request is still being worked on"}' }
    }
    if (fault === '422') return { status: 422, body: '{"title":"This name is not taken"}' }
    const entry: { content: string; at: number; answer: PlainAnswer | undefined } = {
      content,
      at: now(),
      answer: undefined,
    }
    if (key !== undefined && kind !== 'notes') keys.set(id, entry)
    if (fault === 'work slow') await pause(LATE_MS)
    const answer = make(name, user, base, fault === 'it fails in the end')
    entry.answer = answer
    return answer
  }

  async function submit(request: IncomingMessage, response: ServerResponse, at: Place) {
    const { session, base, kind, id } = at
    const given = await text(request)
    const fault = faults.shift()
    const key = request.headers['idempotency-key']
    const arrival: Arrival = {
      name: id === '' ? readName(given) : id,
      session,
      base,
      key: typeof key === 'string' ? key : undefined,
      fault,
      at: Date.now(),
      status: undefined,
    }
    arrivals.push(arrival)
    const holding = held
    held = undefined
    holding?.arrived.open()
    if (fault === 'request lost') return response.destroy()
    const instead = session === '' ? { status: 401 } : answerInstead(fault)
    const answer = instead ?? (await work(arrival, `${request.method} ${request.url} ${given}`, kind, fault))
    if (holding) await healed.opened
    if (fault === 'answer late') await pause(LATE_MS)
    if (fault === 'answer lost') return response.destroy()
    const isDone = answer.status < 300
    if (isDone && fault === '503 after') return send(response, { status: 503 })
    if (isDone && fault === '502 after, as HTML') return send(response, { status: 502, body: '<h1>Bad</h1>' })
    if (fault === 'answer cut') return cut(response, answer)
    arrival.status = answer.status
    return send(response, answer)
  }

  function read(response: ServerResponse, { session, base, kind, id, search }: Place) {
    const user = toUser(session)
    const fault = readFaults.shift()
    if (fault === 'request lost') return response.destroy()
    const instead = user === '' ? { status: 401 } : answerInstead(fault)
    if (instead) return send(response, instead)
    const answer =
      kind === 'operations' ? readOperation(base, user, id) : list(base, user, search.get('name'))
    return fault === 'answer cut' ? cut(response, answer) : send(response, answer)
  }

  function readOperation(base: string, user: string, operationId: string): PlainAnswer {
    const thing = things.find(
      (one) => one.base === base && one.user === user && one.operationId === operationId,
    )
    polls.push({ base, user, operationId, at: Date.now() })
    if (!thing) return { status: 404, body: '{"title":"There is no such operation"}' }
    const status = now() < thing.endsAt ? 'RUNNING' : thing.end
    const result = status === 'COMPLETED' ? { result: { id: `${base}-${thing.name}` } } : {}
    const error = status === 'FAILED' ? { error: { title: 'It would not work' } } : {}
    const headers = { 'content-type': 'application/json', 'retry-after': '1' }
    return { status: 200, headers, body: JSON.stringify({ status, ...result, ...error }) }
  }

  function list(base: string, user: string, name: string | null): PlainAnswer {
    const own = things.filter((one) => one.base === base && one.user === user && one.name === name)
    const items = own.map((one) => ({
      id: `${base}-${one.name}`,
      name: one.name,
      createdAt: new Date(one.endsAt - operationMs).toISOString(),
    }))
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ items }) }
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const place = readPlace(request, url)
    const { method = 'GET' } = request
    if (!keepsAlive) response.setHeader('connection', 'close')
    for (const [header, value] of Object.entries(CORS)) response.setHeader(header, value)
    if (method === 'OPTIONS') return void response.writeHead(204).end()
    if (!place) return void response.writeHead(404).end()
    const { base, kind, search, session } = place
    if (kind === 'told') {
      tellings.push({ base, session: search.get('session') ?? '', name: search.get('name') ?? '' })
      return void response.writeHead(204).end()
    }
    if (kind === '')
      return void send(response, {
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: page(session, base),
      })
    const task = (async () => {
      await (method === 'GET' ? read(response, place) : submit(request, response, place))
    })()
    atWork.add(task)
    await task.finally(() => atWork.delete(task))
  }

  const page = (session: string, base: string) =>
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>History</title><link rel="icon" href="data:,">' +
    `<body data-speed="${speed}" data-epoch="${epoch}" data-skipped="${skipped + pageAheadMs}" data-session="${session}" ` +
    `data-base="${base}"><main></main><script type="module" src="/page.js"></script>`

  const world: ForeignWorld = {
    url,
    arrivals,
    things,
    polls,
    tellings,
    plan(next, nextReads) {
      faults = [...faults, ...next]
      readFaults = [...readFaults, ...nextReads]
    },
    hold() {
      held = { arrived: createLatch() }
      return held.arrived.opened
    },
    heal() {
      faults = []
      readFaults = []
      held = undefined
      healed.open()
      healed = createLatch()
    },
    async idle() {
      while (atWork.size > 0) await Promise.allSettled(atWork)
    },
    skip(ms) {
      skipped += ms
      pageAheadMs = 0
    },
    now,
  }
  return { world, serve }
}

interface Place {
  readonly base: string
  /** By the cookie, or a header of that name: `mara.2` is the second sign-in of mara; empty where nobody is signed in. */
  readonly session: string
  readonly kind: string
  readonly id: string
  readonly search: URLSearchParams
}

function readPlace({ url = '', headers }: IncomingMessage, origin: string): Place | undefined {
  const { pathname, searchParams: search } = new URL(url, origin)
  const [, base, rest = '', kind = rest, id = ''] = PATHS.exec(pathname) ?? []
  const { sid } = headers
  const session =
    typeof sid === 'string' ? sid : (/(?:^|;\s*)sid=([\w.]+)/.exec(headers.cookie ?? '')?.[1] ?? '')
  return base === undefined ? undefined : { base, session, kind, id: decodeURIComponent(id), search }
}

function toUser(session: string): string {
  return session.replace(/\..*/, '')
}

function readName(body: string): string {
  return /"name":"([^"]*)"/.exec(body)?.[1] ?? ''
}

function send(response: ServerResponse, { status, headers, body }: PlainAnswer) {
  response.writeHead(status, headers).end(body)
}

/** Promises more than it brings. */
function cut(response: ServerResponse, { status, headers, body = '' }: PlainAnswer) {
  response.writeHead(status, { ...headers, 'content-length': '4096' })
  response.write(body.slice(0, body.length / 2), () => response.destroy())
}

interface Latch {
  readonly open: () => void
  readonly opened: Promise<void>
}

function createLatch(): Latch {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open: () => open(), opened }
}

function isAddress(value: unknown): value is AddressInfo {
  return typeof value === 'object' && value !== null && 'port' in value
}
