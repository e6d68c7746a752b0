import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import type { Contract, ContractAnswer, ContractOptions, ContractRequest, OpenContract } from './contract.ts'
import { isRecord } from './contract.ts'

/** What goes wrong, each by the number of the poll: 1 is the first GET of all. */
export interface Faults {
  /** The connection closes in the middle of the body. The operation has moved on. */
  readonly cutBodyAt?: number
  /** Half of the JSON, as if that were all. The operation has moved on. */
  readonly brokenJsonAt?: number
  /** The body has no status. The operation has moved on. */
  readonly missingStatusAt?: number
  /** 404 from something in front. The request does not arrive. */
  readonly notFoundAt?: number
  /** 503 from something in front. The request does not arrive. */
  readonly status503At?: number
}

export interface ServedContract extends OpenContract {
  readonly url: string
  /** Another origin of the same server. */
  readonly elsewhere: string
  /** With the origins filled in. */
  readonly options: ContractOptions
  /** GET requests, those that did not arrive too. */
  readonly polls: () => number
  readonly close: () => Promise<void>
}

/** Serves a contract on two ports of 127.0.0.1, because some APIs name a status URL on another host. */
export async function serveContract(
  contract: Contract,
  options: Omit<ContractOptions, 'origin' | 'elsewhere'>,
  faults: Faults = {},
): Promise<ServedContract> {
  if (faults.missingStatusAt !== undefined && !contract.statusAt)
    throw new Error(`${contract.name} has no status that could be missing`)
  const serve = (request: IncomingMessage, response: ServerResponse) =>
    // A client that is gone gets no answer.
    void answer(request, response).catch(() => response.destroy())
  const servers = [createServer(serve), createServer(serve)]
  const [url = '', elsewhere = ''] = await Promise.all(servers.map(listen))
  const complete = { ...options, origin: url, elsewhere }
  const opened = contract.open(complete)
  let polls = 0

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming)
    if (request.method === 'GET') polls += 1
    const poll = request.method === 'GET' ? polls : 0
    if (poll > 0 && poll === faults.notFoundAt) return send(response, { status: 404 })
    if (poll > 0 && poll === faults.status503At)
      return send(response, { status: 503, headers: { 'retry-after': String(options.retryAfter ?? 1) } })
    const whole = opened.handle(request)
    const isMissing = poll > 0 && poll === faults.missingStatusAt
    const body = isMissing && contract.statusAt ? without(whole.body, contract.statusAt) : whole.body
    const given = { ...whole, body }
    if (poll > 0 && poll === faults.cutBodyAt) return cut(response, given)
    if (poll > 0 && poll === faults.brokenJsonAt) return send(response, { ...given, text: half(given) })
    return send(response, given)
  }

  return {
    ...opened,
    url,
    elsewhere,
    options: complete,
    polls: () => polls,
    async close() {
      for (const server of servers) server.closeAllConnections()
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${isAddress(address) ? address.port : 0}`
}

async function readRequest(incoming: IncomingMessage): Promise<ContractRequest> {
  const { method = 'GET', url = '/' } = incoming
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
  return { method, url, headers, body: parse(await text(incoming)) }
}

function parse(given: string): unknown {
  if (given === '') return undefined
  try {
    return JSON.parse(given)
  } catch {
    return given
  }
}

function toText({ text: plain, body }: ContractAnswer): string {
  return plain ?? (body === undefined ? '' : JSON.stringify(body))
}

function toHeaders({ headers, body, text: plain }: ContractAnswer): Record<string, string> {
  const hasBody = body !== undefined || plain !== undefined
  return { ...(hasBody && { 'content-type': 'application/json' }), ...headers }
}

function half(answer: ContractAnswer): string {
  const whole = toText(answer)
  return whole === '' ? '{"sta' : whole.slice(0, Math.ceil(whole.length / 2))
}

function send(response: ServerResponse, answer: ContractAnswer): void {
  response.writeHead(answer.status, toHeaders(answer)).end(toText(answer))
}

/** Declares a longer body than it sends. */
function cut(response: ServerResponse, answer: ContractAnswer): void {
  response.writeHead(answer.status, { ...toHeaders(answer), 'content-length': '4096' })
  response.write(half(answer), () => response.destroy())
}

/** The same JSON without the value at that place. */
function without(body: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || !isRecord(body)) return body
  const { [name]: value, ...others } = body
  return rest.length === 0 ? others : { ...others, [name]: without(value, rest) }
}

function isAddress(value: unknown): value is AddressInfo {
  return typeof value === 'object' && value !== null && 'port' in value
}
