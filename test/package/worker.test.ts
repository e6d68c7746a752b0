import { createContext, runInContext } from 'node:vm'

import { build } from 'esbuild'
import { expect, test } from 'vitest'

/** What Cloudflare Workers, Deno and Bun have in common, and nothing of a browser or of Node. */
const WORKER = [
  'AbortController',
  'AbortSignal',
  'Blob',
  'DOMException',
  'Event',
  'EventTarget',
  'FormData',
  'Headers',
  'ReadableStream',
  'Request',
  'Response',
  'TextDecoder',
  'TextEncoder',
  'TransformStream',
  'URL',
  'URLSearchParams',
  'atob',
  'btoa',
  'clearInterval',
  'clearTimeout',
  'console',
  'crypto',
  'fetch',
  'queueMicrotask',
  'setInterval',
  'setTimeout',
  'structuredClone',
] as const

/** Bundles what was built, with everything it imports, and runs a script with it where there is only a worker's world. */
async function runAsWorker(script: string): Promise<unknown> {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'worker',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['worker', 'import', 'default'],
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['node:*'],
    target: 'es2022',
    logLevel: 'silent',
  })
  const world = Object.fromEntries(WORKER.map((name) => [name, globalThis[name]]))
  const context = createContext(world)
  runInContext('globalThis.self = globalThis', context)
  return runInContext(`${outputFiles[0]?.text}\nworker.result`, context)
}

test('every door opens in a worker, without window, document, localStorage, navigator or process', async () => {
  const result = await runAsWorker(`
    import * as door from './dist/index.js'
    import * as client from './dist/client.js'
    import * as server from './dist/server.js'
    import * as simulator from './dist/simulator.js'
    const absent = ['window', 'document', 'localStorage', 'sessionStorage', 'navigator', 'location', 'process']
    export const result = {
      present: absent.filter((name) => name in globalThis),
      names: [door, client, server, simulator].map((names) => Object.keys(names).length > 0),
    }
  `)
  expect(result).toEqual({ present: [], names: [true, true, true, true] })
})

test('the proxy, the client and the query options do their work there', { timeout: 30_000 }, async () => {
  const result = await runAsWorker(`
    import { QueryClient } from '@tanstack/react-query'
    import { asyncOperationOptions } from './dist/index.js'
    import { createOrchestratorClient } from './dist/client.js'
    import { createOrchestratorProxy } from './dist/server.js'
    import { createSimulator } from './dist/simulator.js'

    const simulator = createSimulator({ seed: 'demo', operationMs: 0 })
    const proxy = createOrchestratorProxy({
      basePath: '/api/twilio',
      credentials: { username: 'SK0', password: 'secret' },
      authorize: () => ({ scope: 'mara' }),
      fetch: simulator.fetch,
    })
    const client = createOrchestratorClient({
      baseUrl: 'https://worker.test/api/twilio',
      fetch: (input, init) => proxy(new Request(input, init)),
    })
    async function work() {
      const { items: [memoryStoreId] } = await client.memoryStores.list()
      const accepted = await client.configurations.create({
        displayName: 'Harbor', description: 'Office', conversationGroupingType: 'GROUP_BY_PROFILE', memoryStoreId,
      })
      const { api, operationId } = accepted
      // As a loader does: with a client of its own, which knows nothing of the 202.
      const other = createOrchestratorClient({
        baseUrl: 'https://worker.test/api/twilio',
        fetch: (input, init) => proxy(new Request(input, init)),
      })
      const { operation } = await new QueryClient().fetchQuery(asyncOperationOptions(other, { api, operationId }))
      return operation.status
    }
    export const result = work()
  `)
  expect(result).toBe('COMPLETED')
})
