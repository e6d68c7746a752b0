import type { Page } from '@playwright/test'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { createSimulator } from 'react-accepted/twilio/simulator'
import type { Simulator, SimulatorOptions } from 'react-accepted/twilio/simulator'

/** Answers a page's requests to `/api/twilio` from memory. Control it through the simulator it returns. */
export async function serveSimulator(page: Page, options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = createSimulator({ seed: 'demo', ...options })
  const proxy = createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username: 'demo', password: 'demo' },
    authorize: () => ({ scope: 'test' }),
    fetch: simulator.fetch,
  })
  await page.route('**/api/twilio/**', async (route) => {
    const asked = route.request()
    const answer = await proxy(
      new Request(asked.url(), {
        method: asked.method(),
        headers: await asked.allHeaders(),
        body: asked.postData(),
      }),
    )
    const headers = Object.fromEntries(answer.headers)
    await route.fulfill({ status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) })
  })
  return simulator
}
