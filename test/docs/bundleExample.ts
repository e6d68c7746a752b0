import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Packages that an example shares with its test, so that there is one React. The library is taken from its source. */
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

/** By itself esbuild would look for the built package. */
const alias = {
  'react-accepted': './src/index.ts',
  'react-accepted/client': './src/client.ts',
  'react-accepted/server': './src/server.ts',
  'react-accepted/simulator': './src/simulator.ts',
  'react-accepted/styles.css': './src/styles.css',
}

/** esbuild's functions refuse the globals of jsdom: a process of its own has none. */
const SCRIPT = "import { build } from 'esbuild'\nawait build(JSON.parse(process.argv[1]))"

/** Bundles an example, so that Node can run it; gives its path. */
export async function bundleExample(contents: string, name: string): Promise<string> {
  const outfile = resolve(`node_modules/.cache/react-accepted/${name}.mjs`)
  await bundle({ stdin: { contents, resolveDir: process.cwd(), loader: 'tsx' }, outfile })
  return outfile
}

/** Bundles many examples, each from its file, into a folder. */
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
