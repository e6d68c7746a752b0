import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { Plugin } from 'vite'

/** The file in a built Storybook with the hash of its sources. */
export const HASH_FILE = 'source-hash.txt'

const root = fileURLToPath(new URL('../', import.meta.url))
const folders = ['.storybook', 'docs', 'scripts', 'src', 'stories']

/** A hash that changes with everything that goes into a built Storybook, and with nothing else. */
export function hashSources(): string {
  const pages = readdirSync(root).filter((name) => name.endsWith('.md'))
  const inside = folders.flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  const hash = createHash('sha256')
  // The last file lists what npm has actually installed.
  for (const name of [...pages, ...inside.toSorted(), 'node_modules/.package-lock.json']) {
    const path = root + name
    if (statSync(path).isFile()) hash.update(`${name}\0`).update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

/** Writes the hash into a built Storybook, so that a stale one can be detected. */
export function stampSources(): Plugin {
  let hash = ''
  return {
    name: 'stamp-sources',
    apply: 'build',
    buildStart() {
      hash = hashSources()
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: HASH_FILE, source: hash })
    },
  }
}
