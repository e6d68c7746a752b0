import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

import { expect, test } from 'vitest'

const compilers = {
  '5.9': 'node_modules/@tsd/typescript/typescript/bin/tsc',
  '7.0': 'node_modules/typescript/bin/tsc',
}
const modules = {
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
}
const cases = Object.entries(compilers).flatMap(([version, path]) =>
  Object.entries(modules).map(([name, options]) => ({ version, path, name, options })),
)

/** An application that sees only our package, linked into its node_modules as npm would install it. */
function createConsumer(name: string, options: object, files = ['page.tsx', 'server.ts']): string {
  const folder = resolve('node_modules/.cache/react-accepted/consumers', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(`${folder}/node_modules`, { recursive: true })
  cpSync('test/package/consumer', folder, { recursive: true })
  symlinkSync(resolve('.'), `${folder}/node_modules/react-accepted`, 'junction')
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    jsx: 'react-jsx',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
    types: ['node'],
    ...options,
  }
  writeFileSync(`${folder}/package.json`, JSON.stringify({ type: 'module' }))
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions, files }))
  return folder
}

/** The errors of the compiler; empty if there are none. */
async function compile(path: string, folder: string): Promise<string> {
  return promisify(execFile)(process.execPath, [path, '-p', folder]).then(
    () => '',
    (error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)),
  )
}

test.each(cases)(
  'TypeScript $version accepts our declarations with $name module resolution, checking each of them',
  { timeout: 120_000 },
  async ({ version, path, name, options }) => {
    expect(await compile(path, createConsumer(`${version}-${name}`, options))).toBe('')
  },
)

test('a page needs no Node types', { timeout: 60_000 }, async () => {
  const folder = createConsumer('page', { ...modules.bundler, types: [] }, ['page.tsx'])
  expect(await compile(compilers['7.0'], folder)).toBe('')
})

test('a Worker needs no Node types', { timeout: 60_000 }, async () => {
  const folder = createConsumer('worker', { ...modules.bundler, types: [] }, ['worker.ts'])
  expect(await compile(compilers['7.0'], folder)).toBe('')
})
