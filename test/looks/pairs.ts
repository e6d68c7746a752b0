import type { Tokens } from './readTokens.ts'
import { mix, toContrast } from './toContrast.ts'

const TONES = ['info', 'success', 'danger', 'warning', 'neutral']

/** Text and its backgrounds, which need a contrast of 4.5:1. */
export function textPairs(tokens: Tokens): [string, string, string][] {
  const { surface = '', accent = '' } = tokens
  const plain = ['surface', 'surface-sunken', 'surface-hover'].flatMap((on) =>
    ['text', 'text-quiet', 'link', 'danger'].map((text) => pair(tokens, text, on)),
  )
  const toned = TONES.map((tone) => pair(tokens, tone, `${tone}-surface`))
  const inNotices = ['success', 'danger', 'warning'].flatMap((tone) =>
    ['text', 'link'].map((text) => pair(tokens, text, `${tone}-surface`)),
  )
  return [
    ...plain,
    ...toned,
    ...inNotices,
    pair(tokens, 'accent-text', 'accent'),
    pair(tokens, 'accent-text', 'accent-hover'),
    pair(tokens, 'danger-fill-text', 'danger-fill'),
    pair(tokens, 'danger-fill-text', 'danger-fill-hover'),
    ['text on a chosen card', tokens['text'] ?? '', mix(accent, surface, 0.07)],
    ['text-quiet on a chosen card', tokens['text-quiet'] ?? '', mix(accent, surface, 0.07)],
  ]
}

/** What users have to see to use the page, and its backgrounds, which need a contrast of 3:1. */
export function partPairs(tokens: Tokens): [string, string, string][] {
  const { surface = '', accent = '', warning = '' } = tokens
  return [
    ...['surface', 'surface-sunken'].flatMap((on) =>
      ['line-strong', 'focus', 'text-quiet', 'danger'].map((part) => pair(tokens, part, on)),
    ),
    pair(tokens, 'accent', 'surface'),
    ['progress on its track', accent, mix(accent, surface, 0.1)],
    ['stuck progress on its track', warning, mix(warning, surface, 0.1)],
  ]
}

function pair(tokens: Tokens, part: string, on: string): [string, string, string] {
  return [`${part} on ${on}`, tokens[part] ?? '', tokens[on] ?? '']
}

/** The pairs with less contrast than `least`. */
export function tooWeak(pairs: readonly [string, string, string][], least: number): string[] {
  return pairs.flatMap(([name, part, on]) => {
    const contrast = toContrast(part, on)
    return contrast >= least ? [] : [`${name}: ${contrast.toFixed(2)}`] // also if a value is missing
  })
}
