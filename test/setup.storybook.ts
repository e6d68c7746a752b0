import { toNodeListener } from 'react-accepted/server'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { createSimulator } from 'react-accepted/twilio/simulator'
import type { TestProject } from 'vitest/node'

import { createSimulatedApi } from '../.storybook/simulatedApi.ts'
import { buildStorybook, STORYBOOK_FOLDER } from './storybook/buildStorybook.ts'
import { serveStorybook } from './storybook/serveStorybook.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of the built Storybook that the journeys visit, without a trailing slash. */
    storybookUrl: string
  }
}

/** Tests what ships: the built Storybook, with the proxy and the simulator behind it. */
export async function setup(project: TestProject) {
  await buildStorybook()
  const parts = { createOrchestratorProxy, toNodeListener, createSimulator }
  const api = createSimulatedApi(parts, { operationMs: 900, retryAfterSeconds: 1 })
  const { url, server } = await serveStorybook(STORYBOOK_FOLDER, api)
  project.provide('storybookUrl', url)
  return () => {
    server.closeAllConnections()
    server.close()
  }
}
