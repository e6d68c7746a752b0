const RIGHT_TO_LEFT_MARK = '\u200f'
const RIGHT_TO_LEFT_OVERRIDE = '\u202e'
const END_OF_OVERRIDE = '\u202c'

/** The brackets around every text of the pseudo-language. */
export const PSEUDO_BRACKETS = ['⟦', '⟧'] as const

/**
 * A pseudo-language for finding texts that are untranslated, do not fit, or are on the wrong side. Every text
 * is in brackets, a third longer, and runs from right to left. This includes functions, groups and lists of
 * texts. Dates are Arabic.
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

/** Leaves an empty text empty, because it means that nothing is shown. Leaves URLs unchanged. */
function toPseudoText(text: string): string {
  if (text === '' || /^https?:\/\/\S+$/.test(text)) return text
  const [opening, closing] = PSEUDO_BRACKETS
  const more = '·'.repeat(Math.ceil(text.length / 3))
  return `${RIGHT_TO_LEFT_MARK}${opening}${RIGHT_TO_LEFT_OVERRIDE}${text}${more}${END_OF_OVERRIDE}${closing}${RIGHT_TO_LEFT_MARK}`
}

function isObject(value: unknown): value is object {
  return typeof value === 'function' || (typeof value === 'object' && value !== null)
}
