// Browsers and foreign style sheets affect every element that we render, whether a test shows it or not.

import { readFileSync, readdirSync } from 'node:fs'

import type { ESTree } from 'vite'
import { Visitor, parseSync } from 'vite'
import { expect, test } from 'vitest'

/** The content of an SVG, and options, which the browser draws. */
const WITHOUT_CLASS = new Set(['circle', 'option', 'path', 'rect'])

test('every element has one of our classes, and it comes first', () => {
  const findings = elements().flatMap(({ at, element }) => {
    const name = nameOf(element)
    if (
      !/^[a-z]\w*$|^Heading$|^Progress\./.test(name) ||
      WITHOUT_CLASS.has(name) ||
      beginsWithOurs(classOf(element))
    )
      return []
    return [`${at} <${name}>`]
  })
  expect(findings).toEqual([])
})

// A browser that translates wraps every text node in an element of its own. React can then neither insert
// something before the node nor remove or change it. React needs no text node only if the text is the whole
// content of an element.
test('a text is the whole content of its element', () => {
  const findings = elements().flatMap(({ at, element }) => {
    const children = element.children.filter(isRendered)
    if (children.length < 2 || children.every(isElement)) return []
    return [`${at} <${nameOf(element)}>`]
  })
  expect(findings).toEqual([])
})

/** Names that always stand for elements and never for text. */
const ELEMENTS = new Set(['actions', 'children', 'icon', 'input', 'notes', 'notice'])
const OF_ELEMENTS = new Set(['ICONS', 'parts'])
const MAKERS_OF_ELEMENTS = new Set(['layout', 'map', 'statusIcon'])

interface Found {
  readonly at: string
  readonly element: ESTree.JSXElement | ESTree.JSXFragment
}

function elements(): readonly Found[] {
  const found = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx'))
    .flatMap((path) => read(`src/${path.replaceAll('\\', '/')}`))
  expect(found.length).toBeGreaterThan(300)
  return found
}

function read(path: string): readonly Found[] {
  const source = readFileSync(path, 'utf8')
  const found: Found[] = []
  const note = (element: Found['element']) =>
    void found.push({ at: `${path}:${source.slice(0, element.start).split('\n').length}`, element })
  new Visitor({ JSXElement: note, JSXFragment: note }).visit(parseSync(path, source).program)
  return found
}

function nameOf(element: Found['element']): string {
  if (element.type === 'JSXFragment') return ''
  const { name } = element.openingElement
  if (name.type === 'JSXIdentifier') return name.name
  if (name.type !== 'JSXMemberExpression' || name.object.type !== 'JSXIdentifier') return 'Component'
  return `${name.object.name}.${name.property.name}`
}

function classOf(element: Found['element']): ESTree.Node | null | undefined {
  if (element.type === 'JSXFragment') return undefined
  for (const attribute of element.openingElement.attributes)
    if (attribute.type === 'JSXAttribute' && attribute.name.name === 'className') return attribute.value
  return undefined
}

function beginsWithOurs(value: ESTree.Node | null | undefined): boolean {
  switch (value?.type) {
    case 'JSXExpressionContainer':
      return beginsWithOurs(value.expression)
    case 'Literal':
      return typeof value.value === 'string' && value.value.startsWith('ra-')
    case 'ConditionalExpression':
      return beginsWithOurs(value.consequent) && beginsWithOurs(value.alternate)
    case 'CallExpression':
      return (
        value.callee.type === 'Identifier' &&
        value.callee.name === 'classes' &&
        beginsWithOurs(value.arguments[0])
      )
    default:
      return false
  }
}

/** False for white space between lines, and for comments. */
function isRendered(child: ESTree.JSXChild): boolean {
  if (child.type === 'JSXText') return !/^\s*$/.test(child.value) || !child.value.includes('\n')
  return child.type !== 'JSXExpressionContainer' || child.expression.type !== 'JSXEmptyExpression'
}

function isElement(node: ESTree.Node): boolean {
  switch (node.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return true
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
      return isElement(node.expression)
    case 'Literal':
      return node.value === null
    case 'Identifier':
      return ELEMENTS.has(node.name) || /^[A-Z_]+$/.test(node.name)
    case 'MemberExpression':
      return node.object.type === 'Identifier' && OF_ELEMENTS.has(node.object.name)
    case 'LogicalExpression':
      return isElement(node.right)
    case 'ConditionalExpression':
      return isElement(node.consequent) && isElement(node.alternate)
    case 'CallExpression': {
      const { callee } = node
      const maker = callee.type === 'MemberExpression' ? callee.property : callee
      return maker.type === 'Identifier' && MAKERS_OF_ELEMENTS.has(maker.name)
    }
    default:
      return false
  }
}
