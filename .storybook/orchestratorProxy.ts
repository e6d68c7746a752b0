import { fileURLToPath } from 'node:url'

import type { Plugin, ViteDevServer } from 'vite'

import { apiMark } from './apiMark.ts'
import { isLive } from './isLive.ts'
import { type LiveCredentials, liveCredentials } from './liveCredentials.ts'
import { API_PATH, CONTROLS_PATH, createSimulatedApi, type Listeners } from './simulatedApi.ts'

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
      // Loaded from source, which needs no build, and on the first request, so that Storybook starts even
      // if the source is broken.
      let loading: Promise<Listeners> | undefined
      for (const path of live ? [API_PATH] : [API_PATH, CONTROLS_PATH]) {
        server.middlewares.use(path, (request, response, next) => {
          loading ??= live ? liveListeners(server, live) : simulatedListeners(server)
          loading.then((listeners) => listeners[path]?.(request, response), next)
        })
      }
    },
  }
}

async function simulatedListeners(server: ViteDevServer): Promise<Listeners> {
  return createSimulatedApi({ ...(await loadServer(server)), ...(await loadSimulator(server)) })
}

async function liveListeners(server: ViteDevServer, live: LiveCredentials): Promise<Listeners> {
  const { createOrchestratorProxy, toNodeListener } = await loadServer(server)
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

async function loadServer(server: ViteDevServer) {
  const { toNodeListener } = (await server.ssrLoadModule(
    src('server.ts'),
  )) as typeof import('../src/server.ts')
  const { createOrchestratorProxy } = (await server.ssrLoadModule(
    src('twilio/server.ts'),
  )) as typeof import('../src/twilio/server.ts')
  return { toNodeListener, createOrchestratorProxy }
}

async function loadSimulator(server: ViteDevServer) {
  return (await server.ssrLoadModule(
    src('twilio/simulator.ts'),
  )) as typeof import('../src/twilio/simulator.ts')
}

function src(file: string) {
  return fileURLToPath(new URL(`../src/${file}`, import.meta.url))
}
