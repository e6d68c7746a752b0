import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'

import { build } from 'esbuild'

/** A run of the command line. */
export interface Run {
  readonly child: ChildProcess
  readonly stdout: () => string
  readonly stderr: () => string
  /** The exit code; null if a signal ended it. */
  readonly exit: Promise<number | null>
}

/** Bundles the CLI into one file under node_modules/.cache, where it finds its packages; returns the path. */
export async function bundleCli(name: string): Promise<string> {
  const folder = resolve('node_modules/.cache/react-accepted')
  await mkdir(folder, { recursive: true })
  const outfile = `${folder}/${name}.mjs`
  await build({
    entryPoints: ['src/node/cli.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
  })
  return outfile
}

export function runCli(file: string, ...args: readonly string[]): Run {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const exit = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null))
  return { child, stdout: () => stdout, stderr: () => stderr, exit }
}

/** Waits for the line with the address and returns the URL. Rejects with stderr if the process ends first. */
export async function urlOf(run: Run): Promise<string> {
  const url = () => /http:\/\/[^\s)]+/.exec(run.stdout())?.[0]
  await new Promise<void>((resolveLine, reject) => {
    const look = () => {
      if (url() !== undefined) resolveLine()
    }
    look()
    run.child.stdout?.on('data', look)
    void run.exit.then(() => reject(new Error(`The command line ended: ${run.stderr()}`)))
  })
  return url() ?? ''
}
