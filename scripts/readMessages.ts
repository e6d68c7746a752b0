import { type ESTree, parseSync, Visitor } from 'vite'

/** A message that can appear in a console or a log. */
export interface FoundMessage {
  /** The file, relative to src. */
  readonly path: string
  /** The first words of the message that are not computed at run time. */
  readonly beginning: string
}

/** Which argument is the message, by the name of the called function or class. */
export const MESSAGE_AT: Readonly<Record<string, number>> = {
  Error: 0,
  RangeError: 0,
  TypeError: 0,
  MissingProviderError: 0,
  UsageError: 0,
  ProxyError: 1, // the kind, because the titles are those of HTTP
  invalid: 0,
  super: 0,
  abort: 0,
  warn: 0,
}

/** Every message that a file throws, logs or puts into a failure, in source order. */
export function readMessages(path: string, source: string): FoundMessage[] {
  const found: FoundMessage[] = []
  const add = (node: ESTree.Node | undefined) => {
    const beginning = node && beginningOf(node)
    if (beginning) found.push({ path, beginning })
  }
  const addCall = (callee: ESTree.Node, given: readonly ESTree.Node[]) => {
    const at = MESSAGE_AT[nameOf(callee)]
    if (at !== undefined) add(given[at])
  }
  new Visitor({
    CallExpression: ({ callee, arguments: given }) => addCall(callee, given),
    NewExpression: ({ callee, arguments: given }) => addCall(callee, given),
    Property({ key, value }) {
      // The simulator's API errors are Twilio's, and Twilio documents them.
      const isOurs = !/^(twilio\/)?simulator\//.test(path)
      if (isOurs && key.type === 'Identifier' && key.name === 'message') add(value)
    },
    VariableDeclarator({ id, init }) {
      if (id.type === 'Identifier' && id.name === 'message' && init) add(init)
    },
  }).visit(parseSync(path, source).program)
  return found
}

function nameOf(callee: ESTree.Node): string {
  if (callee.type === 'Super') return 'super'
  if (callee.type === 'Identifier') return callee.name
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return ''
  return callee.property.name
}

function beginningOf(node: ESTree.Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value.trim() : undefined
  if (node.type === 'BinaryExpression') return beginningOf(node.left)
  if (node.type !== 'TemplateLiteral') return undefined
  const texts = node.quasis.map(({ value }) => (value.cooked ?? '').trim())
  // A single word, such as a name, would be found anywhere.
  return texts.find((text) => /\S\s+\S/.test(text))
}
