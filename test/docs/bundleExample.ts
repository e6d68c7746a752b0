import { resolve } from 'node:path'

import { build } from 'esbuild'

/** Bundles an example, so that Node can run it; gives its path. */
export async function bundleExample(code: string, name: string): Promise<string> {
  const outfile = resolve(`node_modules/.cache/react-accepted/${name}.mjs`)
  await build({
    stdin: { contents: code, resolveDir: process.cwd(), loader: 'ts' },
    tsconfig: 'tsconfig.json',
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  })
  return outfile
}
