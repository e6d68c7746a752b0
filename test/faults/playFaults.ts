import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

import type { FaultRow, ScriptedAnswer } from './faultRow.ts'
import { COMPLETED, NOW, OPERATION_PATH, PATIENCE_MS } from './faultRow.ts'

/** The delay of a late response, in ms: the request has timed out by then. */
export const LATE_MS = 2 * PATIENCE_MS

/** A loopback server that plays one row, and a second one that must never get a request. */
export interface FaultServer {
  readonly baseUrl: string
  /** Polls received; refused connections do not count. */
  readonly polls: () => number
  /** Requests to any other path, or to the foreign host. */
  readonly strays: () => number
  /** Polls received less than `ms` after the previous one. */
  readonly pollsWithin: (ms: number) => number
  /** Called with the number of requests sent: the server starts to listen after those to be refused. */
  readonly onSent: (count: number) => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts both servers. */
export async function playFaults({ answers }: FaultRow): Promise<FaultServer> {
  const heard = answers.filter(({ how }) => how !== 'refuse')
  const refusals = answers.length - heard.length
  const polls: number[] = []
  let strays = 0
  const foreign = createServer((_, response) => {
    strays += 1
    play(COMPLETED, response, () => '')
  })
  const own = createServer((request, response) => {
    if (isPoll(request)) polls.push(performance.now())
    else strays += 1
    const answer = isPoll(request) ? heard[Math.min(polls.length, heard.length) - 1] : COMPLETED
    play(answer ?? COMPLETED, response, (text) =>
      text.replace('{own}', originOf(own)).replace('{foreign}', foreignOrigin),
    )
  })
  await listen(foreign, 0)
  const foreignOrigin = originOf(foreign)
  await listen(own, 0)
  const { port } = own.address() as AddressInfo
  const baseUrl = originOf(own)
  if (refusals > 0) await close(own)
  return {
    baseUrl,
    polls: () => polls.length,
    strays: () => strays,
    pollsWithin: (ms) => polls.filter((at, index) => at - (polls[index - 1] ?? -Infinity) < ms).length,
    async onSent(count) {
      if (refusals > 0 && count >= refusals && !own.listening) await listen(own, port)
    },
    async close() {
      await Promise.all([close(own), close(foreign)])
    },
  }
}

function isPoll({ url }: IncomingMessage): boolean {
  return url === OPERATION_PATH
}

function play(answer: ScriptedAnswer, response: ServerResponse, fill: (text: string) => string) {
  const { how, status = 200, headers = {}, body = '' } = answer
  const { socket } = response
  if (how === 'hints') response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' })
  const given = {
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'Retry-After, Date',
    date: new Date(NOW).toUTCString(),
    // Each poll gets its own connection, because browsers retry automatically on a reused one.
    connection: 'close',
    ...((how === 'gzip' || how === 'badGzip') && { 'content-encoding': 'gzip' }),
    ...headers,
  }
  response.sendDate = false
  for (const [name, value] of Object.entries(given)) {
    if (value) response.setHeader(name, typeof value === 'string' ? fill(value) : value)
  }
  response.statusCode = status
  if (how === 'reset') socket?.resetAndDestroy()
  else if (how === 'noise') socket?.end('SSH-2.0-OpenSSH_9.6\r\n')
  else if (how === 'late') setTimeout(() => response.end(body), LATE_MS)
  else if (how === 'cut') {
    response.setHeader('content-length', body.length + 100)
    response.write(body, () => socket?.destroy())
  } else if (how === 'slow') void inPieces(response, body)
  else if (how === 'drip') drip(response, body)
  else if (how !== 'silence')
    response.end(how === 'gzip' ? gzipSync(body) : how === 'badGzip' ? `not gzip ${body}` : body)
}

function drip(response: ServerResponse, body: string) {
  response.write(body.slice(0, -1))
  const timer = setInterval(() => response.write(' '), 10)
  response.on('close', () => clearInterval(timer))
}

async function inPieces(response: ServerResponse, body: string) {
  const size = Math.ceil(body.length / 4)
  for (let at = 0; at < body.length; at += size) {
    response.write(body.slice(at, at + size))
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  response.end()
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
