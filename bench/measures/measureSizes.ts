import { gzipSync } from 'node:zlib'

import { build } from 'esbuild'

import { DOORS } from '../build.ts'
import type { ContestantKey } from '../contestants/names.ts'

/** Bytes, minified and gzipped; React is never counted. */
export interface Sizes {
  /** Without TanStack Query, for applications that already have it. */
  readonly withoutPeers: number
  readonly withEverything: number
}

const REACT = ['react', 'react-dom']
const TANSTACK = ['@tanstack/react-query']
/** Lazy-loaded after the page; `npm run size` measures it separately. */
const LATER = ['*/attachToGate.js']

/** Measures the smallest program that polls: the file in `contestants/` and all that it imports. */
export async function measureSizes(key: ContestantKey): Promise<Sizes> {
  const entryPoint = `bench/contestants/${key}.tsx`
  return {
    withoutPeers: await gzippedSize(entryPoint, [...REACT, ...TANSTACK]),
    withEverything: await gzippedSize(entryPoint, REACT),
  }
}

async function gzippedSize(entryPoint: string, external: string[]): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [entryPoint],
    external: [...external, ...LATER],
    alias: DOORS,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx' } },
    logLevel: 'error',
  })
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).byteLength, 0)
}
