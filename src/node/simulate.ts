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
}

/** Serves a simulator over HTTP. A connection that the simulator drops is cut. Rejects with the system's error (`EADDRINUSE`, …). */
export async function simulate(simulator: Simulator, { host, port }: Address): Promise<Simulation> {
  const listener = toNodeListener((request) => simulator.fetch(request), {
    onError: (_error, response) => void response.destroy(),
  })
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
  const name = host.includes(':') ? `[${host}]` : host

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
