import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Browser, BrowserContext } from 'playwright'
import { chromium } from 'playwright'

import { findChromium } from '../../scripts/findChromium.ts'

/** A separate Chromium with a profile on disk, which can be killed and started again. */
export interface OwnChromium {
  readonly start: () => Promise<BrowserContext>
  /** Sends SIGKILL to all of its processes at once: nothing is written or reported. */
  readonly kill: () => Promise<void>
  /** Kills it and deletes its profile. */
  readonly dispose: () => Promise<void>
}

interface Running {
  readonly child: ChildProcess
  readonly browser: Browser
}

const ARGS = [
  '--headless',
  '--remote-debugging-port=0',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-popup-blocking',
  '--disable-gpu',
  '--password-store=basic',
  '--use-mock-keychain',
]

export async function createOwnChromium(): Promise<OwnChromium> {
  const { executablePath, args, env } = await findChromium()
  const profile = await mkdtemp(join(tmpdir(), 'own-chromium-'))
  let running: Running | undefined

  async function kill() {
    if (!running) return
    const { child, browser } = running
    running = undefined
    const exited = once(child, 'exit')
    // The whole process group, as in a power cut.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    await exited
    await browser.close().catch(() => undefined)
  }

  return {
    async start() {
      const isRoot = process.getuid?.() === 0
      const child = spawn(
        executablePath,
        [...args, ...ARGS, ...(isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${profile}`, 'about:blank'],
        { env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
      )
      const browser = await chromium.connectOverCDP(await readAddress(child))
      running = { child, browser }
      const [context] = browser.contexts()
      if (!context) throw new Error('Chromium has no window')
      return context
    },
    kill,
    async dispose() {
      await kill()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Chromium prints the address that it listens on. */
async function readAddress({ stderr }: ChildProcess): Promise<string> {
  let said = ''
  for await (const chunk of stderr ?? []) {
    said += String(chunk)
    const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
    if (address !== undefined) return address
  }
  throw new Error(`Chromium did not start: ${said.slice(-500)}`)
}
