import { readFile, writeFile } from 'node:fs/promises'

import { expect, it } from 'vitest'

import { threats } from './threats.ts'

const page = 'docs/proxy.md'
const table = /^\| cases[\s\S]*?\n(?=\n)/m

/** A table in oxfmt's format: every column is as wide as its widest cell. */
function toTable(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((cells) => cells[column]?.length ?? 0)),
  )
  const [head, ...rows] = lines.map(
    (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  )
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows, ''].join('\n')
}

it('docs/proxy.md lists the threats of the suite and the number of cases for each', async () => {
  const sum = threats.reduce((all, { rows }) => all + rows, 0)
  const written = toTable([
    ['cases', 'threat', 'defense'],
    ...threats.map(({ threat, answer, rows }) => [String(rows), threat, answer]),
    [String(sum), 'all', ''],
  ])
  const text = await readFile(page, 'utf8')
  if (process.env['UPDATE_DOCS'])
    await writeFile(
      page,
      text.replace(table, () => written),
    )
  expect(table.exec(await readFile(page, 'utf8'))?.[0]).toBe(written)
})
