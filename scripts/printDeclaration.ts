import { format, type FormatConfig } from 'oxfmt'
import { type ESTree, parseSync } from 'vite'

import { groupBy } from './groupBy.ts'
import { placeComments } from './placeComments.ts'

/** A declaration in the form of the API reference. */
export interface PrintedDeclaration {
  /** TypeScript with `//` comments. */
  readonly code: string
  /** Properties without a comment whose type many of them share, by that type: they are not in `code`. */
  readonly lists: ReadonlyMap<string, readonly string[]>
  /** The values of a type that is a union of strings. */
  readonly values: readonly string[]
  /** Whether a property can be assigned. If none can, `readonly` is not printed. */
  readonly isMutable: boolean
  /** The names in the declaration, among them those of the types it uses. */
  readonly names: ReadonlySet<string>
}

/** A place in the source, and what is printed there. */
interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** This many properties of one type are listed. */
const MANY = 4

/** Prints a declaration as `readApi` returns it. */
export async function printDeclaration(
  declaration: string,
  style: FormatConfig,
): Promise<PrintedDeclaration> {
  const source = declaration.replaceAll(/^(?=const )/gm, 'declare ')
  const { program, comments } = parseSync('api.d.ts', source)
  const properties = program.body.flatMap(propertiesOf)
  const isMutable = properties.some(({ readonly }) => !readonly)
  const documented = new Set(comments.map(({ end }) => source.slice(end).search(/\S/) + end))
  const lists = listProperties(
    source,
    program.body.flatMap(membersOf).filter(({ start }) => !documented.has(start)),
  )
  const listed = [...lists.values()].flat()
  const edits: Edit[] = [
    ...comments.map(({ start, end }, index) => ({ start, end, text: `//${index}${endOfLine(source, end)}` })),
    ...listed.map(({ start, end }) => ({ start, end, text: '' })),
    ...properties.flatMap((node) =>
      isMutable || listed.some(({ start }) => start === node.start) ? [] : withoutReadonly(source, node),
    ),
  ]
  const { code, errors } = await format('api.ts', edit(source, edits), { ...style, objectWrap: 'collapse' })
  if (errors.length > 0) throw new Error(`${declaration} cannot be formatted: ${errors[0]?.message}`)
  const bare = edit(
    source,
    comments.map(({ start, end }) => ({ start, end, text: '' })),
  )
  return {
    code: placeComments(
      code
        .trim()
        .replaceAll(/^declare /gm, '')
        .replaceAll(/\n{2,}/g, '\n')
        .replaceAll(/\n(?=(?:interface|type) )/g, '\n\n'),
      comments.map(({ value }) => value),
    ),
    lists: new Map(
      [...lists].map(([type, nodes]) => [type, nodes.map(({ key }) => source.slice(key.start, key.end))]),
    ),
    values: program.body.slice(0, 1).flatMap(valuesOf),
    isMutable,
    names: new Set(bare.replaceAll(/'[^'\n]*'|"[^"\n]*"/g, '').match(/\w+/g)),
  }
}

type Property = ESTree.TSPropertySignature | ESTree.PropertyDefinition | ESTree.TSIndexSignature

/** The properties of a declaration, except those in parameters and type arguments. */
function propertiesOf(node: ESTree.Node): Property[] {
  switch (node.type) {
    case 'TSInterfaceDeclaration':
    case 'ClassDeclaration':
      return node.body.body.flatMap(propertiesOf)
    case 'TSTypeLiteral':
      return node.members.flatMap(propertiesOf)
    case 'TSUnionType':
    case 'TSIntersectionType':
      return node.types.flatMap(propertiesOf)
    case 'TSArrayType':
      return propertiesOf(node.elementType)
    case 'TSTypeAliasDeclaration':
    case 'TSTypeAnnotation':
    case 'TSParenthesizedType':
    case 'TSTypeOperator':
      return node.typeAnnotation ? propertiesOf(node.typeAnnotation) : []
    case 'TSPropertySignature':
    case 'PropertyDefinition':
    case 'TSAbstractPropertyDefinition':
    case 'TSIndexSignature':
      return [node, ...(node.typeAnnotation ? propertiesOf(node.typeAnnotation) : [])]
    default:
      return []
  }
}

/** The properties of an interface that are not optional. */
function membersOf(node: ESTree.Node): ESTree.TSPropertySignature[] {
  if (node.type !== 'TSInterfaceDeclaration') return []
  return node.body.body.flatMap((member) =>
    member.type === 'TSPropertySignature' && !member.optional ? [member] : [],
  )
}

/** The properties that share their type with many others, by that type. */
function listProperties(
  source: string,
  members: readonly ESTree.TSPropertySignature[],
): Map<string, ESTree.TSPropertySignature[]> {
  const lists = groupBy(members, ({ typeAnnotation: type }) =>
    type ? source.slice(type.typeAnnotation.start, type.typeAnnotation.end) : '',
  )
  return new Map([...lists].filter(([, nodes]) => nodes.length >= MANY))
}

function valuesOf(node: ESTree.Node): string[] {
  const type = node.type === 'TSTypeAliasDeclaration' ? node.typeAnnotation : undefined
  if (type?.type !== 'TSUnionType') return []
  const values = type.types.flatMap((member) =>
    member.type === 'TSLiteralType' && member.literal.type === 'Literal' ? `'${member.literal.value}'` : [],
  )
  return values.length === type.types.length ? values : []
}

function withoutReadonly(source: string, { start, end }: Property): Edit[] {
  const word = /\breadonly /.exec(source.slice(start, end))
  return word ? [{ start: start + word.index, end: start + word.index + word[0].length, text: '' }] : []
}

function endOfLine(source: string, at: number): string {
  return /^[ \t]*\n/.test(source.slice(at)) ? '' : '\n'
}

function edit(source: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: other }) => text.slice(0, start) + other + text.slice(end), source)
}
