import { copyFile } from 'node:fs/promises'
import { resolve } from 'node:path'

import { build } from 'esbuild'
import { build as viteBuild } from 'vite'

const CACHE = resolve('node_modules/.cache/bench')
/** A fresh build of the package as published; not `dist`, which other processes may be reading. */
const PACKAGE = `${CACHE}/react-accepted`

/** Paths of the package's entry points. */
export const DOORS = {
  'react-accepted': `${PACKAGE}/dist/index.js`,
  'react-accepted/client': `${PACKAGE}/dist/client.js`,
}

/** Builds the package, and the child programs that measure it and the other libraries. */
export async function buildAll(): Promise<{
  readonly page: string
  readonly scale: string
  readonly server: string
}> {
  await viteBuild({ logLevel: 'error', build: { outDir: `${PACKAGE}/dist`, emptyOutDir: true } })
  // Its `sideEffects` field allows tree shaking.
  await copyFile('package.json', `${PACKAGE}/package.json`)
  await build({
    entryPoints: {
      page: 'bench/page/child.ts',
      scale: 'bench/scale/child.ts',
      server: 'bench/server/serve.ts',
    },
    outdir: `${CACHE}/children`,
    outExtension: { '.js': '.mjs' },
    alias: DOORS,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Leaves out `paths`, which resolve to the sources.
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx' } },
    logLevel: 'error',
  })
  return {
    page: `${CACHE}/children/page.mjs`,
    scale: `${CACHE}/children/scale.mjs`,
    server: `${CACHE}/children/server.mjs`,
  }
}
