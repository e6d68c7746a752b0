const RIGHT_TO_LEFT_MARK = '\u200f'
const RIGHT_TO_LEFT_OVERRIDE = '\u202e'
const END_OF_OVERRIDE = '\u202c'

/** What stands around every text of the pseudo-language. */
export const PSEUDO_BRACKETS = ['⟦', '⟧'] as const

/**
 * A language nobody speaks, to find what is not translated, too narrow or on the wrong side: every text stands in
 * brackets, is a third longer and runs from right to left. Functions, groups and lists of texts too. Dates are Arabic.
 */
export function toPseudoMessages<TMessages extends object>(messages: TMessages): TMessages {
  return new Proxy(messages, {
    get: (target, key): unknown => toPseudo(Reflect.get(target, key), key),
    apply: (target, self, parts): unknown =>
      typeof target === 'function' ? toPseudo(Reflect.apply(target, self, parts), '') : undefined,
  })
}

function toPseudo(value: unknown, key: string | symbol): unknown {
  if (key === 'locale') return 'ar-EG'
  if (typeof value === 'string') return toPseudoText(value)
  if (Array.isArray(value)) return value.map((one: unknown) => toPseudo(one, ''))
  return isObject(value) ? toPseudoMessages(value) : value
}

/** Nothing stays nothing: it means that there is nothing to say. An address stays one. */
function toPseudoText(text: string): string {
  if (text === '' || /^https?:\/\/\S+$/.test(text)) return text
  const [opening, closing] = PSEUDO_BRACKETS
  const more = '·'.repeat(Math.ceil(text.length / 3))
  return `${RIGHT_TO_LEFT_MARK}${opening}${RIGHT_TO_LEFT_OVERRIDE}${text}${more}${END_OF_OVERRIDE}${closing}${RIGHT_TO_LEFT_MARK}`
}

function isObject(value: unknown): value is object {
  return typeof value === 'function' || (typeof value === 'object' && value !== null)
}
