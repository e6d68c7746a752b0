import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import manifest from '../../package.json' with { type: 'json' }
import { readEntryPoints } from '../../scripts/readEntryPoints.ts'

const list = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').slice(folder.length + 1))

const sources = list('src').filter((path) => /\.tsx?$/.test(path))
const isMarked = (path: string) => /^(['"])use client\1/.test(readFileSync(path, 'utf8'))
const toJs = (path: string) => path.replace(/\.tsx?$/, '.js')

test("'use client' is on the first line of the files that have it in the source, but of no entry point", () => {
  const marked = sources.filter((path) => isMarked(`src/${path}`)).map(toJs)
  const built = list('dist').filter((path) => path.endsWith('.js') && isMarked(`dist/${path}`))
  expect(built.toSorted()).toEqual(marked.toSorted())
  expect(built.filter((path) => !path.includes('/'))).toEqual([])
})

test('every built file has a source', () => {
  const stems = new Set([
    'styles.css',
    'styles.css.d.ts',
    'layered.css',
    'layered.css.d.ts',
    ...sources.map((path) => path.replace(/\.tsx?$/, '')),
  ])
  const strays = list('dist').filter(
    (path) => !stems.has(path) && !stems.has(path.replace(/\.(js|js\.map|d\.ts)$/, '')),
  )
  expect(strays).toEqual([])
})

test('every file that package.json names exists', () => {
  const named = Object.values(manifest.exports).flatMap((entry) =>
    typeof entry === 'string' ? [entry] : Object.values(entry),
  )
  expect([...named, manifest.bin['react-accepted']].filter((path) => !existsSync(path))).toEqual([])
})

test('no style of a component depends on `:dir()`, which older browsers lack and minifiers replace by languages', () => {
  for (const name of ['styles.css', 'layered.css']) {
    const css = readFileSync(`dist/${name}`, 'utf8').replaceAll(/\/\*[^]*?\*\//g, '')
    const selectors = css.match(/[^{}]*:dir\([^{}]*(?=\{)/g) ?? []
    expect(selectors.map((one) => one.trim())).toEqual([':host(:dir(rtl))'])
  }
})

test('the CLI is executable', () => {
  const path = manifest.bin['react-accepted']
  expect(readFileSync(path, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  expect(() => accessSync(path, constants.X_OK)).not.toThrow()
})

test.each(Object.entries(readEntryPoints()))('Node can import %s by name', (entryPoint, exports) => {
  const script = `console.log(JSON.stringify(Object.keys(await import('${entryPoint}'))))`
  const found: unknown = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
  )
  expect(found).toEqual(exports.filter(({ isType }) => !isType).map(({ name }) => name))
})
