import { dirname, join, parse as parsePath } from 'node:path/posix'

import { type ESTree, parseSync, Visitor } from 'vite'

/** What each folder of src may import of ours, beside itself. */
export const floors: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  client: ['protocol'],
  hooks: ['client', 'protocol'],
  components: ['hooks', 'client', 'protocol'],
  'twilio/api': ['client', 'protocol'],
  'twilio/hooks': ['twilio/api', 'hooks', 'client', 'protocol'],
  'twilio/components': ['twilio/hooks', 'twilio/api', 'components', 'hooks', 'client', 'protocol'],
  server: ['twilio/api', 'protocol'],
  simulator: [],
  node: ['simulator'],
}

const withReact = ['hooks', 'components', 'twilio/hooks', 'twilio/components']

/** What each door may lead to. */
export const doors: Readonly<Record<string, readonly string[]>> = {
  'index.ts': [...withReact, 'twilio/api', 'client', 'protocol'],
  'client.ts': ['twilio/api', 'client', 'protocol'],
  'server.ts': ['server', 'node'],
  'simulator.ts': ['simulator'],
}

interface PackageRule {
  readonly name: string
  readonly matches: RegExp
  readonly floors: readonly string[]
}

/** Where a package of others may be imported; one that is not named here, nowhere. */
export const packages: readonly PackageRule[] = [
  { name: 'react', matches: /^react(-dom)?(\/|$)/, floors: withReact },
  { name: '@tanstack/*', matches: /^@tanstack\//, floors: ['hooks', 'twilio/hooks'] },
  { name: '@radix-ui/*', matches: /^@radix-ui\//, floors: ['components', 'twilio/components'] },
  {
    name: 'react-hook-form',
    matches: /^(react-hook-form$|@hookform\/)/,
    floors: ['components', 'twilio/components'],
  },
  { name: 'zod', matches: /^zod(\/|$)/, floors: ['twilio/api', 'twilio/hooks', 'twilio/components'] },
  { name: 'node:*', matches: /^node:/, floors: ['node'] },
  { name: '@remix-run/node-fetch-server', matches: /^@remix-run\/node-fetch-server$/, floors: ['node'] },
]

const drawers = ['utils', 'helpers', 'types', 'common', 'misc']
const maxLines = 250

/** What is wrong with one file of src, in sentences; `path` is relative to src, with forward slashes. */
export function checkFloors(path: string, source: string): string[] {
  const { program, errors } = parseSync(path, source)
  const wrong = errors.length > 0 ? ['does not parse'] : []
  const floor = Object.keys(floors).find((folder) => path.startsWith(`${folder}/`))
  const door = doors[path]
  if (!floor && !door) wrong.push('stands outside the floors')
  if (drawers.includes(parsePath(path).name)) wrong.push('is named after nothing it holds')
  if (source.trimEnd().split('\n').length > maxLines) wrong.push(`has more than ${maxLines} lines`)

  wrong.push(...checkShape(program, door !== undefined, LATE_PART.test(path)))
  for (const specifier of importsOf(program)) {
    const complaint = specifier.startsWith('.')
      ? checkOwn(path, specifier, door ?? floors[floor ?? ''] ?? [], floor)
      : checkPackage(specifier, floor)
    if (complaint) wrong.push(complaint)
  }
  wrong.push(...checkDirective(program, floor))
  if (floor === 'protocol') wrong.push(...checkPurity(program))
  return wrong
}

/** The files that no door and not the command line leads to; `sources` is path, relative to src, to source. */
export function findUnreached(sources: Record<string, string>): string[] {
  const reached = new Set<string>()
  const visit = (path: string) => {
    const source = sources[path]
    if (source === undefined || reached.has(path)) return
    reached.add(path)
    for (const specifier of importsOf(parseSync(path, source).program)) visit(join(dirname(path), specifier))
  }
  for (const path of [...Object.keys(doors), 'node/cli.ts']) visit(path)
  return Object.keys(sources).filter((path) => !reached.has(path))
}

function checkOwn(path: string, specifier: string, allowed: readonly string[], floor: string | undefined) {
  const target = join(dirname(path), specifier)
  if (!/\.(tsx?|css)$/.test(target)) return `imports ${specifier} without its ending`
  const targetFloor = Object.keys(floors).find((folder) => target.startsWith(`${folder}/`))
  if (targetFloor && (targetFloor === floor || allowed.includes(targetFloor))) return undefined
  return `imports ${specifier}, which is not below it`
}

function checkPackage(specifier: string, floor: string | undefined) {
  const rule = packages.find(({ matches }) => matches.test(specifier))
  if (floor && rule?.floors.includes(floor)) return undefined
  return `imports ${specifier}, which has no place there`
}

/** What a page loads later in one piece: the one file that `late` imports. */
const LATE_PART = /Parts\.ts$/

function checkShape(program: ESTree.Program, isDoor: boolean, isLatePart: boolean): string[] {
  const wrong: string[] = []
  new Visitor({
    ExportAllDeclaration: () => wrong.push('exports *'),
    ExportDefaultDeclaration: () => wrong.push('has a default export'),
    TSEnumDeclaration: () => wrong.push('declares an enum'),
    TSAnyKeyword: () => wrong.push('says any'),
  }).visit(program)
  const onlyReExports = program.body.every((node) => node.type === 'ExportNamedDeclaration' && node.source)
  if (isDoor && !onlyReExports) wrong.push('is a door and does more than re-export')
  if (!isDoor && !isLatePart && onlyReExports) wrong.push('only re-exports, which is what a door is for')
  return wrong
}

/** `'use client'` goes per file to what uses hooks, and nowhere else: a door with it would drag the server along. */
function checkDirective(program: ESTree.Program, floor: string | undefined): string[] {
  const [first] = program.body
  const isMarked = first?.type === 'ExpressionStatement' && first.directive === 'use client'
  const mayBeMarked = floor !== undefined && withReact.includes(floor)
  if (isMarked) return mayBeMarked ? [] : ["says 'use client', which has no place there"]
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

/** Nothing from the outside: time, chance and the network are parameters. */
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

/** The last word of what is called: `f` of `f()` and of `a.f()`. */
function calleeName(callee: ESTree.Node): string {
  if (callee.type === 'Identifier') return callee.name
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return ''
  return callee.property.name
}

function importsOf(program: ESTree.Program): string[] {
  const specifiers: string[] = []
  const add = ({ source }: { source: ESTree.Node | null }) => {
    if (source?.type === 'Literal' && typeof source.value === 'string') specifiers.push(source.value)
  }
  new Visitor({
    ImportDeclaration: add,
    ExportNamedDeclaration: add,
    ExportAllDeclaration: add,
    ImportExpression: add,
    TSImportType: add,
  }).visit(program)
  return specifiers
}
