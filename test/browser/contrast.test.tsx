import 'react-accepted/styles.css'
import { afterEach, expect, test } from 'vitest'

import guide from '../../docs/theming.md?raw'
import { partPairs, textPairs, tooWeak } from '../looks/pairs.ts'
import { ACCENTS, readTokens, type Tokens } from '../looks/readTokens.ts'
import { toContrast } from '../looks/toContrast.ts'

/** The text colours of hosts: templates of create-vite and create-next-app, Material, Bootstrap, browsers. */
const INKS = {
  light: ['#000000', '#171717', '#212529', '#6b6375', 'rgb(0 0 0 / 87%)', 'CanvasText'],
  dark: ['#ffffff', '#ededed', '#dee2e6', '#9ca3af', 'rgb(255 255 255 / 87%)'],
}
const looks = Object.entries(INKS).flatMap(([theme, inks]) =>
  ACCENTS.flatMap((accent) => inks.map((ink) => ({ theme, accent, ink }))),
)

/** The colours inside one of our components, on a page with this text colour. */
function tokensOn({ ink, accent }: { ink: string; accent: string }, theme?: string): Tokens {
  const page = document.body.appendChild(document.createElement('main'))
  page.style.color = ink
  const form = page.appendChild(document.createElement('form'))
  form.className = 'ra-form'
  if (accent !== 'indigo') form.dataset['raAccent'] = accent
  if (theme) form.dataset['raTheme'] = theme
  return readTokens(form)
}

afterEach(() => document.body.replaceChildren())

test.each(looks)('text is readable on a $theme page with $ink text and the $accent accent', (look) => {
  expect(tooWeak(textPairs(tokensOn(look)), 4.5)).toEqual([])
})

test.each(looks)('controls are visible on a $theme page with $ink text and the $accent accent', (look) => {
  expect(tooWeak(partPairs(tokensOn(look)), 3)).toEqual([])
})

test('every text colour of a page gives one of two sets of colours', () => {
  const [light, ...otherLight] = INKS.light.map((ink) => tokensOn({ ink, accent: 'indigo' }))
  const [dark, ...otherDark] = INKS.dark.map((ink) => tokensOn({ ink, accent: 'indigo' }))
  for (const other of otherLight) expect(other).toEqual(light)
  for (const other of otherDark) expect(other).toEqual(dark)
  expect(toContrast(light?.['surface'] ?? '', dark?.['surface'] ?? '')).toBeGreaterThan(15)
})

test('an explicit theme overrides the page', () => {
  const indigo = { accent: 'indigo' }
  expect(tokensOn({ ...indigo, ink: '#000' }, 'dark')).toEqual(tokensOn({ ...indigo, ink: '#fff' }))
  expect(tokensOn({ ...indigo, ink: '#fff' }, 'light')).toEqual(tokensOn({ ...indigo, ink: '#000' }))
})

test('the theming guide lists every colour as a browser computes it', () => {
  const light = tokensOn({ ink: '#000', accent: 'indigo' })
  const dark = tokensOn({ ink: '#fff', accent: 'indigo' })
  const listed = [...guide.matchAll(/^\| (`--ra-.*?) +\|.*?\| (`#.*?) +\| (`#.*?) +\|$/gm)].flatMap(
    ([, names = '', lightCell = '', darkCell = '']) => {
      const [lights, darks] = [lightCell.split(', '), darkCell.split(', ')]
      return names.split(', ').map((name, at) => [name, lights[at], darks[at]].join(' '))
    },
  )
  const computed = Object.keys(light).map((name) => `\`--ra-${name}\` \`${light[name]}\` \`${dark[name]}\``)
  expect(listed.toSorted()).toEqual(computed.toSorted())
})

test('contrast is computed as WCAG defines it', () => {
  expect(toContrast('#000000', '#ffffff')).toBe(21)
  expect(toContrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  expect(ACCENTS).toEqual(['indigo', 'teal', 'violet', 'graphite'])
})
