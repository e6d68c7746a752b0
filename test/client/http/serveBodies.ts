import { EventEmitter, once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'

/** A 202 API on a real port. Each operation `/jobs/<name>` responds the way its name says. */
export interface BodyServer {
  readonly baseUrl: string
  /** How many bytes of endless bodies it has sent. */
  readonly sentBytes: () => number
  /** Resolves when the hanging body has begun, or when its connection is closed. */
  readonly hanging: (moment: 'begun' | 'closed') => Promise<unknown>
  /** Closes the connection in the middle of the broken body. */
  readonly breakOff: () => void
  readonly close: () => Promise<void>
}

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*, accept, content-type, idempotency-key',
  'access-control-allow-methods': '*',
}

type Answers = Record<string, (response: ServerResponse, request: IncomingMessage) => void>

export async function serveBodies(): Promise<BodyServer> {
  let sentBytes = 0
  const hanging = new EventEmitter()
  const chunk = Buffer.alloc(65_536, ' ')
  const answers: Answers = {
    '/imports': (response) => response.writeHead(202, CORS).end('{"statusUrl":"/jobs/whole"}'),
    '/taken': (response) => response.writeHead(409, CORS).end('{"error":{"message":"Taken by Zoë"}}'),
    '/jobs/whole': (response) =>
      response
        .writeHead(200, { ...CORS, 'retry-after': '7' })
        .end('{"status":"PENDING","createdAt":"Zürich 🌉"}'),
    '/jobs/bom': (response) => response.writeHead(200, CORS).end('\uFEFF{"status":"PENDING"}'),
    '/jobs/cut': (response) => response.writeHead(200, CORS).end('{"status":"PEND'),
    '/jobs/empty': (response) => response.writeHead(200, CORS).end(),
    '/jobs/latin1': (response) =>
      response
        .writeHead(200, { ...CORS, 'content-type': 'application/json; charset=iso-8859-1' })
        .end(Buffer.from('{"status":"PENDING","createdAt":"Zürich"}', 'latin1')),
    '/jobs/utf16': (response) =>
      response.writeHead(200, CORS).end(Buffer.from('\uFEFF{"status":"PENDING"}', 'utf16le')),
    '/jobs/huge': (response) => response.writeHead(200, CORS).end(Buffer.alloc(2_000_000, ' ')),
    '/jobs/broken': (response) => {
      response.writeHead(503, { ...CORS, 'retry-after': '9', 'content-length': '100' })
      response.write('{"title":')
      hanging.once('break', () => response.destroy())
    },
    '/jobs/hanging': (response) => {
      response.once('close', () => hanging.emit('closed'))
      response.writeHead(200, CORS).write('{"status":', () => hanging.emit('begun'))
    },
    '/jobs/endless': (response) => {
      const more = () => {
        if (response.destroyed) return
        sentBytes += chunk.length
        if (response.write(chunk)) setImmediate(more)
        else response.once('drain', more)
      }
      response.writeHead(200, CORS)
      more()
    },
  }
  const server = createServer((request, response) => {
    request.resume()
    // whatwg-fetch adds the time to the URL of a `no-store` request.
    const answer =
      request.method === 'OPTIONS' ? undefined : answers[(request.url ?? '').replace(/\?_=\d+$/, '')]
    if (answer) answer(response, request)
    else response.writeHead(request.method === 'OPTIONS' ? 204 : 404, CORS).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    sentBytes: () => sentBytes,
    hanging: (moment) => once(hanging, moment),
    breakOff: () => void hanging.emit('break'),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
