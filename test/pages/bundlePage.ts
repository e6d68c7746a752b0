import type { BuildOptions } from 'esbuild'
import { build } from 'esbuild'

/** A page as an application ships it: one script and the package's style sheet. */
export interface BundledPage {
  readonly script: string
  readonly sheet: string
}

/** The options of a production build. */
export const PRODUCTION = {
  outdir: 'out',
  bundle: true,
  format: 'esm',
  minify: true,
  jsx: 'automatic',
  target: 'es2022',
  logLevel: 'error',
  define: { 'process.env.NODE_ENV': '"production"' },
} as const satisfies BuildOptions

/** Bundles a page for production. `entry` is relative to the root of the project. */
export async function bundlePage(entry: string): Promise<BundledPage> {
  const { outputFiles } = await build({
    entryPoints: { page: entry, sheet: 'src/styles.css' },
    ...PRODUCTION,
    write: false,
  })
  const contentOf = (name: string) => outputFiles.find(({ path }) => path.endsWith(name))?.text ?? ''
  return { script: contentOf('page.js'), sheet: contentOf('sheet.css') }
}
