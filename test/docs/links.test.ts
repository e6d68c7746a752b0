import { existsSync, readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { findPages } from './findPages.ts'
import { findDeadLinks, readAnchors } from './links.ts'

const pages = findPages()
const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)

test.each(pages)('no link on %s is dead', (page) => {
  expect(findDeadLinks(page, { read, exists: existsSync })).toEqual([])
})

test('every guide is listed in the index of the guides', () => {
  const index = readFileSync('docs/README.md', 'utf8')
  const guides = readdirSync('docs').filter((name) => name.endsWith('.md') && name !== 'README.md')
  expect(guides.filter((name) => !index.includes(`](${name})`))).toEqual([])
})

const files: Record<string, string> = {
  'README.md':
    '# A\n\n[b](docs/b.md#two-words) [c](#a) ![d](docs/d.png)\n\n```md\n[not a link](nowhere.md)\n```\n',
  'docs/b.md': '## Two words\n\n### `code()` of *a* & b\n\n## Two words\n\n[up](../README.md)',
  'docs/d.png': '',
}

test.each([
  ['', []],
  ['[x](docs/x.md)', ['docs/x.md']],
  ['[x](docs/b.md#three-words)', ['docs/b.md#three-words']],
  ['[x](docs/b.md#two-words-1)', []],
  ['[x](docs/b.md#code-of-a--b)', []],
  ['[x](#nothing)', ['#nothing']],
  ['![x](docs/e.png)', ['docs/e.png']],
  ['<img alt="" src="docs/e.png" />', ['docs/e.png']],
  ['<source srcset="docs/e.png" />', ['docs/e.png']],
  ['[x](https://example.com/nothing)', []],
  ['`[x](docs/x.md)`', []],
])('a page with %j has the dead links %j', (line, dead) => {
  const world: Record<string, string> = { ...files, 'README.md': `${files['README.md']}\n${line}\n` }
  const found = findDeadLinks('README.md', {
    read: (path) => world[path],
    exists: (path) => path in world,
  })
  expect(found).toEqual(dead)
})

test('anchors match those of GitHub', () => {
  expect(readAnchors('# A b\n## `useX(id)`, and more!\n## A b\n```sh\n# no heading\n```\n')).toEqual([
    'a-b',
    'usexid-and-more',
    'a-b-1',
  ])
})
