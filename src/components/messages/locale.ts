const known = new Map<string, string | undefined>()

/**
 * Turns a tag into a locale that every `Intl` function accepts. Servers and settings also send `de_DE`,
 * `en_US.UTF-8`, `C` or nothing: the valid leading part is used, and if there is none, the result is
 * `undefined`, the browser's own locale. Never throws.
 *
 * @param tag a BCP 47 tag, or something close to one
 */
export function toLocale(tag: string | undefined): string | undefined {
  if (!tag) return undefined
  if (!known.has(tag)) known.set(tag, readTag(tag))
  return known.get(tag)
}

function readTag(tag: string): string | undefined {
  const [plain = ''] = tag
    .trim()
    .replaceAll('_', '-')
    .split(/[.@\s]/)
  for (let subtags = plain.split('-'); subtags.length > 0; subtags = subtags.slice(0, -1)) {
    try {
      return Intl.getCanonicalLocales(subtags.join('-'))[0]
    } catch {
      // It may be valid without its last subtag.
    }
  }
  return undefined
}

/**
 * Returns a function that creates a formatter once for each locale, and for each `variant` of it, and keeps it:
 * creating one takes far longer than using it, and a table needs one in each row.
 */
export function keepFormatters<TFormatter, TVariant extends readonly unknown[]>(
  create: (locale: string | undefined, ...variant: TVariant) => TFormatter,
): (tag: string | undefined, ...variant: TVariant) => TFormatter {
  const kept = new Map<string, TFormatter>()
  return (tag, ...variant) => {
    const key = [tag, ...variant].join(' ')
    const formatter = kept.get(key) ?? create(toLocale(tag), ...variant)
    kept.set(key, formatter)
    return formatter
  }
}

const pluralRules = /* @__PURE__ */ keepFormatters((locale) => new Intl.PluralRules(locale))

/** Right-to-left characters, and marks that change the direction. */
const TURNED =
  '\\u0590-\\u08FF\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFB1D-\\uFDFF\\uFE70-\\uFEFC\\u{10800}-\\u{10FFF}\\u{1E800}-\\u{1EFFF}'

/** Left-to-right text from a letter to a letter, mark or digit: nothing around it can reorder it. */
const FIXED = /* @__PURE__ */ new RegExp(`^(?![${TURNED}])\\p{L}(?:[^${TURNED}]*[\\p{L}\\p{M}\\d])?$`, 'u')

const MARKS = /[\u202A-\u202E\u2066-\u2069]/g

/**
 * Isolates user input inside a message that is one string, so that neither changes the direction of the
 * other. In right-to-left text, `2024 Sales-` would be shown as `-Sales 2024`. For elements, use `<bdi>`.
 * Text that keeps its order anywhere is returned unchanged, so that no needless invisible characters are read
 * out, copied or compared.
 */
export function isolate(text: string): string
export function isolate(text: string | undefined): string | undefined
export function isolate(text: string | undefined): string | undefined {
  if (!text || FIXED.test(text)) return text
  // FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE. A mark inside the text could end the isolate early.
  return `\u2068${text.replaceAll(MARKS, '')}\u2069`
}

/** The plural forms of one message. Leave out the forms that a language does not have. */
interface PluralForms extends Partial<Record<Intl.LDMLPluralRule, string>> {
  readonly other: string
}

/**
 * Picks the plural form for a count.
 *
 * @param locale BCP 47
 */
export function toPlural(locale: string, count: number, forms: PluralForms): string {
  return forms[pluralRules(locale).select(count)] ?? forms.other
}

/** Turns a camelCase name of an API into words: `memoryStore` becomes `Memory store`. */
export function toName(name: string): string {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
