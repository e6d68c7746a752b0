import { type ESTree, parseSync, Visitor } from 'vite'

/** What a person may meet in a console or a log. */
export interface FoundMessage {
  /** The file, relative to src. */
  readonly path: string
  /** How the message begins, or, where that is only known later, its first words that are. */
  readonly beginning: string
}

/** Which argument is the message, by the name of what is called. */
const MESSAGE_AT: Record<string, number> = {
  Error: 0,
  RangeError: 0,
  TypeError: 0,
  MissingProviderError: 0,
  UsageError: 0,
  Refusal: 1, // its kind: the titles are those of HTTP
  invalid: 0,
  super: 0,
  abort: 0,
  warn: 0,
}

/** Every message that a file throws, logs, or puts into a failure, in the order of the file. */
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
      // What the simulator answers is Twilio's to explain.
      if (!path.startsWith('simulator/') && key.type === 'Identifier' && key.name === 'message') add(value)
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
  // One word, such as a name, would be found anywhere.
  return texts.find((text) => /\S\s+\S/.test(text))
}
