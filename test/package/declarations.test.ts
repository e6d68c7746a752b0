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

/** An application beside nothing of ours but the package, which stands in its node_modules as npm would put it there. */
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

/** What the compiler has to complain of. */
async function compile(path: string, folder: string): Promise<string> {
  return promisify(execFile)(process.execPath, [path, '-p', folder]).then(
    () => '',
    (error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)),
  )
}

test.each(cases)(
  'TypeScript $version takes our declarations by $name, checking each of them',
  { timeout: 120_000 },
  async ({ version, path, name, options }) => {
    expect(await compile(path, createConsumer(`${version}-${name}`, options))).toBe('')
  },
)

test('a page needs no types of Node', { timeout: 60_000 }, async () => {
  const folder = createConsumer('page', { ...modules.bundler, types: [] }, ['page.tsx'])
  expect(await compile(compilers['7.0'], folder)).toBe('')
})

test(
  'a Worker needs the types of Node only where declarations are checked',
  { timeout: 60_000 },
  async () => {
    const options = { ...modules.bundler, types: [] }
    const checked = createConsumer('workerChecked', options, ['worker.ts'])
    const complaints = await compile(compilers['7.0'], checked)
    expect(complaints.match(/'[^']*'/g)).toContain("'node:http'")
    const skipping = createConsumer('worker', { ...options, skipLibCheck: true }, ['worker.ts'])
    expect(await compile(compilers['7.0'], skipping)).toBe('')
  },
)
