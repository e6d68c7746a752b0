import { toLines } from './readApi.ts'

const WIDTH = 110

/**
 * Replaces the lines `//0`, `//1`, … by the docstrings with these numbers. One that is about a single line is put
 * behind it if there is room.
 */
export function placeComments(code: string, comments: readonly string[]): string {
  const lines = code.split('\n')
  const placed: string[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const [, indent = '', index] = /^(\s*)\/\/(\d+)$/.exec(line) ?? []
    const paragraphs = index === undefined ? [] : toParagraphs(comments[Number(index)] ?? '')
    const beside = `${lines[at + 1]} // ${paragraphs[0]}`
    if (index === undefined) placed.push(line)
    else if (paragraphs.length > 1 || beside.length > WIDTH || !isWhole(lines, at + 1)) {
      placed.push(...paragraphs.flatMap((text) => wrap(text, `${indent}// `)))
    } else {
      placed.push(beside)
      at += 1
    }
  }
  return placed.join('\n')
}

/** Whether a member is on one line. */
function isWhole(lines: readonly string[], at: number): boolean {
  const [line = '', next = ''] = lines.slice(at)
  const depth = (text: string) => text.search(/\S|$/)
  return !/[[{(<=|&:>]$/.test(line) && depth(next) <= depth(line)
}

/** The paragraphs of a docstring; its tags are sentences. */
function toParagraphs(comment: string): string[] {
  return toLines(comment)
    .replaceAll(/(\S)\n@param /g, '$1; @param ')
    .replaceAll(/@param (\S+)/g, '`$1`:')
    .replaceAll(/^@throws \{?(\w+Error)\}?/gm, '\nThrows `$1`')
    .replaceAll(/^@throws/gm, '\nThrows')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim())
}

/** A text as comment lines. Inline code is not broken. */
export function wrap(text: string, prefix: string): string[] {
  const lines: string[] = []
  for (const word of text.match(/(?:`[^`]*`|[^\s`])+/g) ?? []) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(`${prefix}${word}`)
  }
  return lines
}
