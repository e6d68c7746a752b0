import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { findPages } from './findPages.ts'

/** A code block below a comment that names a file. The block is a copy of that file. */
const COPY = /(<!-- (\S+) -->\n\n```[^\n]*\n).*?(^```$)/gms

/** The opening of a code block that has a file name. */
const TITLED = /^```\w+ .*$/gm

/** A page with every copy replaced by the current file. */
function fill(page: string): string {
  return readFileSync(page, 'utf8').replaceAll(
    COPY,
    (_, opening: string, path: string, closing: string) =>
      `${opening}${readFileSync(path, 'utf8')}${closing}`,
  )
}

// After a change to a file: `npx vitest run --project unit test/docs/copies.test.ts -u`
test.each(['docs/frameworks.md', 'docs/testing.md'])(
  '%s shows exact copies of files that are run',
  async (page) => {
    const copies = [...readFileSync(page, 'utf8').matchAll(COPY)]
    expect(copies.length).toBeGreaterThan(4)
    await expect(fill(page)).toMatchFileSnapshot(`../../${page}`)
  },
)

test('every code block with a file name is a copy of a file', () => {
  const others = findPages().flatMap(
    (page) => readFileSync(page, 'utf8').replaceAll(COPY, '').match(TITLED) ?? [],
  )
  expect(others).toEqual([])
})
