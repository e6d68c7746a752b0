import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Packages that an example shares with its test, so that there is one React. */
const external = [
  'react',
  'react-dom',
  'react-hook-form',
  '@azure/core-lro',
  '@radix-ui/*',
  '@remix-run/node-fetch-server',
  '@tanstack/react-query',
  '@vitejs/plugin-react',
  'swr',
  'vite',
]

/** Takes the library from its source: esbuild would resolve the built package. */
const alias = {
  'react-accepted': './src/index.ts',
  'react-accepted/client': './src/client.ts',
  'react-accepted/server': './src/server.ts',
  'react-accepted/simulator': './src/simulator.ts',
  'react-accepted/locales': './src/locales.ts',
  'react-accepted/twilio': './src/twilio.ts',
  'react-accepted/twilio/client': './src/twilio/client.ts',
  'react-accepted/twilio/server': './src/twilio/server.ts',
  'react-accepted/twilio/simulator': './src/twilio/simulator.ts',
  'react-accepted/styles.css': './src/styles.css',
}

/** Runs in a process of its own, because esbuild fails with the globals of jsdom. */
const SCRIPT = "import { build } from 'esbuild'\nawait build(JSON.parse(process.argv[1]))"

/** Bundles an example for Node and returns the path of the bundle. */
export async function bundleExample(contents: string, name: string): Promise<string> {
  const outfile = resolve(`node_modules/.cache/react-accepted/${name}.mjs`)
  await bundle({ stdin: { contents, resolveDir: process.cwd(), loader: 'tsx' }, outfile })
  return outfile
}

/** Bundles many examples, one file each, into a folder. */
export async function bundleExamples(entryPoints: readonly string[], outdir: string): Promise<void> {
  await bundle({ entryPoints, outdir, outExtension: { '.js': '.mjs' } })
}

async function bundle(options: object): Promise<void> {
  const shared = {
    alias,
    bundle: true,
    external,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    loader: { '.css': 'empty' },
    logLevel: 'error',
    logOverride: { 'ignored-bare-import': 'silent' },
  }
  await run(process.execPath, [
    '--input-type=module',
    '-e',
    SCRIPT,
    JSON.stringify({ ...shared, ...options }),
  ])
}
