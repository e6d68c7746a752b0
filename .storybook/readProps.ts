import { fileURLToPath } from 'node:url'

// The project's compiler no longer has an API. This one is already installed to test our declarations.
import ts from '@tsd/typescript'

/** A prop in the form of Storybook's `argTypes`. */
export interface PropDoc {
  readonly name: string
  readonly description: string
  readonly type:
    | { readonly name: 'enum'; readonly value: readonly (string | number)[]; readonly required: boolean }
    | { readonly name: string; readonly required: boolean; readonly value?: string }
  readonly table: {
    readonly type: { readonly summary: string }
    readonly defaultValue?: { readonly summary: string }
  }
}

export interface ComponentDoc {
  /** The file that declares it. */
  readonly file: string
  readonly name: string
  readonly description: string
  readonly argTypes: Readonly<Record<string, PropDoc>>
}

const root = fileURLToPath(new URL('../', import.meta.url)).replaceAll('\\', '/')

/** Every component that the package exports, with its own props but without the standard HTML props. */
export function readComponents(entries = [`${root}src/index.ts`, `${root}src/twilio.ts`]): ComponentDoc[] {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, (path) => ts.sys.readFile(path))
  const { options } = ts.parseJsonConfigFileContent(
    { compilerOptions: config.compilerOptions, files: [] },
    ts.sys,
    root,
  )
  const program = ts.createProgram(entries, { ...options, types: [] })
  const checker = program.getTypeChecker()
  const exports = entries.flatMap((entry) => {
    const source = program.getSourceFile(entry)
    const door = source && checker.getSymbolAtLocation(source)
    if (!door) throw new Error(`${entry} exports nothing.`)
    return checker.getExportsOfModule(door)
  })
  return exports.flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
    const props = /^[A-Z][a-z]/.test(exported.name) ? propsOf(checker, symbol) : undefined
    const file = symbol.valueDeclaration?.getSourceFile().fileName
    if (!props || !file) return []
    const argTypes = Object.fromEntries(readProps(checker, props).map((prop) => [prop.name, prop]))
    return [{ file, name: exported.name, description: textOf(checker, symbol), argTypes }]
  })
}

/** The type of a component's props; `undefined` if the symbol is not a component. */
function propsOf(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Type | undefined {
  if (!symbol.valueDeclaration) return undefined
  const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures()
  const props = signature?.parameters[0]
  return props && checker.getTypeOfSymbol(props)
}

function readProps(checker: ts.TypeChecker, props: ts.Type): PropDoc[] {
  const found = new Map<string, ts.Symbol[]>()
  for (const variant of props.isUnion() ? props.types : [props]) {
    for (const prop of checker.getPropertiesOfType(variant)) {
      if (isOurs(prop)) found.set(prop.name, [...(found.get(prop.name) ?? []), prop])
    }
  }
  return [...found].flatMap(([name, symbols]) => readProp(checker, name, symbols) ?? [])
}

function isOurs({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some((declaration) => declaration.getSourceFile().fileName.startsWith(`${root}src/`))
}

/** One prop, of one or several variants. Ignores variants that forbid it. */
function readProp(checker: ts.TypeChecker, name: string, symbols: readonly ts.Symbol[]): PropDoc | undefined {
  const types = symbols.map((symbol) => checker.getTypeOfSymbol(symbol))
  const members = [...new Set(types.flatMap((type) => (type.isUnion() ? type.types : [type])))].filter(
    ({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Never)),
  )
  if (members.length === 0) return undefined
  const described = symbols.map((symbol) => textOf(checker, symbol)).find(Boolean) ?? ''
  const [, description = described, value] =
    /^(.*?)\s*Default:? `?(true|false|\d+|'\w+'|[A-Z]+)`?\.$/s.exec(described) ?? []
  const required = symbols.every((symbol) => !(symbol.flags & ts.SymbolFlags.Optional))
  const values = members.flatMap((type) =>
    type.isStringLiteral() || type.isNumberLiteral() ? type.value : [],
  )
  const isList = values.length === members.length && values.length > 1
  const texts = symbols.flatMap((symbol) => summarize(symbol) ?? []).filter((text) => text !== 'never')
  const summary = isList ? values.map(toLiteral).join(' | ') : [...new Set(texts)].join(' | ')
  return {
    name,
    description,
    type: isList ? { name: 'enum', value: values, required } : { ...toKind(summary), required },
    table: { type: { summary }, ...(value !== undefined && { defaultValue: { summary: value } }) },
  }
}

/** The type as written in the code, without the `undefined` that `?` implies. */
function summarize({ declarations = [] }: ts.Symbol): string | undefined {
  const [declaration] = declarations
  const type = declaration && ts.isPropertySignature(declaration) ? declaration.type : undefined
  return type
    ?.getText()
    .replaceAll(/\s+/g, ' ')
    .replace(/^\| | \| undefined$/g, '')
    .replace(/^\((.*=>.*)\)$/, '$1')
}

/** The type from which Storybook chooses a control. */
function toKind(summary: string): { readonly name: string; readonly value?: string } {
  if (['boolean', 'number', 'string'].includes(summary)) return { name: summary }
  if (summary.includes('=>')) return { name: 'function' }
  return { name: 'other', value: summary }
}

function toLiteral(value: string | number): string {
  return typeof value === 'string' ? `'${value}'` : String(value)
}

function textOf(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker))
  return text.replaceAll(/\{@link ([^}]+)\}/g, '`$1`').trim()
}
