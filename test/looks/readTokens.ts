import { readFileSync } from 'node:fs'

export type Theme = 'light' | 'dark'

/** The colours of one theme, by the name of their custom property without `--ra-`. */
export type Tokens = Readonly<Record<string, string>>

const css = readFileSync('src/styles.css', 'utf8')

/** The accents that `appearance` knows, the default one first. */
export const ACCENTS = [
  'indigo',
  ...[...css.matchAll(/\[data-ra-accent='(\w+)'\]/g)].map(([, name = '']) => name),
]

/** The colours as the style sheet says them, for one theme and one accent. */
export function readTokens(theme: Theme, accent: string): Tokens {
  const own = accent === 'indigo' ? '' : blockAfter(`[data-ra-accent='${accent}']`)
  return { ...readBlock(blockAfter(':where(:root)'), theme), ...readBlock(own, theme) }
}

function blockAfter(selector: string): string {
  const start = css.indexOf(`${selector} {`)
  if (start < 0) throw new Error(`There is no rule for ${selector}.`)
  return css.slice(start, css.indexOf('\n  }', start))
}

function readBlock(block: string, theme: Theme): Tokens {
  const found = [...block.matchAll(/--ra-([\w-]+):\s*(?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));/g)]
  return Object.fromEntries(
    found.map(([, name = '', light, dark, both = '']) => [name, (theme === 'light' ? light : dark) ?? both]),
  )
}
