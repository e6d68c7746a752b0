import { afterAll, beforeAll, beforeEach, vi } from 'vitest'

import { bundleCli, runCli, urlOf } from './runCli.ts'
import type { Run } from './runCli.ts'

/**
 * Runs `react-accepted simulate` with its demo data while the tests of one file run, for the client of Twilio. Each
 * test starts with that data.
 *
 * @param name of the bundle: one for each file
 */
export function simulateForTests(name: string) {
  let run: Run
  let url: string

  async function control(action: string, body: object): Promise<void> {
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }
    const response = await fetch(`${url}/__simulator/${action}`, init)
    if (!response.ok) throw new Error(await response.text())
  }

  beforeAll(async () => {
    // The client would put these into host names.
    vi.stubEnv('TWILIO_REGION', undefined)
    vi.stubEnv('TWILIO_EDGE', undefined)
    const file = await bundleCli(name)
    run = runCli(file, 'simulate', '--port', '0', '--controls', '--virtual-clock', '--seed', 'demo')
    url = await urlOf(run)
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    run.child.kill('SIGTERM')
    await run.exit
  })
  beforeEach(() => control('reset', {}))

  return { control, urlOf: () => url }
}
