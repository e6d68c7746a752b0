import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { findDeadLinks, readLinks } from '../docs/links.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'react-accepted-'))
const script = join(process.cwd(), 'scripts/publishedReadme.mjs')
const manifest: { name: string; version: string; files: string[]; scripts: Record<string, string> } =
  JSON.parse(readFileSync('package.json', 'utf8'))
const PAGE = `https://app.unpkg.com/${manifest.name}@${manifest.version}/files/`
const FILE = `https://unpkg.com/${manifest.name}@${manifest.version}/`

/** The files of the tarball, and its README. */
let packed: readonly string[] = []
let readme = ''

beforeAll(async () => {
  for (const path of ['package.json', ...manifest.files.filter((one) => one !== 'dist')])
    cpSync(path, join(folder, path), { recursive: true })
  await run('node', [script], { cwd: folder })
  const { stdout: tarball } = await run('npm', ['pack', '--silent', '--ignore-scripts'], { cwd: folder })
  const list = await run('tar', ['-tzf', tarball.trim()], { cwd: folder })
  packed = list.stdout.split('\n').map((path) => path.replace(/^package\//, ''))
  readme = (await run('tar', ['-xzOf', tarball.trim(), 'package/README.md'], { cwd: folder })).stdout
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('every link and picture in the README on npm points to a file in the tarball or to a heading', () => {
  const links = readLinks(readme)
  expect(links.length).toBeGreaterThan(25)
  const dead = links.filter((link) => {
    for (const prefix of [PAGE, FILE])
      if (link.startsWith(prefix)) return !packed.includes(link.slice(prefix.length))
    return !/^https:\/\/(?!.*unpkg)/.test(link) && !link.startsWith('#')
  })
  expect(dead).toEqual([])
  expect(findDeadLinks('README.md', { read: () => readme, exists: () => true })).toEqual([])
})

test('every picture URL points to the file itself, not to a page about it', () => {
  const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)|\b(?:src|srcset)="([^"]+)/g)]
  expect(pictures.length).toBeGreaterThan(1)
  for (const [, inMarkdown, inHtml] of pictures)
    expect(inMarkdown ?? inHtml).toMatch(/^https:\/\/unpkg\.com\//)
})

test('no link in a guide leads out of the tarball', () => {
  const guides = packed.filter((path) => path.endsWith('.md') && path !== 'README.md')
  expect(guides.length).toBeGreaterThan(15)
  const dead = guides.flatMap((page) =>
    findDeadLinks(page, {
      read: (path) => readFileSync(path, 'utf8'),
      exists: (path) => packed.includes(path),
    }).map((link) => `${page}: ${link}`),
  )
  expect(dead).toEqual([])
})

test('npm writes the README before publishing, and restores the one with relative links afterwards', async () => {
  expect(manifest.scripts['prepublishOnly']).toMatch(/&& node scripts\/publishedReadme\.mjs$/)
  expect(manifest.scripts['postpublish']).toBe('node scripts/publishedReadme.mjs --restore')
  await run('node', [script, '--restore'], { cwd: folder })
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(readFileSync('README.md', 'utf8'))
})
