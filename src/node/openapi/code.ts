/** What a reader of the code does not see, or takes for a line break: control, format and unassigned characters. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/gu
const LONGEST_COMMENT = 600

/** A string literal. Hidden characters are escaped, so that text of a document cannot end a line, or hide in it. */
export function toLiteral(text: string): string {
  return escapeHidden(JSON.stringify(text))
}

/** A line comment. It has no line terminators, so text of a document cannot end it. */
export function toComment(text: string): string {
  return `// ${escapeHidden(text.slice(0, LONGEST_COMMENT))}${text.length > LONGEST_COMMENT ? '…' : ''}`
}

function escapeHidden(text: string): string {
  return text.replace(HIDDEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}

/** The name of a property. */
export function toKey(name: string): string {
  return /^[a-z_$][\w$]*$/i.test(name) ? name : toLiteral(name)
}

/** The texts as a list for a question, at most 20 of them. */
export function toList(texts: readonly string[]): string {
  const shown = texts.slice(0, 20).map((text) => toLiteral(text.slice(0, 80)))
  return `${shown.join(', ')}${texts.length > shown.length ? ', …' : ''}`
}

/** An identifier in camelCase with the ASCII letters and digits of a text; empty if it has none. */
export function toIdentifier(text: string): string {
  const words = text.slice(0, 100).match(/[a-z\d]+/gi) ?? []
  const name = words.map((word, at) => (at === 0 ? lowerFirst(word) : upperFirst(word))).join('')
  return /^\d/.test(name) ? `_${name}` : name
}

/** The same name as that of a type: its first letter is a capital. */
export function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function lowerFirst(word: string): string {
  return word === word.toUpperCase() ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1)
}

/** Creates the function that makes names unique: the second `a` is `a2`. `reserved` ones are never returned. */
export function createUniqueNames(reserved: readonly string[] = []): (name: string) => string {
  const taken = new Set(reserved)
  const next = new Map<string, number>()
  return (name) => {
    let unique = name
    let number = next.get(name) ?? 2
    for (; taken.has(unique); number += 1) unique = `${name}${number}`
    taken.add(unique)
    next.set(name, number)
    return unique
  }
}

/** Names that a variable of a module cannot have, or that would hide one that the printed code uses. */
export const RESERVED =
  `arguments await break case catch class const continue createApis debugger default defineOperation delete do else
  encodeURIComponent enum eval export extends false finally for function if implements import in input instanceof
  interface let new null package private protected public return static super switch this throw true try typeof
  undefined var void while with yield azureDialect jobDialect locationDialect statusUrlDialect`.split(/\s+/)
