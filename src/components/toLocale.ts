const known = new Map<string, string | undefined>()

/**
 * A locale that every function of `Intl` takes. Servers and settings say `de_DE`, `en_US.UTF-8`, `C` or nothing at all:
 * what can be read of that counts, and the rest is the browser's own, which is `undefined`. Never throws.
 *
 * @param tag meant as BCP 47
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
      // Without its last part it may be one.
    }
  }
  return undefined
}
