import type { FormatConfig } from 'oxfmt'

import { type PrintedDeclaration, printDeclaration } from './printDeclaration.ts'
import { type ApiEntry, readApi } from './readApi.ts'

/** An export as the API reference shows it. */
export interface ApiItem extends ApiEntry, PrintedDeclaration {
  readonly entryPoint: string
  /** The name of the export under which it is shown, or its own. */
  readonly under: string
}

/** Lines. A type of this length at most is shown under the only export that uses it. */
const SMALL = 20

/** How the docstrings of props, options and results begin. Under their subject it goes without saying. */
export const ABOUT = /^(?:Props|Options|The result) of `?(\w+)`?\.(?:\s+|$)/

/** All exports of some entry points, each with the declaration file that `tsc` wrote into `folder`. */
export async function readItems(
  folder: string,
  files: readonly (readonly [entryPoint: string, file: string, ...others: string[]])[],
  style: FormatConfig,
): Promise<ApiItem[]> {
  const read = readApi(
    folder,
    files.map(([, file]) => file),
  )
  const all = await Promise.all(
    files.flatMap(([entryPoint], index) =>
      (read[index] ?? []).map(async (entry) => ({
        ...entry,
        ...(await printDeclaration(entry.declaration, style)),
        entryPoint,
      })),
    ),
  )
  const owners = new Map(all.map((item) => [item.name, findOwner(item, all)]))
  return all.map((item) => ({ ...item, under: findRoot(item.name, owners) }))
}

/** The export that a type is named after, or the only one that uses a small type. */
function findOwner(item: Omit<ApiItem, 'under'>, all: readonly Omit<ApiItem, 'under'>[]): string | undefined {
  // Comments have no lists or examples.
  if (!item.isType || item.lists.size > 0 || /\n\s*\n|^- |^```/m.test(item.text)) return undefined
  const users = all.filter(({ name, names }) => name !== item.name && names.has(item.name))
  const subject = item.name.replace(/(?:Props|Options|Result)$/, '').toLowerCase()
  const namesake = users.find(({ name }) => name.toLowerCase() === subject)
  const isSmall = item.code.split('\n').length <= SMALL
  const owner = namesake ?? (isSmall && users.length === 1 ? users[0] : undefined)
  return owner?.entryPoint === item.entryPoint ? owner.name : undefined
}

function findRoot(name: string, owners: ReadonlyMap<string, string | undefined>): string {
  const seen = new Set<string>()
  let root = name
  for (let owner = owners.get(root); owner !== undefined; owner = owners.get(root)) {
    if (seen.has(owner)) return name
    seen.add(owner)
    root = owner
  }
  return root
}
