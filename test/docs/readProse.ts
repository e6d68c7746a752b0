import type { ESTree } from 'vite'
import { Visitor, parseSync } from 'vite'

/** A text for people, such as a comment or a paragraph. `text` is as long as its source, code is blanked. */
export interface Prose {
  readonly start: number
  readonly text: string
}

const blank = (text: string) => text.replaceAll(/[^\n]/g, ' ')

/** Inline code, except the values that sentences are about. */
const withoutCode = (text: string) =>
  text.replaceAll(/`(?!(?:undefined|null|true|false)`)[^`\n]*`/g, (code) => 'x'.repeat(code.length))

/** The prose of a file, by its name: comments and texts of code, or the paragraphs of a page. */
export function readProse(path: string, source: string): Prose[] {
  if (/\.mdx?$/.test(path)) return readPage(source)
  if (path.endsWith('.css')) return [...source.matchAll(/\/\*.*?\*\//gs)].map(toComment)
  const isOfAnotherApi = /^src\/(?:.*\/)?simulator\//.test(path)
  return [...readComments(path, source), ...(isOfAnotherApi ? [] : readTexts(path, source))]
}

function toComment({ 0: text, index }: RegExpExecArray): Prose {
  return { start: index, text: withoutCode(text.replaceAll(/^\s*(?:\/\*+|\*(?!\/)|\/\/)|\*\/$/gm, blank)) }
}

/** Comments; line comments below each other are one text. */
function readComments(path: string, source: string): Prose[] {
  const blocks: { start: number; end: number; isLine: boolean }[] = []
  for (const { start, end, type } of parseSync(path, source).comments) {
    const last = blocks.at(-1)
    const isLine = type === 'Line'
    if (last?.isLine && isLine && !source.slice(last.end, start).trim()) last.end = end
    else blocks.push({ start, end, isLine })
  }
  return blocks.flatMap(({ start, end }) =>
    [...source.slice(start, end).matchAll(/^.*$/gs)].map((match) => ({ ...toComment(match), start })),
  )
}

/** Strings and templates with more than one word, and the text between tags. */
function readTexts(path: string, source: string): Prose[] {
  const found: Prose[] = []
  const add = ({ start, end }: ESTree.Node) => {
    const text = source.slice(start, end)
    if (text.trim().includes(' ')) found.push({ start, text: withoutCode(text.replaceAll(/^['"`}]/g, ' ')) })
  }
  new Visitor({
    Literal: (node) => typeof node.value === 'string' && add(node),
    TemplateElement: add,
    JSXText: add,
  }).visit(parseSync(path, source).program)
  return found
}

const FENCE = /^```(\w*)[^\n]*\n(.*?)^```$/gms

/** Paragraphs, list items and cells of a page, and what its examples say in comments and strings. */
function readPage(source: string): Prose[] {
  const examples = [...source.matchAll(FENCE)].flatMap(
    ({ 0: all, 1: language = '', 2: code = '', index }) => {
      const start = index + all.indexOf('\n') + 1
      const prose = /^(?:tsx?|jsx?)$/.test(language)
        ? readProse(`example.${language}`, code)
        : [{ start: 0, text: code }]
      return prose.map(({ text, ...within }) => ({ start: start + within.start, text }))
    },
  )
  const text = withoutCode(source.replaceAll(FENCE, blank))
    .replaceAll(/\]\([^()\s]*\)/g, blank)
    .replaceAll(/[*_[\]]/g, ' ')
  const parts = text.matchAll(/(?:[^|\n]|\n(?!\s*(?:\n|[-#>|]|\d+\.)))+/g)
  return [...[...parts].map(({ 0: part, index }) => ({ start: index, text: part })), ...examples]
}
