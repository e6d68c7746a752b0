import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'

import { type ESTree, parseSync, Visitor } from 'vite'
import { expect, test } from 'vitest'

/** The tests that run in Node and jsdom; those in a browser may wait, since nobody can stop its clock. */
const isOurs = (path: string) =>
  !/^test\/(browser|journey|pages|pictures|package|ratios|sheets|storybook|setup\.journey)/.test(path)
const sources = new Map(
  readdirSync('test', { recursive: true, encoding: 'utf8' })
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && isOurs(path))
    .map((path) => [path, readFileSync(path, 'utf8')] as const),
)

/** Who speaks over real sockets cannot hold the time; and for what. */
const OVER_SOCKETS: Record<string, string> = {
  'test/faults/playFaults.ts': 'an answer that comes later than the client waits for it',
  'test/faults/runFault.ts': 'the end of that answer',
}

/** What waits for a while of the real clock, and where: `sleep(100)`. */
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

/** True where the file, or a file of the tests that it uses, stops the clock. */
function holdsTime(path: string, seen = new Set<string>()): boolean {
  if (seen.has(path)) return false
  seen.add(path)
  const source = sources.get(path) ?? ''
  if (/\.useFakeTimers\(|installVirtualClock\(/.test(source)) return true
  const used = [...source.matchAll(/from '(\.[^']+)'/g)].map(([, to = '']) => join(dirname(path), to))
  return used.some((to) => sources.has(to) && holdsTime(to, seen))
}

/** Longer than any of these waits by itself: 1 s in vitest and in Testing Library. */
function hasLongerPatience(source: string): boolean {
  return /(waitFor|waitUntil|findBy\w*|findAllBy\w*|expect\.poll)\([\s\S]{0,200}?timeout: *(\d{1,3}_\d{3}|\d{4,})/.test(
    source,
  )
}

/** True where every test that uses this file stops the clock itself. */
function isHeldByItsUsers(path: string): boolean {
  const users = [...sources.keys()].filter((user) => user !== path && uses(user, path))
  return users.length > 0 && users.every((user) => holdsTime(user))
}

function uses(user: string, path: string): boolean {
  return [...(sources.get(user) ?? '').matchAll(/from '(\.[^']+)'/g)].some(
    ([, to = '']) => join(dirname(user), to) === path,
  )
}

test.each([...sources])('%s waits for no real time', (path, source) => {
  const waits = waitsOf(path, source)
  const isHeld = holdsTime(path) || isHeldByItsUsers(path) || path in OVER_SOCKETS
  expect(isHeld ? [] : waits).toEqual([])
  expect(hasLongerPatience(source)).toBe(false)
})

test('every exception is still one', () => {
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
])('%s is found', (wait, source) => {
  expect(waitsOf('a.ts', source)).toEqual([wait])
})

test.each([
  'setTimeout(resolve, 0)',
  'setTimeout(resolve)',
  'vi.advanceTimersByTime(100)',
  "'setTimeout(f, 100)'",
])('%s is no wait', (source) => {
  expect(waitsOf('a.ts', source)).toEqual([])
})
