import { describe, expect, it, test } from 'vitest'

import { printDeclaration } from '../../scripts/printDeclaration.ts'

const style = { singleQuote: true, semi: false, printWidth: 110 } as const
const print = (declaration: string) => printDeclaration(declaration, style)
const long = 'A comment with many words. '.repeat(5).trim()

test.each([
  ['interface A {\n  /** Its B. */\n  readonly b?: string;\n}', 'interface A {\n  b?: string // Its B.\n}'],
  [
    'interface A {\n  /** Its B. */\n  b: { readonly c: 1 };\n}',
    'interface A {\n  b: { readonly c: 1 } // Its B.\n}',
  ],
  [
    'interface A {\n  /**\n   * Calls.\n   *\n   * @throws TypeError if not\n   */\n  readonly b: () => void;\n}',
    'interface A {\n  // Calls.\n  // Throws `TypeError` if not\n  b: () => void\n}',
  ],
  [
    `interface A {\n  /** ${long} */\n  readonly b: string;\n}`,
    'interface A {\n  // A comment with many words. A comment with many words. A comment with many words. A comment with many\n  // words. A comment with many words.\n  b: string\n}',
  ],
  [
    "type A = \n/** None. */\n{\n  readonly b: 'c';\n}\n/** Two. */\n | {\n  readonly b: 'd';\n};",
    "type A =\n  | { b: 'c' } // None.\n  | { b: 'd' } // Two.",
  ],
  ['const a: readonly string[];', 'const a: readonly string[]'],
  [
    'function a(b: { readonly c: string }): Promise<{ readonly d: string }>;',
    'function a(b: { readonly c: string }): Promise<{ readonly d: string }>',
  ],
])('%j is printed as %j', async (declaration, code) => {
  expect((await print(declaration)).code).toBe(code)
})

test.each([
  ['interface A { readonly b: string; readonly [c: string]: string }', false],
  ['interface A { readonly b: string; c: string }', true],
  ['interface A { readonly b: { c: string } }', true],
  ['interface A { readonly b: Record<string, { c: string }>; readonly d: (e: { f: 1 }) => 1 }', false],
  ['type A = { readonly b: 1 } | { b: 2 }', true],
  ['class A { b: string; constructor() }', true],
  ['abstract class A { abstract readonly b: string }', false],
  ['type A = string', false],
])('%s is mutable: %s', async (declaration, isMutable) => {
  expect((await print(declaration)).isMutable).toBe(isMutable)
})

describe('properties without a comment', () => {
  const text = (name: string) => `readonly ${name}: string;`

  it('are listed by type if many share it', async () => {
    const { code, lists } = await print(
      `interface A {\n${text('a')} ${text('b')}\n/** C. */\n${text('c')} ${text('d')} ${text('e')}\nreadonly f?: string }`,
    )
    expect(Object.fromEntries(lists)).toEqual({ string: ['a', 'b', 'd', 'e'] })
    expect(code).toBe('interface A {\n  c: string // C.\n  f?: string\n}')
  })

  it('stay in the code if few do', async () => {
    const { lists } = await print(`interface A { ${text('a')} ${text('b')} ${text('c')} }`)
    expect(lists.size).toBe(0)
  })
})

test.each([
  ["type A = 'b' | 'c'", ["'b'", "'c'"]],
  ["type A = 'b' | string", []],
  ["type A = 'b'", []],
])('the values of %s are %j', async (declaration, values) => {
  expect((await print(declaration)).values).toEqual(values)
})
