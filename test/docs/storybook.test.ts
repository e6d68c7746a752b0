import { readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { toGuideId, toGuideLink } from '../../stories/guides/toGuideLink.ts'
import { findPages } from './findPages.ts'
import { readLinks } from './links.ts'

const folder = 'stories/guides'
const shown = readdirSync(folder)
  .filter((name) => name.endsWith('.mdx'))
  .map((name) => {
    const text = readFileSync(`${folder}/${name}`, 'utf8')
    const title = /<Meta title="([^"]+)"/.exec(text)?.[1] ?? ''
    const source = /from '\.\.\/\.\.\/([^']+)\?raw'/.exec(text)?.[1] ?? ''
    const path = /<Guide path="([^"]+)"/.exec(text)?.[1] ?? ''
    return { id: `${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}--docs`, source, path }
  })
const pages = findPages().filter((page) => page !== 'CHANGELOG.md' && !page.startsWith('stories/'))

test('Storybook shows every page, from its own file and under its own name', () => {
  expect(shown.map(({ source }) => source).toSorted()).toEqual(pages.toSorted())
  for (const { id, source, path } of shown) {
    expect(path).toBe(source)
    expect(id).toBe(toGuideId(source))
  }
})

test.each(pages)('every link from %s to another page leads there in Storybook too', (page) => {
  const ids = shown.map(({ id }) => id)
  for (const link of readLinks(readFileSync(page, 'utf8'))) {
    const target = toGuideLink(page, link)
    if (!/\.md(#|$)/.test(link)) continue
    const id = /^\?path=\/docs\/([^#]+)/.exec(target ?? '')?.[1]
    expect(ids).toContain(id)
  }
})

test.each([
  ['README.md', 'docs/errors.md#kinds', '?path=/docs/guides-errors--docs#kinds'],
  ['docs/errors.md', 'journal.md', '?path=/docs/guides-journal--docs'],
  ['docs/README.md', '../README.md', '?path=/docs/guides-readme--docs'],
  ['docs/errors.md', '#kinds', '#kinds'],
  ['docs/errors.md', 'https://example.com/a.md', 'https://example.com/a.md'],
  ['README.md', 'LICENSE', undefined],
])('from %s the link %s becomes %s', (page, link, target) => {
  expect(toGuideLink(page, link)).toBe(target)
})
