import { createOrchestratorProxy, toNodeListener } from 'react-accepted/server'
import { createSimulator } from 'react-accepted/simulator'
import type { TestProject } from 'vitest/node'

import { createSimulatedApi } from '../.storybook/simulatedApi.ts'
import { buildStorybook, STORYBOOK_FOLDER } from './storybook/buildStorybook.ts'
import { serveStorybook } from './storybook/serveStorybook.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The built Storybook that the journeys visit, without a slash at the end. */
    storybookUrl: string
  }
}

/** What ships is what is tested: Storybook as it was built, and behind it the proxy and the simulator. */
export async function setup(project: TestProject) {
  await buildStorybook()
  const api = createSimulatedApi({ createOrchestratorProxy, toNodeListener, createSimulator })
  const { url, server } = await serveStorybook(STORYBOOK_FOLDER, api)
  project.provide('storybookUrl', url)
  return () => {
    server.closeAllConnections()
    server.close()
  }
}
