import { createServer, type Server } from 'node:http'

import type { Simulator } from '../simulator/createSimulator.ts'
import { toNodeListener } from './toNodeListener.ts'

/** A simulator that listens. */
export interface Simulation {
  /** `http://host:port`, without a slash at the end. */
  readonly url: string
  /** Takes no more requests, finishes those under way for at most `graceMs` (default 2000), and lets go of the port. */
  readonly close: (graceMs?: number) => Promise<void>
}

/** Where to listen. Port 0 lets the system choose. */
export interface Address {
  readonly host: string
  readonly port: number
  /** Names to answer for beside this machine's own and `host`. */
  readonly allowedHosts?: readonly string[]
}

/** Names that no web page can have unless it comes from this machine. */
const OWN_HOSTS = ['localhost', '127.0.0.1', '[::1]']

/**
 * Serves a simulator over HTTP. A connection that the simulator drops is cut. A request for another name is refused: a
 * web page elsewhere can let its own name point to this machine. Rejects with the system's error (`EADDRINUSE`, …).
 */
export async function simulate(
  simulator: Simulator,
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
      // A kept-alive connection would hold the server open after its last answer.
      if (!server.listening) setImmediate(() => server.closeIdleConnections())
    })
  })
  await listen(server, host, port)
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

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** 421, Misdirected Request. */
function refuseHost(hostname: string): Response {
  const detail = `The simulator does not answer for ${hostname}. If that name is yours: react-accepted simulate --allow-host ${hostname}`
  const body = JSON.stringify({ type: 'about:blank', title: 'Misdirected request', status: 421, detail })
  return new Response(body, { status: 421, headers: { 'Content-Type': 'application/problem+json' } })
}
