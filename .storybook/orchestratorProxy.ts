import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { build } from 'esbuild'
import type { Plugin, ViteDevServer } from 'vite'

import { apiMark } from './apiMark.ts'
import { isLive } from './isLive.ts'
import { type LiveCredentials, liveCredentials } from './liveCredentials.ts'
import { API_PATH, CONTROLS_PATH, createSimulatedApi, type Listeners, type Parts } from './simulatedApi.ts'

/**
 * Adds the library's own proxy to the dev server, so that stories use real HTTP. Behind it is the simulator,
 * with its controls at `/__simulator/`, or, under `npm run start:live`, Twilio.
 */
export function orchestratorProxy(): Plugin {
  const live = isLive() ? liveCredentials() : undefined
  return {
    name: 'orchestrator-proxy',
    transformIndexHtml: (html) => html.replace('<head>', `<head>${apiMark(live ? 'live' : 'server')}`),
    configureServer(server) {
      // Loaded from source on the first request, so that the server starts even if the source is broken.
      let loading: Promise<Listeners> | undefined
      for (const path of live ? [API_PATH] : [API_PATH, CONTROLS_PATH]) {
        server.middlewares.use(path, (request, response, next) => {
          loading ??= live ? liveListeners(server, live) : simulatedListeners()
          loading.then((listeners) => listeners[path]?.(request, response), next)
        })
      }
    },
  }
}

async function simulatedListeners(): Promise<Listeners> {
  return createSimulatedApi(await loadSources())
}

async function liveListeners(server: ViteDevServer, live: LiveCredentials): Promise<Listeners> {
  const { createOrchestratorProxy, toNodeListener } = await loadSources()
  const { accountSid, ...credentials } = live
  const proxy = createOrchestratorProxy({
    basePath: API_PATH,
    credentials,
    // Prevents DNS rebinding: any web page could use a foreign host name that resolves to this machine.
    authorize: (request) =>
      ['localhost', '127.0.0.1'].includes(new URL(request.url).hostname) && { scope: accountSid },
    onError: (error) => server.config.logger.error(String(error)),
  })
  return { [API_PATH]: toNodeListener(proxy) }
}

/** The proxy and the simulator. Bundled, because loading their modules one by one takes ten times as long. */
async function loadSources(): Promise<Parts> {
  const root = fileURLToPath(new URL('../', import.meta.url))
  // Among the packages that it imports, and with a new name, because Node loads each file only once.
  const outfile = `${root}node_modules/.cache/simulated-api/${randomUUID()}.mjs`
  await build({
    stdin: {
      contents: `
        export { toNodeListener } from './src/server.ts'
        export { createOrchestratorProxy } from './src/twilio/server.ts'
        export { createSimulator } from './src/twilio/simulator.ts'
      `,
      resolveDir: root,
    },
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    sourcemap: 'inline',
    logLevel: 'error',
  })
  try {
    return (await import(pathToFileURL(outfile).href)) as Parts
  } finally {
    await rm(outfile)
  }
}
