import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import type { LogEntry } from 'react-accepted/simulator'
import { createSimulator } from 'react-accepted/twilio/simulator'
import type { ScriptRule } from 'react-accepted/twilio/simulator'

import { bundlePage } from './bundlePage.ts'

/**
 * How much faster time runs, in the page and at the server. At a higher speed, the page would treat a store
 * that takes 50 ms on a busy machine as slow.
 */
export const SPEED = 12
const STORE_ID = 'mem_store_01k9w5t6d3r8n0vyh2m4qc7xja'
export const OLD_ID = 'conv_configuration_01k9w5t6d3r8n0vyh2m4qc7xjb'
const AUTHORIZATION = `Basic ${btoa('AC1:secret')}`
const CONFIGURATIONS = '/v2/ControlPlane/Configurations'

/** One origin with its own API. */
export interface World {
  readonly url: string
  readonly script: (...rules: readonly ScriptRule[]) => void
  /** Holds the next submission, or its response. Resolves when it is held. */
  readonly hold: (where: 'request' | 'answer') => Promise<void>
  readonly release: () => void
  /** Removes all faults and releases what is held. */
  readonly heal: () => void
  /** Advances the clock; pages see it the next time they load. */
  readonly skip: (ms: number) => void
  readonly log: () => LogEntry[]
  /** The names of all configurations. */
  readonly configurations: () => Promise<string[]>
}

/** Serves the page and the simulator's API, on one origin per run. */
export interface CrashServer {
  readonly open: (name: string) => World
  readonly close: () => Promise<void>
}

interface Site {
  readonly world: World
  readonly page: () => string
  readonly fetch: (request: Request) => Promise<Response>
  readonly pass: (where: 'request' | 'answer') => Promise<void>
}

export async function createCrashServer(): Promise<CrashServer> {
  const { script } = await bundlePage('test/pages/crashPage.tsx')
  const sites = new Map<string, Site>()
  const server = createServer((request, response) => {
    const { host = '' } = request.headers
    const site = sites.get(host)
    if (request.url === '/page.js') response.setHeader('content-type', 'text/javascript').end(script)
    else if (!site) response.writeHead(404).end()
    else if (!request.url?.startsWith('/v2/'))
      response.setHeader('content-type', 'text/html').end(site.page())
    else void answer(site, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    open(name) {
      // Browsers resolve every name below localhost to this machine.
      const host = `${name}.localhost:${port}`
      const site = createSite(`http://${host}`)
      sites.set(host, site)
      return site.world
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Carries the request out to the end, even if the page is gone. */
async function answer(site: Site, request: IncomingMessage, response: ServerResponse) {
  const { method = 'GET', url = '' } = request
  const headers = new Headers({ authorization: AUTHORIZATION })
  for (const name of ['content-type', 'idempotency-key']) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  try {
    const body = method === 'GET' ? null : await text(request)
    if (method !== 'GET') await site.pass('request')
    const given = await site.fetch(new Request(`${site.world.url}${url}`, { method, headers, body }))
    if (method !== 'GET') await site.pass('answer')
    // A browser retries on its own if a reused connection fails.
    response.writeHead(given.status, { ...Object.fromEntries(given.headers), connection: 'close' })
    for await (const chunk of given.body ?? []) response.write(chunk)
    response.end()
  } catch {
    response.destroy()
  }
}

function createSite(url: string): Site {
  const epoch = Date.now()
  let skipped = 0
  const now = () => Math.floor(epoch + (Date.now() - epoch) * SPEED + skipped)
  const simulator = createSimulator({
    clock: now,
    operationMs: 3_000,
    retryAfterSeconds: 2,
    seed: {
      stores: [{ id: STORE_ID, displayName: 'harbor-memory' }],
      configurations: [{ id: OLD_ID, displayName: 'Old Desk' }],
    },
  })
  let holding: { where: string; isTaken: boolean; reached: Latch; released: Latch } | undefined
  let takeBack: (() => void)[] = []
  const release = () => {
    holding?.released.open()
    holding = undefined
  }
  const world: World = {
    url,
    script: (...rules) => void takeBack.push(simulator.script(...rules)),
    hold(where) {
      release()
      holding = { where, isTaken: false, reached: createLatch(), released: createLatch() }
      return holding.reached.opened
    },
    release,
    heal() {
      release()
      for (const take of takeBack) take()
      takeBack = []
    },
    skip: (ms) => void (skipped += ms),
    log: () => simulator.log(),
    async configurations() {
      const headers = { authorization: AUTHORIZATION }
      const listed = await simulator.fetch(`${url}${CONFIGURATIONS}?pageSize=1000`, { headers })
      const { configurations }: { configurations: { displayName: string }[] } = await listed.json()
      return configurations.map(({ displayName }) => displayName)
    },
  }
  return {
    world,
    fetch: (request) => simulator.fetch(request),
    async pass(where) {
      if (holding?.where !== where || holding.isTaken) return
      holding.isTaken = true
      holding.reached.open()
      await holding.released.opened
    },
    page: () =>
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Crash</title><link rel="icon" href="data:,">` +
      `<body data-speed="${SPEED}" data-epoch="${epoch}" data-skipped="${skipped}" data-store-id="${STORE_ID}">` +
      `<main></main><script type="module" src="/page.js"></script>`,
  }
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
