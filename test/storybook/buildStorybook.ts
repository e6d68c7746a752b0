import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

import { HASH_FILE, hashSources } from '../../.storybook/sourceHash.ts'

/** The output folder of `npm run storybook:build`. */
export const STORYBOOK_FOLDER = 'storybook-static'

/** Builds Storybook, unless the existing build is from exactly the same sources. */
export async function buildStorybook(): Promise<void> {
  if (isFresh()) return
  console.log(`\n${STORYBOOK_FOLDER} is missing or older than its sources: building Storybook.`)
  const started = performance.now()
  const { code, output } = await run()
  if (code !== 0 || !isFresh()) throw new Error(`Storybook could not be built.\n${output}`)
  console.log(`Storybook was built in ${((performance.now() - started) / 1_000).toFixed(1)} s.`)
}

function isFresh(): boolean {
  const path = `${STORYBOOK_FOLDER}/${HASH_FILE}`
  return existsSync(path) && readFileSync(path, 'utf8') === hashSources()
}

function run(): Promise<{ code: number | null; output: string }> {
  const args = ['node_modules/storybook/dist/bin/dispatcher.js', 'build', '--quiet', '--disable-telemetry']
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, [...args, '-o', STORYBOOK_FOLDER], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Vitest's own values would build another Storybook: React's development build, and stories under test.
      env: { ...process.env, VITEST: '', NODE_ENV: 'production' },
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', fail)
    child.on('close', (code) => settle({ code, output }))
  })
}
