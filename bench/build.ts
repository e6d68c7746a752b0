import { copyFile } from 'node:fs/promises'
import { resolve } from 'node:path'

import { build } from 'esbuild'
import { build as viteBuild } from 'vite'

const CACHE = resolve('node_modules/.cache/bench')
/** The package as it is published, built anew; not `dist`, which others may be reading. */
const PACKAGE = `${CACHE}/react-accepted`

/** Where the package's doors are. */
export const DOORS = {
  'react-accepted': `${PACKAGE}/dist/index.js`,
  'react-accepted/client': `${PACKAGE}/dist/client.js`,
}

/** Builds the package, and the children that measure it beside the others. */
export async function buildAll(): Promise<{
  readonly page: string
  readonly scale: string
  readonly server: string
}> {
  await viteBuild({ logLevel: 'error', build: { outDir: `${PACKAGE}/dist`, emptyOutDir: true } })
  // Says which files have side effects.
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
    // Without `paths`, which lead to the sources.
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx' } },
    logLevel: 'error',
  })
  return {
    page: `${CACHE}/children/page.mjs`,
    scale: `${CACHE}/children/scale.mjs`,
    server: `${CACHE}/children/server.mjs`,
  }
}
