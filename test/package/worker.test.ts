import { createContext, runInContext } from 'node:vm'

import { build } from 'esbuild'
import { expect, test } from 'vitest'

/** The globals that Cloudflare Workers, Deno and Bun share, without those of browsers and Node. */
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

/** Bundles a script with the built package and its dependencies, and runs it with only a worker's globals. */
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

test('every entry point loads in a worker, without window, document, localStorage, navigator or process', async () => {
  const result = await runAsWorker(`
    import * as entryPoint from './dist/index.js'
    import * as client from './dist/client.js'
    import * as server from './dist/server.js'
    import * as simulator from './dist/simulator.js'
    import * as locales from './dist/locales.js'
    import * as twilio from './dist/twilio.js'
    import * as twilioClient from './dist/twilio/client.js'
    import * as twilioServer from './dist/twilio/server.js'
    import * as twilioSimulator from './dist/twilio/simulator.js'
    const entryPoints = [entryPoint, client, server, simulator, locales, twilio, twilioClient, twilioServer, twilioSimulator]
    const absent = ['window', 'document', 'localStorage', 'sessionStorage', 'navigator', 'location', 'process']
    export const result = {
      present: absent.filter((name) => name in globalThis),
      empty: entryPoints.filter((names) => Object.keys(names).length === 0).length,
    }
  `)
  expect(result).toEqual({ present: [], empty: 0 })
})

test('the proxy, the client and the query options work in a worker', { timeout: 30_000 }, async () => {
  const result = await runAsWorker(`
    import { QueryClient } from '@tanstack/react-query'
    import { asyncOperationOptions } from './dist/index.js'
    import { createOrchestratorClient } from './dist/twilio/client.js'
    import { createOrchestratorProxy } from './dist/twilio/server.js'
    import { createSimulator } from './dist/twilio/simulator.js'

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
      // Like a loader: with its own client, which has not seen the 202.
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
