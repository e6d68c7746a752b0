import { readFileSync, readdirSync } from 'node:fs'

import { parseSync } from 'vite'
import { expect, test } from 'vitest'

/** Globals that belong to one window. Code for an element must use the element's own, as in `ownRoot.ts`. */
const OF_A_WINDOW =
  /^(document|window|self|top|parent|frames|navigator|location|history|screen|innerWidth|innerHeight|scrollTo|matchMedia|getComputedStyle|getSelection|addEventListener|removeEventListener|dispatchEvent|requestAnimationFrame|requestIdleCallback|open|alert|confirm|focus|(Intersection|Resize)Observer)$/

/** Classes that are safe with `instanceof`, because this script creates their instances itself. */
const OWN_CLASSES =
  /^(Error|TypeError|RangeError|DOMException|Promise|Map|Set|Date|URL|Response|Request|Headers)$/

/** The files that use this window on purpose, and why. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  'client/createOperationsClient.ts': ['globalThis.document', 'globalThis.location'], // what fetch resolves a relative URL against
  'client/storage/journalNews.ts': ['globalThis.addEventListener', 'globalThis.removeEventListener'], // storage events
  'client/tabs/locks.ts': ['globalThis.navigator'], // Web Locks are shared by the whole browser
  'client/tabs/tabs.ts': ['globalThis.document', 'globalThis.navigator'], // whether this tab polls for the others
  // Whether the page that runs this script becomes visible again.
  'hooks/journalHome.ts': [
    'document',
    'globalThis.addEventListener',
    'globalThis.document',
    'globalThis.removeEventListener',
  ],
  'hooks/OperationsProvider.tsx': ['navigator'], // whether Web Locks exist
  'twilio/components/form/useFormDraft.tsx': ['window'], // when the page that runs this script is left
}

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path) && !/^(server|simulator|node)\//.test(path))

interface AnyNode {
  readonly type: string
  readonly name?: string
  readonly [key: string]: unknown
}

/** The globals of its own window that a file uses, each listed once. */
function takenFrom(path: string, source: string): string[] {
  const found = new Set<string>()
  const declared = new Set<string>()
  const used = new Set<string>()
  const nameOf = (value: unknown) => (isNode(value) && value.type === 'Identifier' ? value.name : undefined)

  function walk(value: unknown): void {
    if (Array.isArray(value)) return value.forEach(walk)
    if (!isNode(value)) return undefined
    const { type } = value
    if (/^(TS(TypeAnnotation|TypeParameter|InterfaceDecl|TypeAliasDecl)|ImportDeclaration)/.test(type)) {
      if (type === 'ImportDeclaration')
        for (const one of asList(value['specifiers'])) declare(isNode(one) ? one['local'] : undefined)
      return undefined
    }
    if (type === 'MemberExpression' || type === 'Property') {
      const isMember = type === 'MemberExpression'
      const name = nameOf(value[isMember ? 'property' : 'key'])
      if (isMember && nameOf(value['object']) === 'globalThis' && name && OF_A_WINDOW.test(name))
        found.add(`globalThis.${name}`)
      walk(value[isMember ? 'object' : 'value'])
      return value['computed'] ? walk(value[isMember ? 'property' : 'key']) : undefined
    }
    if (type === 'CallExpression' && listensUntilAborted(value)) found.add('the signal of a listener')
    if (type === 'VariableDeclarator' && nameOf(value['init']) === 'globalThis') {
      const text = JSON.stringify(value['id'])
      for (const [, name = ''] of text.matchAll(/"name":"(\w+)"/g))
        if (OF_A_WINDOW.test(name)) found.add(`globalThis.${name}`)
    }
    if (type === 'VariableDeclarator') declare(value['id'])
    if (/Function/.test(type)) {
      declare(value['id'])
      declare(value['params'])
    }
    if (type === 'BinaryExpression' && value['operator'] === 'instanceof') {
      const right = nameOf(value['right'])
      if (right && !OWN_CLASSES.test(right)) used.add(`instanceof ${right}`)
    }
    if (type === 'Identifier' && value.name && OF_A_WINDOW.test(value.name)) used.add(value.name)
    if (
      /^JSX(Opening|Closing|Attribute|Identifier)/.test(type) &&
      type !== 'JSXOpeningElement' &&
      type !== 'JSXAttribute'
    )
      return undefined
    for (const [key, child] of Object.entries(value)) {
      const isLabel = (type === 'JSXAttribute' && key === 'name') || key === 'parent'
      if (!isLabel) walk(child)
    }
    return undefined
  }

  /** Declares every name in a pattern, including those in its defaults. */
  function declare(pattern: unknown) {
    for (const [, name = ''] of JSON.stringify(pattern ?? '').matchAll(
      /"type":"Identifier".*?"name":"(\w+)"/g,
    ))
      declared.add(name)
  }

  walk(parseSync(path, source).program)
  const undeclared = [...used].filter((one) => !declared.has(one.replace('instanceof ', '')))
  return [...found, ...undeclared].toSorted()
}

/** A signal is of one window too: a document refuses another's, as jsdom does under `jest-fixed-jsdom`. */
function listensUntilAborted({ callee, arguments: given }: AnyNode): boolean {
  const isListening = JSON.stringify(callee).includes('"name":"addEventListener"')
  const [, , options] = asList(given)
  return isListening && JSON.stringify(options ?? {}).includes('"name":"signal"')
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

test.each(sources)('src/%s uses no globals of this window except those listed for it', (path) => {
  expect(takenFrom(path, readFileSync(`src/${path}`, 'utf8'))).toEqual([...(MEANT[path] ?? [])].toSorted())
})

test.each([
  ['document', 'export const a = () => document.activeElement'],
  ['document', 'export const a = (id: string) => document.getElementById(id)'],
  ['window', "window.addEventListener('pagehide', () => undefined)"],
  ['navigator', "export const a = () => navigator.clipboard.writeText('')"],
  ['matchMedia', "export const a = matchMedia('print')"],
  ['IntersectionObserver', 'export const a = new IntersectionObserver(() => undefined)'],
  ['instanceof HTMLInputElement', 'export const a = (b: unknown) => b instanceof HTMLInputElement'],
  ['globalThis.document', 'export const a = globalThis.document?.title'],
  ['globalThis.navigator', 'const { navigator } = globalThis\nexport const a = navigator'],
  [
    'the signal of a listener',
    "export const a = (b: Element, { signal } = new AbortController()) => b.addEventListener('focusin', a, { signal })",
  ],
  ['document', 'export const A = () => <p onClick={() => document.body.focus()} title="" />'],
])('%s is reported', (name, source) => {
  expect(takenFrom('a.tsx', source)).toContain(name)
})

test.each([
  'export const a = (b: Element) => b.ownerDocument.defaultView?.navigator',
  'export const a = (b: Element, { activeElement, body } = b.ownerDocument) => activeElement === body',
  'export const a = (document: Document) => document.title',
  "import { RequestError } from './b.ts'\nexport const a = (b: unknown) => b instanceof RequestError",
  'export interface A { document: Document; open: () => void }',
  'export const A = () => <details open />',
])('%s is allowed', (source) => {
  expect(takenFrom('a.tsx', source)).toEqual([])
})
