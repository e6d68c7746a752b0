import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'

import type { ESTree } from 'vite'
import { Visitor, parseSync } from 'vite'
import { expect, test } from 'vitest'

/** The tests that run in Node and jsdom. Tests in a browser may wait, because its clock cannot be stopped. */
const isOurs = (path: string) =>
  !/^test\/(browser|journey|pages|pictures|package|ratios|sheets|start|storybook|setup\.journey)/.test(path)
const sources = new Map(
  readdirSync('test', { recursive: true, encoding: 'utf8' })
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && isOurs(path))
    .map((path) => [path, readFileSync(path, 'utf8')] as const),
)

/** Files that use real sockets and so cannot stop the clock, each with what it waits for. */
const OVER_SOCKETS: Record<string, string> = {
  'test/faults/playFaults.ts': 'a response that arrives after the client’s timeout',
  'test/faults/runFault.ts': 'the end of that response',
}

/** The calls in a file that wait on the real clock, as written there: `sleep(100)`. */
function waitsOf(path: string, source: string): string[] {
  const { program } = parseSync(path, source)
  const text = ({ start, end }: ESTree.Node) => source.slice(start, end)
  const found: string[] = []
  const add = (node: ESTree.Node, ms: ESTree.Node | undefined) => {
    const isNothing = !ms || /^(0|1)$/.test(text(ms))
    if (!isNothing) found.push(text(node).replaceAll(/\s+/g, ' '))
  }
  const sleepers = new Set<string>()
  new Visitor({
    ImportDeclaration(node) {
      if (!/^(node:)?timers\/promises$/.test(node.source.value)) return
      for (const { local } of node.specifiers) sleepers.add(local.name)
    },
    CallExpression(node) {
      const callee = text(node.callee)
      const [first, second] = node.arguments
      if (/^(globalThis\.|window\.)?(setTimeout|setInterval)$/.test(callee) && !sleepers.has(callee))
        add(node, second)
      if (sleepers.has(callee) || callee === 'AbortSignal.timeout' || callee === 'Atomics.wait')
        add(node, first)
    },
  }).visit(program)
  return found
}

/** True if the file, or a test file that it imports, stops the clock. */
function holdsTime(path: string, seen = new Set<string>()): boolean {
  if (seen.has(path)) return false
  seen.add(path)
  const source = sources.get(path) ?? ''
  if (/\.useFakeTimers\(|installVirtualClock\(/.test(source)) return true
  const used = [...source.matchAll(/from '(\.[^']+)'/g)].map(([, to = '']) => join(dirname(path), to))
  return used.some((to) => sources.has(to) && holdsTime(to, seen))
}

/** True if a wait sets a timeout of 1 s or more: 1 s is the default of Vitest and Testing Library. */
function hasLongerPatience(source: string): boolean {
  return /(waitFor|waitUntil|findBy\w*|findAllBy\w*|expect\.poll)\([\s\S]{0,200}?timeout: *(\d{1,3}_\d{3}|\d{4,})/.test(
    source,
  )
}

/** True if every test file that imports this file stops the clock. */
function isHeldByItsUsers(path: string): boolean {
  const users = [...sources.keys()].filter((user) => user !== path && uses(user, path))
  return users.length > 0 && users.every((user) => holdsTime(user))
}

function uses(user: string, path: string): boolean {
  return [...(sources.get(user) ?? '').matchAll(/from '(\.[^']+)'/g)].some(
    ([, to = '']) => join(dirname(user), to) === path,
  )
}

test.each([...sources])('%s never waits on the real clock', (path, source) => {
  const waits = waitsOf(path, source)
  const isHeld = holdsTime(path) || isHeldByItsUsers(path) || path in OVER_SOCKETS
  expect(isHeld ? [] : waits).toEqual([])
  expect(hasLongerPatience(source)).toBe(false)
})

test('every listed exception is still needed', () => {
  for (const path of Object.keys(OVER_SOCKETS)) {
    expect(waitsOf(path, sources.get(path) ?? '')).not.toEqual([])
  }
})

test.each([
  ['setTimeout(resolve, 100)', 'await new Promise((resolve) => setTimeout(resolve, 100))'],
  ['setTimeout(resolve, ms)', 'await new Promise((resolve) => setTimeout(resolve, ms))'],
  ['rest(100)', "import { setTimeout as rest } from 'node:timers/promises'\nawait rest(100)"],
  ['setTimeout(100)', "import { setTimeout } from 'node:timers/promises'\nawait setTimeout(100)"],
  ['AbortSignal.timeout(100)', "await fetch('/', { signal: AbortSignal.timeout(100) })"],
])('%s is reported as a wait', (wait, source) => {
  expect(waitsOf('a.ts', source)).toEqual([wait])
})

test.each([
  'setTimeout(resolve, 0)',
  'setTimeout(resolve)',
  'vi.advanceTimersByTime(100)',
  "'setTimeout(f, 100)'",
])('%s is not reported as a wait', (source) => {
  expect(waitsOf('a.ts', source)).toEqual([])
})
