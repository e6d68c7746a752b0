import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { findPages } from './findPages.ts'

/** A block of code below a comment that names a file: what stands there is that file. */
const COPY = /(<!-- (\S+) -->\n\n```[^\n]*\n).*?(^```$)/gms

/** A block that has the name of a file. */
const TITLED = /^```\w+ .*$/gm

/** A page with every copy made anew. */
function fill(page: string): string {
  return readFileSync(page, 'utf8').replaceAll(
    COPY,
    (_, opening: string, path: string, closing: string) =>
      `${opening}${readFileSync(path, 'utf8')}${closing}`,
  )
}

// Changed a file? `npx vitest run --project unit test/docs/copies.test.ts -u`
test.each(['docs/frameworks.md', 'docs/testing.md'])(
  '%s shows files that are run, as they are',
  async (page) => {
    const copies = [...readFileSync(page, 'utf8').matchAll(COPY)]
    expect(copies.length).toBeGreaterThan(4)
    await expect(fill(page)).toMatchFileSnapshot(`../../${page}`)
  },
)

test('a block with the name of a file is a copy of one', () => {
  const others = findPages().flatMap(
    (page) => readFileSync(page, 'utf8').replaceAll(COPY, '').match(TITLED) ?? [],
  )
  expect(others).toEqual([])
})
