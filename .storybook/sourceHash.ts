import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { Plugin } from 'vite'

/** In a built Storybook: what it was built from. */
export const HASH_FILE = 'source-hash.txt'

const root = fileURLToPath(new URL('../', import.meta.url))
const folders = ['.storybook', 'docs', 'scripts', 'src', 'stories']

/** Changes with everything that a built Storybook is made of, and with nothing else. */
export function hashSources(): string {
  const pages = readdirSync(root).filter((name) => name.endsWith('.md'))
  const inside = folders.flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  const hash = createHash('sha256')
  // The last one is what `npm` has really installed.
  for (const name of [...pages, ...inside.toSorted(), 'node_modules/.package-lock.json']) {
    const path = root + name
    if (statSync(path).isFile()) hash.update(`${name}\0`).update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

/** Lets a built Storybook say what it was built from, so that a stale one is noticed. */
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
