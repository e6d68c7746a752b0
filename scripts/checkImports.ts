import { dirname, join, parse as parsePath } from 'node:path/posix'

import { type ESTree, parseSync, Visitor } from 'vite'

interface FolderRule {
  /** The other folders that it may import from. */
  readonly imports: readonly string[]
  /**
   * Its subfolders, bottom first: each may import from those listed before it. `.` stands for the files of the
   * folder itself. A subfolder that is not listed belongs to the one above it.
   */
  readonly rooms?: readonly string[]
}

/** The import rules of the folders in src. */
export const folders: Readonly<Record<string, FolderRule>> = {
  protocol: { imports: [], rooms: ['.', 'dialects'] },
  client: {
    imports: ['protocol'],
    rooms: ['http', 'request', 'polling', '.', 'tabs', 'storage', 'submission', 'batch'],
  },
  hooks: { imports: ['client', 'protocol'] },
  components: {
    imports: ['hooks', 'client', 'protocol'],
    rooms: ['messages', 'elements', 'fields', 'announcer', 'operation', 'tray'],
  },
  server: { imports: ['protocol'], rooms: ['http', 'settings', 'upstream', 'sharing', 'request', '.'] },
  simulator: { imports: [], rooms: ['http', 'state', 'faults', 'log', 'contracts', '.'] },
  'twilio/api': { imports: ['client', 'protocol'] },
  'twilio/hooks': { imports: ['twilio/api', 'hooks', 'client', 'protocol'] },
  'twilio/components': {
    imports: ['twilio/hooks', 'twilio/api', 'components', 'hooks', 'client', 'protocol'],
    rooms: [
      'messages',
      'form',
      'deletion',
      'memoryStore',
      'configuration',
      'configuration/edit',
      'table',
      '.',
    ],
  },
  'twilio/server': { imports: ['twilio/api', 'server', 'protocol'] },
  'twilio/simulator': { imports: ['simulator'], rooms: ['state', 'calls', '.'] },
  node: { imports: ['twilio/simulator', 'simulator', 'protocol'] },
}

const withReact = ['hooks', 'components', 'twilio/hooks', 'twilio/components']

/** Which folders each entry point may import from. */
export const entryPoints: Readonly<Record<string, readonly string[]>> = {
  'index.ts': ['components', 'hooks', 'client', 'protocol'],
  'client.ts': ['client', 'protocol'],
  'server.ts': ['server', 'node'],
  'simulator.ts': ['simulator'],
  'locales.ts': ['twilio/components', 'components', 'hooks'],
  'twilio.ts': ['twilio/components', 'twilio/hooks'],
  'twilio/client.ts': ['twilio/api'],
  'twilio/server.ts': ['twilio/server'],
  'twilio/simulator.ts': ['twilio/simulator'],
}

interface PackageRule {
  readonly name: string
  readonly matches: RegExp
  readonly folders: readonly string[]
}

/** Which folders may import which third-party package. All other packages are forbidden. */
export const packages: readonly PackageRule[] = [
  { name: 'react', matches: /^react(-dom)?(\/|$)/, folders: withReact },
  { name: '@tanstack/*', matches: /^@tanstack\//, folders: ['hooks', 'twilio/hooks'] },
  { name: '@radix-ui/*', matches: /^@radix-ui\//, folders: ['components', 'twilio/components'] },
  {
    name: 'react-hook-form',
    matches: /^(react-hook-form$|@hookform\/)/,
    folders: ['components', 'twilio/components'],
  },
  { name: 'zod', matches: /^zod(\/|$)/, folders: ['twilio/api', 'twilio/hooks', 'twilio/components'] },
  { name: 'node:*', matches: /^node:/, folders: ['node'] },
  { name: '@remix-run/node-fetch-server', matches: /^@remix-run\/node-fetch-server$/, folders: ['node'] },
]

const vagueNames = ['utils', 'helpers', 'types', 'common', 'misc']
const maxLines = 250

/** What is wrong with one file of src, as phrases. `path` is relative to src, with forward slashes. */
export function checkImports(path: string, source: string): string[] {
  const { program, errors } = parseSync(path, source)
  const wrong = errors.length > 0 ? ['does not parse'] : []
  const folder = folderOf(path)
  const isEntryPoint = path in entryPoints
  if (!folder && !isEntryPoint) wrong.push('is in a folder without import rules')
  if (vagueNames.includes(parsePath(path).name)) wrong.push('has a name that does not describe its content')
  if (source.trimEnd().split('\n').length > maxLines) wrong.push(`has more than ${maxLines} lines`)

  wrong.push(...checkShape(program, isEntryPoint, LAZY_CHUNK.test(path)))
  for (const { specifier, isDynamic } of importsOf(program)) {
    const complaint = specifier.startsWith('.')
      ? checkOwn(path, specifier, isDynamic)
      : checkPackage(specifier, folder)
    if (complaint) wrong.push(complaint)
  }
  wrong.push(...checkDirective(program, folder))
  if (folder === 'protocol') wrong.push(...checkPurity(program))
  return wrong
}

/** The files that neither an entry point nor the command line imports. `sources`: path below src → source. */
export function findUnreached(sources: Record<string, string>): string[] {
  const reached = new Set<string>()
  const visit = (path: string) => {
    const source = sources[path]
    if (source === undefined || reached.has(path)) return
    reached.add(path)
    for (const { specifier } of importsOf(parseSync(path, source).program)) {
      visit(join(dirname(path), specifier))
    }
  }
  for (const path of [...Object.keys(entryPoints), 'node/cli.ts']) visit(path)
  return Object.keys(sources).filter((path) => !reached.has(path))
}

function folderOf(path: string): string | undefined {
  return Object.keys(folders).find((folder) => path.startsWith(`${folder}/`))
}

function checkOwn(path: string, specifier: string, isDynamic: boolean): string | undefined {
  const target = join(dirname(path), specifier)
  if (!/\.(tsx?|css)$/.test(target)) return `imports ${specifier} without its file extension`
  const folder = folderOf(path)
  const targetFolder = folderOf(target)
  const allowed = entryPoints[path] ?? folders[folder ?? '']?.imports ?? []
  const isAllowed = targetFolder !== undefined && (targetFolder === folder || allowed.includes(targetFolder))
  if (!isAllowed) return `imports ${specifier}, which the import rules do not allow`
  // A lazy chunk collects what a form needs later, so it imports from above the code that loads it.
  if (targetFolder !== folder || (isDynamic && LAZY_CHUNK.test(target))) return undefined
  if (roomOf(folder, target) > roomOf(folder, path)) {
    return `imports ${specifier}, from a room above its own`
  }
  return undefined
}

/** The position of a file's room within its folder, from the bottom. */
function roomOf(folder: string, path: string): number {
  const rooms = folders[folder]?.rooms ?? []
  const position = rooms.findLastIndex((room) => path.startsWith(`${folder}/${room}/`))
  return position < 0 ? rooms.indexOf('.') : position
}

function checkPackage(specifier: string, folder: string | undefined) {
  const rule = packages.find(({ matches }) => matches.test(specifier))
  if (folder && rule?.folders.includes(folder)) return undefined
  return `imports ${specifier}, a package that the import rules do not allow there`
}

/** A lazy-loaded chunk: the file that `lazy` imports. */
const LAZY_CHUNK = /Parts\.ts$/

function checkShape(program: ESTree.Program, isEntryPoint: boolean, isLazyChunk: boolean): string[] {
  const wrong: string[] = []
  new Visitor({
    ExportAllDeclaration: () => wrong.push('exports *'),
    ExportDefaultDeclaration: () => wrong.push('has a default export'),
    TSEnumDeclaration: () => wrong.push('declares an enum'),
    TSAnyKeyword: () => wrong.push('uses any'),
  }).visit(program)
  const onlyReExports = program.body.every((node) => node.type === 'ExportNamedDeclaration' && node.source)
  if (isEntryPoint && !onlyReExports) wrong.push('is an entry point but does more than re-export')
  if (!isEntryPoint && !isLazyChunk && onlyReExports) wrong.push('only re-exports but is not an entry point')
  return wrong
}

/** Only files that use hooks have `'use client'`: an entry point with it would also mark server code. */
function checkDirective(program: ESTree.Program, folder: string | undefined): string[] {
  const [first] = program.body
  const isMarked = first?.type === 'ExpressionStatement' && first.directive === 'use client'
  const mayBeMarked = folder !== undefined && withReact.includes(folder)
  if (isMarked) return mayBeMarked ? [] : ["has 'use client', which is not allowed there"]
  if (!mayBeMarked) return []
  let usesHooks = false
  new Visitor({
    CallExpression({ callee }) {
      const name = calleeName(callee)
      if (name === 'createContext' || /^use[A-Z]/.test(name)) usesHooks = true
    },
  }).visit(program)
  return usesHooks ? ["uses hooks and does not start with 'use client'"] : []
}

/** No side effects: time, randomness and the network are parameters. */
function checkPurity(program: ESTree.Program): string[] {
  const wrong: string[] = []
  new Visitor({
    CallExpression({ callee }) {
      const name = calleeName(callee)
      if (/^(fetch|setTimeout|setInterval|queueMicrotask|Date)$/.test(name)) wrong.push(`calls ${name}()`)
    },
    NewExpression({ callee, arguments: given }) {
      if (calleeName(callee) === 'Date' && given.length === 0) wrong.push('calls new Date()')
    },
    MemberExpression({ object, property }) {
      if (object.type !== 'Identifier' || property.type !== 'Identifier') return
      const name = `${object.name}.${property.name}`
      if (/^(Date\.now|performance\.now|Math\.random)$/.test(name)) wrong.push(`uses ${name}`)
    },
    Identifier({ name }) {
      if (name === 'crypto') wrong.push('uses crypto')
    },
  }).visit(program)
  return wrong
}

/** The name of the called function: `f` in `f()` and in `a.f()`. */
function calleeName(callee: ESTree.Node): string {
  if (callee.type === 'Identifier') return callee.name
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return ''
  return callee.property.name
}

interface Import {
  readonly specifier: string
  readonly isDynamic: boolean
}

function importsOf(program: ESTree.Program): Import[] {
  const imports: Import[] = []
  const add = ({ type, source }: { type: string; source: ESTree.Node | null }) => {
    if (source?.type !== 'Literal' || typeof source.value !== 'string') return
    imports.push({ specifier: source.value, isDynamic: type === 'ImportExpression' })
  }
  new Visitor({
    ImportDeclaration: add,
    ExportNamedDeclaration: add,
    ExportAllDeclaration: add,
    ImportExpression: add,
    TSImportType: add,
  }).visit(program)
  return imports
}
