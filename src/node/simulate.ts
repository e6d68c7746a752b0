import { once } from 'node:events'
import { createServer } from 'node:http'

import type { ApiSimulator } from '../simulator/runSimulator.ts'
import { problem, toNodeListener } from './toNodeListener.ts'

/** A simulator that is listening. */
export interface Simulation {
  /** `http://host:port`, without a trailing slash. */
  readonly url: string
  /** Stops accepting requests, lets open ones finish for up to `graceMs` (default 2000), frees the port. */
  readonly close: (graceMs?: number) => Promise<void>
}

/** Where to listen. Port 0 lets the system choose. */
export interface Address {
  readonly host: string
  readonly port: number
  /** Host names to accept besides this machine's own and `host`. */
  readonly allowedHosts?: readonly string[]
}

/** Host names that only web pages from this machine can have. */
const OWN_HOSTS = ['localhost', '127.0.0.1', '[::1]']

/**
 * Serves a simulator over HTTP. If the simulator drops a connection, it is destroyed. A request for another
 * host name gets a 421, because a web page elsewhere can point its own name at this machine (DNS rebinding).
 * Rejects with the system's error (`EADDRINUSE`, …).
 */
export async function simulate(
  simulator: Pick<ApiSimulator, 'fetch'>,
  { host, port, allowedHosts = [] }: Address,
): Promise<Simulation> {
  const name = host.includes(':') ? `[${host}]` : host
  const hosts = [...OWN_HOSTS, name, ...allowedHosts].map((one) => one.toLowerCase())
  const answer = (request: Request) => {
    const { hostname } = new URL(request.url)
    return hosts.includes(hostname) ? simulator.fetch(request) : refuseHost(hostname)
  }
  const listener = toNodeListener(answer, { onError: (_error, response) => void response.destroy() })
  const server = createServer((request, response) => {
    listener(request, response)
    response.once('close', () => {
      // A keep-alive connection would keep the server open after its last response.
      if (!server.listening) setImmediate(() => server.closeIdleConnections())
    })
  })
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  const actualPort = typeof address === 'object' && address ? address.port : port

  return {
    url: `http://${name}:${actualPort}`,
    async close(graceMs = 2000) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const timer = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearTimeout(timer)
    },
  }
}

/** 421 Misdirected Request (RFC 9110, 15.5.20). */
function refuseHost(hostname: string): Response {
  const detail =
    `The simulator does not accept requests for ${hostname}. ` +
    `If that name is yours, start it with: react-accepted simulate --allow-host ${hostname}`
  return problem(421, 'Misdirected request', detail)
}
