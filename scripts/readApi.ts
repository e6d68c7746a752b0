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

/** The exports of an entry point, sorted by name. `folder` has the declarations that `tsc` wrote. */
export function readApi(folder: string, entryPoint: string): ApiEntry[] {
  const { module } = parseSync(entryPoint, readFileSync(join(folder, entryPoint), 'utf8'))
  return module.staticExports
    .flatMap(({ entries }) => entries)
    .map(({ exportName, importName, isType, moduleRequest }) => {
      const path = join(dirname(entryPoint), moduleRequest?.value ?? '').replace(/\.tsx?$/, '.d.ts')
      return readEntry(join(folder, path), importName.name ?? '', exportName.name ?? '', isType)
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function readEntry(path: string, local: string, name: string, isType: boolean): ApiEntry {
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
    declaration: found.map((node) => toDeclaration(source.slice(node.start, node.end))).join('\n'),
  }
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
