// The server, in a separate process. Prints its port, then responds until its parent ends.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'

import type { OperationLog, PollLog } from './operationLog.ts'

interface ServedOperation extends OperationLog {
  readonly polls: PollLog[]
  /** Number of the poll that gets COMPLETED; 0 for never. */
  readonly completesAtPoll: number
}

const operations = new Map<string, ServedOperation>()

/**
 * - `POST /operations?retryAfterSeconds=1&completesAtPoll=0`: 202
 * - `GET /operations/{id}`: the status; logs the poll
 * - `POST /log` with operation IDs: their logs
 */
const server = createServer((request, response) => {
  const arrivedAt = toEpochMs()
  const url = new URL(request.url ?? '/', 'http://localhost')
  const [, place, id = ''] = url.pathname.split('/')
  if (place === 'operations' && request.method === 'POST') accept(url, response)
  else if (place === 'operations') answer(operations.get(id), arrivedAt, response)
  else if (place === 'log') sendLog(request, response)
  else response.writeHead(404).end()
})

function accept({ searchParams }: URL, response: ServerResponse) {
  const retryAfterSeconds = Number(searchParams.get('retryAfterSeconds'))
  const operationId = `op_${operations.size}`
  operations.set(operationId, {
    operationId,
    acceptedAt: toEpochMs(),
    retryAfterMs: retryAfterSeconds * 1000,
    completesAtPoll: Number(searchParams.get('completesAtPoll')),
    polls: [],
  })
  send(response, 202, { operationId, statusUrl: `/operations/${operationId}` }, retryAfterSeconds)
}

function answer(operation: ServedOperation | undefined, arrivedAt: number, response: ServerResponse) {
  if (!operation) {
    response.writeHead(404).end()
    return
  }
  const { operationId, completesAtPoll, retryAfterMs, polls } = operation
  const status = polls.length + 1 === completesAtPoll ? 'COMPLETED' : 'PENDING'
  polls.push({ arrivedAt, answeredAt: toEpochMs() })
  send(response, 200, { operationId, status }, retryAfterMs / 1000)
}

/** The IDs are in the body, because there can be a thousand. */
function sendLog(request: IncomingMessage, response: ServerResponse) {
  let text = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => (text += chunk))
  request.on('end', () => {
    const ids: string[] = JSON.parse(text)
    const body = ids.flatMap((id) => operations.get(id) ?? [])
    send(response, 200, body)
  })
}

function send(response: ServerResponse, status: number, body: unknown, retryAfterSeconds?: number) {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  })
  response.end(JSON.stringify(body))
}

/** More precise than `Date.now()`, and comparable between processes. */
function toEpochMs(): number {
  return performance.timeOrigin + performance.now()
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address && typeof address === 'object') console.log(address.port)
})
process.stdin.on('end', () => process.exit())
process.stdin.resume()
