import 'react-accepted/styles.css'
import { afterEach, expect, test } from 'vitest'

import guide from '../../docs/theming.md?raw'
import { partPairs, textPairs, tooWeak } from '../looks/pairs.ts'
import { readTokens, type Tokens } from '../looks/readTokens.ts'

import storySheet from '../../stories/looks/host.css?raw'

/** The colours that each host publishes, light and in `.dark`, as far as a mapping needs them. */
const published = import.meta.glob<string>('../looks/hosts/*.css', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const hosts = [...guide.matchAll(/<!-- mapping: (\w+) -->\n+```css\n(.*?)```/gs)].map(
  ([, name = '', mapping = '']) => ({ name, mapping, sheet: published[`../looks/hosts/${name}.css`] ?? '' }),
)
const looks = hosts.flatMap((host) => (['light', 'dark'] as const).map((theme) => ({ ...host, theme })))

afterEach(() => {
  for (const style of document.querySelectorAll('style[data-host]')) style.remove()
  document.body.replaceChildren()
  document.documentElement.className = ''
})

/** The colours inside one of our components on a page of that host. */
function tokensIn({ sheet, mapping, theme }: (typeof looks)[number]): Tokens {
  for (const css of [sheet, mapping]) {
    const style = document.head.appendChild(document.createElement('style'))
    style.dataset['host'] = ''
    style.textContent = css
  }
  document.documentElement.className = theme
  const form = document.body.appendChild(document.createElement('form'))
  form.className = 'ra-form'
  const { surface } = readTokens(form)
  return readTokens(form, surface)
}

test('the published values of each host in the guide are complete', () => {
  expect(hosts.map(({ name }) => name)).toEqual(['shadcn', 'mui', 'bootstrap', 'chakra'])
  expect(Object.keys(published)).toHaveLength(hosts.length)
  for (const { mapping, sheet } of hosts) {
    const used = [...mapping.matchAll(/var\((--(?!ra-)[\w-]+)/g)].map(([, name = '']) => name)
    expect(used.filter((name) => !sheet.includes(`${name}: `))).toEqual([])
  }
})

test('the host in Storybook has the mapping of the guide', () => {
  const [shadcn] = hosts
  const [, lines = 'none'] = /\{(.*)\}/s.exec(shadcn?.mapping ?? '') ?? []
  expect(storySheet).toContain(lines)
})

test.each(looks)('text is readable on a $theme page of $name', (look) => {
  expect(tooWeak(textPairs(tokensIn(look)), 4.5)).toEqual([])
})

test.each(looks)('controls are visible on a $theme page of $name', (look) => {
  expect(tooWeak(partPairs(tokensIn(look)), 3)).toEqual([])
})

test.each(hosts)('the colours of $name follow its themes', (host) => {
  const [light, dark] = (['light', 'dark'] as const).map((theme) => tokensIn({ ...host, theme }))
  expect(light?.['surface']).not.toBe(dark?.['surface'])
  expect(light?.['text']).not.toBe(dark?.['text'])
})
