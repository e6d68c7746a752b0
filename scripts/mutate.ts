import { type ESTree, parseSync } from 'vite'

import type { Change, Mutant } from '../test/mutants/mutant.ts'

/**
 * The files that a mutant changes: path → new text. Finds each function by its name, in any file.
 *
 * @throws Error if a change does not match exactly one place
 */
export function mutate(sources: ReadonlyMap<string, string>, { name, changes }: Mutant): Map<string, string> {
  const changed = new Map<string, string>()
  for (const change of changes) {
    const places = [...new Map([...sources, ...changed])].flatMap(([path, text]) =>
      findPlaces(text, path, change).map(([start, end]) => ({
        path,
        before: text.slice(0, start),
        after: text.slice(end),
      })),
    )
    const [place] = places
    if (!place || places.length > 1)
      throw new Error(`${name}: ${places.length} places in ${change.in} match, not one: ${change.from}`)
    changed.set(place.path, place.before + change.to + place.after)
  }
  return changed
}

/** Where `from` occurs in the function named `in`. White space is ignored. */
function findPlaces(text: string, path: string, { in: name, from }: Change): (readonly [number, number])[] {
  if (!name.split('.').every((part) => text.includes(part))) return []
  const words = from.match(/\w+|[^\w\s]/g) ?? []
  const code = new RegExp(words.map((word) => word.replace(/\W/, '\\$&')).join('\\s*'), 'g')
  return listNamed(text, path)
    .filter((named) => named.name === name)
    .flatMap(({ start, end }) =>
      [...text.slice(start, end).matchAll(code)].map(
        ({ index, 0: found }) => [start + index, start + index + found.length] as const,
      ),
    )
}

interface Named {
  readonly name: string
  readonly start: number
  readonly end: number
}

/** Every function, and every value of a module, by qualified name: `createJournal.open`. */
function listNamed(text: string, path: string): Named[] {
  const found: Named[] = []
  visit(parseSync(path, text).program, '')
  return found

  function visit(node: ESTree.Node, outer: string): void {
    const own = toName(node, outer)
    const name = [outer, own].filter(Boolean).join('.')
    if (own) found.push({ name, start: node.start, end: node.end })
    for (const value of Object.values(node))
      for (const child of [value].flat()) if (isNode(child)) visit(child, name)
  }
}

function toName(node: ESTree.Node, outer: string): string | undefined {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return node.id?.name
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' && (!outer || isFunction(node.init)) ? node.id.name : undefined
    case 'MethodDefinition':
    case 'Property':
      return node.key.type === 'Identifier' && isFunction(node.value) ? node.key.name : undefined
    default:
      return undefined
  }
}

function isFunction(node: ESTree.Node | null): boolean {
  return node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression'
}

function isNode(value: unknown): value is ESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
