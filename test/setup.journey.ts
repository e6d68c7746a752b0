import { type ChildProcess, spawn } from 'node:child_process'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The Storybook dev server that the journeys visit, without a slash at the end. */
    storybookUrl: string
  }
}

let storybook: ChildProcess | undefined

export async function setup(project: TestProject) {
  const port = String(await freePort())
  const url = `http://localhost:${port}`
  const options = ['-p', port, '--exact-port', '--ci', '--no-version-updates', '--disable-telemetry']
  storybook = spawn(process.execPath, ['node_modules/storybook/dist/bin/dispatcher.js', 'dev', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // VITEST would make the stories bring their own simulator.
    env: { ...process.env, VITEST: '' },
  })
  process.once('exit', teardown)
  let output = ''
  storybook.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  storybook.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))

  const deadline = Date.now() + 60_000
  while (!(await answers(`${url}/index.json`))) {
    if (storybook.exitCode !== null || Date.now() > deadline) {
      teardown()
      throw new Error(`Storybook did not start.\n${output}`)
    }
    await sleep(100)
  }
  project.provide('storybookUrl', url)
}

export function teardown() {
  storybook?.kill()
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url)
    return response.ok
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
