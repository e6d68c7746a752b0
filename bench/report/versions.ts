import { readFile } from 'node:fs/promises'

import { CONTESTANT_KEYS, CONTESTANTS } from '../contestants/names.ts'

/** Reads the version of each measured package. */
export async function readVersions(): Promise<Record<string, string>> {
  const names = [...CONTESTANT_KEYS.map((key) => CONTESTANTS[key].packageName), 'react', 'jsdom']
  const entries = await Promise.all(
    names.map(async (name) => {
      const path = name === 'react-accepted' ? 'package.json' : `node_modules/${name}/package.json`
      const { version }: { version: string } = JSON.parse(await readFile(path, 'utf8'))
      return [name, version] as const
    }),
  )
  return Object.fromEntries(entries)
}
