import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import type { Arrival, ForeignApi, ForeignApiOptions, Poll, Thing } from './foreignApi.ts'
import { createForeignApi, toUser } from './foreignApi.ts'
import type { Fault, PlainAnswer, ReadFault } from './foreignFaults.ts'
import { answerInstead, isNo } from './foreignFaults.ts'
import type { Place } from './foreignPlace.ts'
import { readName, readPlace } from './foreignPlace.ts'
import { createLatch } from './latch.ts'

/** One `onSettled` call of the page's application. */
export interface Telling {
  readonly base: string
  /** The session that the page had. */
  readonly session: string
  readonly name: string
}

/** One origin: a page below each base, and an API below each page. */
export interface ForeignWorld {
  readonly url: string
  readonly arrivals: readonly Arrival[]
  readonly things: readonly Thing[]
  readonly polls: readonly Poll[]
  readonly endsRead: ReadonlySet<Thing>
  readonly tellings: readonly Telling[]
  /** The faults of the next requests, in order. */
  readonly plan: (faults: readonly Fault[], readFaults: readonly ReadFault[]) => void
  /** Carries out the next submission but holds its response. Resolves when the request has arrived. */
  readonly hold: () => Promise<void>
  /** Removes all faults and ends all delays. */
  readonly heal: () => void
  /** Resolves when no request is being handled. */
  readonly idle: () => Promise<void>
  /** Advances the clock; pages see it the next time they load. */
  readonly skip: (ms: number) => void
  readonly now: () => number
}

export interface ForeignOptions extends Omit<ForeignApiOptions, 'now'> {
  /** How much faster time runs, in the page and at the server. */
  readonly speed?: number
  /** Connections stay open. A browser then repeats a request on its own if one closes without a response. */
  readonly keepsAlive?: boolean
  /** The clock of the page is ahead by this much, until time is skipped. */
  readonly pageAheadMs?: number
  /** Tells the page's script which store to use. */
  readonly store?: string
}

export interface ForeignServer {
  readonly open: (name: string, options?: ForeignOptions) => ForeignWorld
  readonly close: () => Promise<void>
}

/** Longer than a page waits for a response, in server ms. */
const LATE_MS = 12_000
const ALWAYS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': '*',
  'access-control-allow-headers': '*',
  'access-control-expose-headers': '*',
}

/** Serves a page, and under it an API that answers 202: one origin per world. It does not use the library. */
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
      // Browsers resolve every name below localhost to this machine.
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

function createWorld(url: string, { speed = 1, keepsAlive, store = '', ...options }: ForeignOptions = {}) {
  let { pageAheadMs = 0 } = options
  const epoch = Date.now()
  let skipped = 0
  const now = () => Math.floor(epoch + (Date.now() - epoch) * speed + skipped)
  const api = createForeignApi({ ...options, now })
  const arrivals: Arrival[] = []
  const tellings: Telling[] = []
  const atWork = new Set<Promise<void>>()
  /**
   * Each request of a page has its own number. One seen before means that the browser repeated the request.
   */
  const seen = new Set<unknown>()
  let faults: Fault[] = []
  let readFaults: ReadFault[] = []
  let healed = createLatch()
  let held: ReturnType<typeof createLatch> | undefined

  /** Waits for `ms` server ms, or until `heal()`. */
  const pause = (ms: number) =>
    Promise.race([new Promise((resolve) => setTimeout(resolve, ms / speed)), healed.opened])

  /**
   * A request that the browser repeats gets no 4xx fault: the page sees one request and one response, and
   * would take the 4xx for a response to the first.
   */
  function nextFault({ headers }: IncomingMessage): Fault | undefined {
    const number = headers['x-request-number']
    const isRepeated = number !== undefined && seen.has(number)
    seen.add(number)
    return isRepeated && isNo(faults[0]) ? undefined : faults.shift()
  }

  async function submit(request: IncomingMessage, response: ServerResponse, at: Place) {
    const { session, base, kind, id } = at
    const given = await text(request)
    const fault = nextFault(request)
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
    holding?.open()
    if (fault === 'request lost') return response.destroy()
    const wish = {
      arrival,
      content: `${request.method} ${request.url} ${given}`,
      takesKey: kind === 'things',
    }
    const work = request.method === 'DELETE' ? api.remove : api.submit
    const instead = session === '' ? { status: 401 } : answerInstead(fault)
    const answer = instead ?? (await work(wish, () => pause(LATE_MS)))
    if (holding) await healed.opened
    if (fault === 'answer late') await pause(LATE_MS)
    if (fault === 'answer lost') return response.destroy()
    const isDone = answer.status < 300
    if (isDone && fault === '503 after') return send(response, { status: 503 })
    if (isDone && fault === '502 after, as HTML') return send(response, { status: 502, body: '<h1>Bad</h1>' })
    // The headers of a cut response do arrive.
    arrival.status = answer.status
    return fault === 'answer cut' ? cut(response, answer) : send(response, answer)
  }

  function read(response: ServerResponse, { session, base, kind, id, search }: Place) {
    const fault = readFaults.shift()
    if (fault === 'request lost') return response.destroy()
    const instead = session === '' ? { status: 401 } : answerInstead(fault)
    const answer =
      instead ?? readNow(api, kind, { base, user: toUser(session), id, name: search.get('name') })
    return fault === 'answer cut' ? cut(response, answer) : send(response, answer)
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const place = readPlace(request, url)
    const { method = 'GET' } = request
    if (!keepsAlive) response.setHeader('connection', 'close')
    for (const [header, value] of Object.entries(ALWAYS)) response.setHeader(header, value)
    if (method === 'OPTIONS' || !place) response.writeHead(method === 'OPTIONS' ? 204 : 404).end()
    else if (place.kind === 'told') {
      const { base, search } = place
      tellings.push({ base, session: search.get('session') ?? '', name: search.get('name') ?? '' })
      response.writeHead(204).end()
    } else if (place.kind === '')
      send(response, { status: 200, headers: { 'content-type': 'text/html' }, body: toPage(place) })
    else {
      const task = (async () => {
        await (method === 'GET' ? read(response, place) : submit(request, response, place))
      })()
      atWork.add(task)
      await task.finally(() => atWork.delete(task))
    }
  }

  const toPage = ({ session, base }: Place) =>
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>History</title><link rel="icon" href="data:,">' +
    `<body data-speed="${speed}" data-epoch="${epoch}" data-skipped="${skipped + pageAheadMs}" data-session="${session}" ` +
    `data-base="${base}" data-store="${store}"><main></main><script type="module" src="/page.js"></script>`

  const world: ForeignWorld = {
    url,
    arrivals,
    things: api.things,
    polls: api.polls,
    endsRead: api.endsRead,
    tellings,
    plan(next, nextReads) {
      faults = [...faults, ...next]
      readFaults = [...readFaults, ...nextReads]
    },
    hold() {
      held = createLatch()
      return held.opened
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

function readNow(
  api: ForeignApi,
  kind: string,
  { base, user, id, name }: { base: string; user: string; id: string; name: string | null },
): PlainAnswer {
  return kind === 'operations' ? api.readOperation(base, user, id) : api.list(base, user, name)
}

function send(response: ServerResponse, { status, headers, body }: PlainAnswer) {
  response.writeHead(status, headers).end(body)
}

/** Declares a longer body than it sends. */
function cut(response: ServerResponse, { status, headers, body = '' }: PlainAnswer) {
  response.writeHead(status, { ...headers, 'content-length': '4096' })
  response.write(body.slice(0, body.length / 2), () => response.destroy())
}

function isAddress(value: unknown): value is AddressInfo {
  return typeof value === 'object' && value !== null && 'port' in value
}
