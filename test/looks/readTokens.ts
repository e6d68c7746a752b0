import { readColor } from './readColor.ts'

import tokensSheet from '../../src/tokens.css?raw'

/** The colours of one page, by the names of their custom properties without `--ra-`. */
export type Tokens = Readonly<Record<string, string>>

/** The accents that `appearance` accepts, the default one first. */
export const ACCENTS = [
  'indigo',
  ...[...tokensSheet.matchAll(/\[data-ra-accent='(\w+)'\]/g)].map(([, name = '']) => name),
]

/** The custom properties of the style sheet that are colours, without `--ra-`. */
const NAMES = [
  ...new Set([...tokensSheet.matchAll(/--ra-([\w-]+): *(?:oklch\(|#|var\()/g)].map(([, name = '']) => name)),
]

/**
 * The colours that the style sheet gives an element, as the browser computes them from its text colour.
 *
 * @param ground the background of translucent colours
 */
export function readTokens(element: Element, ground?: string): Tokens {
  const probe = element.appendChild(document.createElement('i'))
  const tokens = Object.fromEntries(
    NAMES.map((name) => {
      probe.style.backgroundColor = `var(--ra-${name})`
      return [name, readColor(getComputedStyle(probe).backgroundColor, ground)]
    }),
  )
  probe.remove()
  return tokens
}
