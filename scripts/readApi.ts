import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'

import { type ESTree, parseSync } from 'vite'

export interface ApiEntry {
  readonly name: string
  readonly isType: boolean
  /** The docstring as Markdown. */
  readonly text: string
  /** The declaration, with the docstrings of its members. */
  readonly declaration: string
}

/** Characters. Longer types of values are schemas, which are unreadable in this form. */
const maxValueType = 400

/** The default of `ZodMiniType`'s last type argument. */
const EXPANDED_SCHEMA = /, z\.core\.\$ZodTypeInternals<[^<>]*>>/g

/** TanStack Query's `UnusedSkipTokenOptions`, as the compiler writes it out. */
const EXPANDED_OPTIONS =
  /OmitKeyof<UseQueryOptions<([^<>]+)>, "queryFn"> & \{\s*queryFn\?: QueryFunction<[^<>]+, never>;?\s*\}/g

/**
 * The exports of some entry points, sorted by name. `folder` has the declarations that `tsc` wrote.
 *
 * @returns one list for each entry point
 */
export function readApi(folder: string, entryPoints: readonly string[]): ApiEntry[][] {
  const found = entryPoints.map((entryPoint) => {
    const { module } = parseSync(entryPoint, readFileSync(join(folder, entryPoint), 'utf8'))
    return module.staticExports.flatMap(({ entries }) => entries)
  })
  const names = new Set(found.flat().map(({ exportName }) => exportName.name ?? ''))
  return found.map((entries, index) =>
    entries
      .map(({ exportName, importName, isType, moduleRequest }) => {
        const path = resolveFrom(entryPoints[index] ?? '', moduleRequest?.value ?? '')
        return readEntry(join(folder, path), importName.name ?? '', exportName.name ?? '', isType, names)
      })
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  )
}

function resolveFrom(file: string, request: string): string {
  return join(dirname(file), request).replace(/\.tsx?$/, '.d.ts')
}

function readEntry(
  path: string,
  local: string,
  name: string,
  isType: boolean,
  names: ReadonlySet<string>,
): ApiEntry {
  const source = readFileSync(path, 'utf8')
  const { program, comments } = parseSync(path, source)
  const found = program.body.filter((node) => namesOf(node).includes(local))
  const [first] = found
  if (!first) throw new Error(`${path} does not declare ${local}.`)
  const comment = comments.findLast(
    ({ type, value, end }) =>
      type === 'Block' &&
      value.startsWith('*') &&
      end <= first.start &&
      source.slice(end, first.start).trim() === '',
  )
  if (!comment) throw new Error(`${local} has no docstring.`)
  return {
    name,
    isType,
    text: toText(comment.value),
    declaration: [
      ...found.map((node) => toDeclaration(source.slice(node.start, node.end))),
      ...findParts(path, found.map(({ start, end }) => source.slice(start, end)).join('\n'), new Set(names)),
    ].join('\n'),
  }
}

/**
 * The types that a declaration consists of and that no entry point exports, such as what all members of
 * a union have in common.
 *
 * @param known names that are shown already; those found are added
 */
function findParts(path: string, declaration: string, known: Set<string>): string[] {
  const source = readFileSync(path, 'utf8')
  const { program, module } = parseSync(path, source)
  const bare = declaration.replaceAll(/\/\*[^]*?\*\/|'[^'\n]*'|"[^"\n]*"/g, '')
  return [...new Set(bare.match(/\b[A-Z]\w+/g))].flatMap((name) => {
    if (known.has(name)) return []
    const node = program.body.find((one) => isTypeDeclaration(one) && namesOf(one).includes(name))
    if (node) {
      known.add(name)
      const text = source.slice(node.start, node.end)
      return [toDeclaration(text), ...findParts(path, text, known)]
    }
    const from = module.staticImports.find(({ entries }) =>
      entries.some((one) => one.localName.value === name),
    )
    if (!from?.moduleRequest.value.startsWith('.')) return []
    return findParts(resolveFrom(path, from.moduleRequest.value), name, known)
  })
}

function isTypeDeclaration(node: ESTree.Node): boolean {
  if (node.type === 'ExportNamedDeclaration') return !!node.declaration && isTypeDeclaration(node.declaration)
  return node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration'
}

/** The names that a statement declares. */
function namesOf(node: ESTree.Node): string[] {
  if (node.type === 'ExportNamedDeclaration') return node.declaration ? namesOf(node.declaration) : []
  if (node.type === 'VariableDeclaration') {
    return node.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
  }
  return 'id' in node && node.id?.type === 'Identifier' ? [node.id.name] : []
}

function toDeclaration(statement: string): string {
  const text = statement
    .replace(/^export /, '')
    .replace(/^declare /, '')
    .replaceAll(/import\((['"])[^'"]+\1\)\./g, '')
    .replaceAll(EXPANDED_SCHEMA, '>')
    .replaceAll(EXPANDED_OPTIONS, 'UnusedSkipTokenOptions<$1>')
  const component = /^const (\w+): ForwardRefExoticComponent<(.*?) & RefAttributes<(\w+)>>;?$/s.exec(text)
  if (component) {
    const [, name = '', props = '', element = ''] = component
    return `function ${name}(props: ${props} & { ref?: Ref<${element}> }): ReactNode`
  }
  if (!text.startsWith('const ') || text.length <= maxValueType) return text
  return text.replace(/^(const \w+: [\w.]+).*$/s, '$1<…>')
}

/** The lines of a docstring, without asterisks. */
export function toLines(comment: string): string {
  return comment
    .slice(1)
    .replaceAll(/^[ \t]*\* ?/gm, '')
    .trim()
    .replaceAll(/\{@link ([^}]+)\}/g, '`$1`')
}

/** A docstring as Markdown. Tags become sentences, and examples code blocks. */
function toText(comment: string): string {
  return toLines(comment)
    .replaceAll(/^@example\n(.*?)(?=\n@|(?![^]))/gms, '```typescript\n$1\n```')
    .replaceAll(/^@throws \{?(\w+Error)\}?/gm, '\nThrows `$1`')
    .replaceAll(/^@throws/gm, '\nThrows')
    .replaceAll(/^@param (\S+)/gm, '- `$1`:')
    .replaceAll(/^@returns? /gm, '\nReturns ')
    .replaceAll(/^```tsx?$/gm, '```jsx')
}
