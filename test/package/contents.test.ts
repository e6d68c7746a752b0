import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { expect, test } from 'vitest'

interface Packed {
  readonly files: readonly { readonly path: string; readonly mode: number }[]
  readonly size: number
}

const run = promisify(execFile)

/** What npm would publish, with its warnings and errors. */
async function pack(): Promise<Packed & { complaints: string[] }> {
  const { stdout, stderr } = await run('npm', ['pack', '--dry-run', '--json'])
  const [packed]: Packed[] = JSON.parse(stdout)
  if (!packed) throw new Error('npm packs nothing.')
  return { ...packed, complaints: stderr.split('\n').filter((line) => /npm (warn|error)/i.test(line)) }
}

/** Three files in dist per module of src, the style sheets, the guides, and six files of the root folder. */
function wanted(): string[] {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path))
  const built = sources.flatMap((path) => {
    const stem = `dist/${path.replace(/\.tsx?$/, '')}`
    return [`${stem}.js`, `${stem}.js.map`, `${stem}.d.ts`]
  })
  return [
    ...built,
    'dist/layered.css',
    'dist/layered.css.d.ts',
    'dist/styles.css',
    'dist/styles.css.d.ts',
    ...readdirSync('docs').map((name) => `docs/${name}`),
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'package.json',
  ]
}

test('exactly the build, the guides and six files of the root folder are published, without warnings', async () => {
  const { files, size, complaints } = await pack()
  const published = new Set(files.map(({ path }) => path))
  const missing = wanted().filter((path) => !published.has(path))
  const expected = new Set(wanted())
  expect([...published].filter((path) => !expected.has(path))).toEqual([])
  // Modules with only types have no JavaScript; test/package/built.test.ts checks that none is missing.
  expect(missing.filter((path) => !/\.js(\.map)?$/.test(path))).toEqual([])
  expect(complaints).toEqual([])
  expect(size).toBeLessThan(1_355_000) // the guides and their pictures take a fifth of it
})

test('npm publish finds nothing in package.json to correct', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'react-accepted-'))
  try {
    copyFileSync('package.json', join(folder, 'package.json'))
    await run('npm', ['pkg', 'fix'], { cwd: folder })
    const corrected: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    expect(corrected).toEqual(JSON.parse(readFileSync('package.json', 'utf8')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
