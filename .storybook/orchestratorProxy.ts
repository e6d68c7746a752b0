import { fileURLToPath } from 'node:url'

import type { Plugin, ViteDevServer } from 'vite'

import { apiMark } from './apiMark.ts'
import { isLive } from './isLive.ts'
import { type LiveCredentials, liveCredentials } from './liveCredentials.ts'
import { API_PATH, CONTROLS_PATH, createSimulatedApi, type Listeners } from './simulatedApi.ts'

/**
 * Puts the library's own proxy into the dev server, so that stories speak real HTTP. Behind it: the simulator, whose
 * controls are at `/__simulator/`, or, under `npm run start:live`, Twilio.
 */
export function orchestratorProxy(): Plugin {
  const live = isLive() ? liveCredentials() : undefined
  return {
    name: 'orchestrator-proxy',
    transformIndexHtml: (html) => html.replace('<head>', `<head>${apiMark(live ? 'live' : 'server')}`),
    configureServer(server) {
      // On the first request: the source needs no build, and a broken one does not keep Storybook from starting.
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
    // A foreign name that resolves to this machine would be a way in for any web page.
    authorize: (request) =>
      ['localhost', '127.0.0.1'].includes(new URL(request.url).hostname) && { scope: accountSid },
    onError: (error) => server.config.logger.error(String(error)),
  })
  return { [API_PATH]: toNodeListener(proxy) }
}

async function loadServer(server: ViteDevServer) {
  return (await server.ssrLoadModule(src('server.ts'))) as typeof import('../src/server.ts')
}

async function loadSimulator(server: ViteDevServer) {
  return (await server.ssrLoadModule(src('simulator.ts'))) as typeof import('../src/simulator.ts')
}

function src(file: string) {
  return fileURLToPath(new URL(`../src/${file}`, import.meta.url))
}
