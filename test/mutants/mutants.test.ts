import { existsSync, readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { mutate } from '../../scripts/mutate.ts'
import { mutants } from './index.ts'

const sources = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => [`src/${path.replaceAll('\\', '/')}`, readFileSync(`src/${path}`, 'utf8')]),
)

test.each(mutants)('$name still changes the sources, and a test is known that notices', (mutant) => {
  const changed = mutate(sources, mutant)
  expect([...changed].filter(([path, text]) => text === sources.get(path))).toEqual([])
  expect(changed.size).toBeGreaterThan(0)
  expect(existsSync(mutant.test) && mutant.test).toMatch(/\.test\.tsx?$/)
})

test('no two mutants share a name', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
})

const change = { in: 'outer.inner', from: 'return 1', to: 'return 2' }
const mutant = { name: 'two', rule: '', test: '', changes: [change] }
const inner = 'function outer() {\n  const inner = () => {\n    return  1\n  }\n  return 1\n}\n'

test('a mutant changes the function that it names, in whatever file that is, and nothing around it', () => {
  const others = new Map([
    ['a.ts', 'function inner() { return 1 }'],
    ['b.ts', inner],
  ])
  expect([...mutate(others, mutant)]).toEqual([['b.ts', inner.replace('return  1', 'return 2')]])
})

test('a mutant whose place is gone, or is there twice, is refused', () => {
  expect(() => mutate(new Map([['a.ts', 'const outer = 1']]), mutant)).toThrow('two: 0 places in outer.inner')
  const twice = new Map([
    ['a.ts', inner],
    ['b.ts', inner],
  ])
  expect(() => mutate(twice, mutant)).toThrow('two: 2 places in outer.inner')
})
