import { resolve } from 'node:path'
// Bundles the benchmark, which is TypeScript, and runs it: `npm run bench` or `npm run bench -- --quick`.
import { pathToFileURL } from 'node:url'

import { build } from 'esbuild'

const outfile = resolve('node_modules/.cache/bench/main.mjs')
await build({
  entryPoints: ['bench/main.ts'],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
})
await import(pathToFileURL(outfile).href)
