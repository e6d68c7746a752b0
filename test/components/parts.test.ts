import { readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

const HEAD = `# Parts

Every component marks its parts by \`data-part\`, so that a style sheet finds each of them: \`.ra-form [data-part='footer']\`. What they are called is part of
the public surface. Where a form stands is its \`data-phase\`; what an operation is at, \`data-status\`.

`
const NAMES = [
  /data-part="([\w-]+)"/g,
  /\bpart="([\w-]+)"/g,
  /\bpart: '([\w-]+)'/g,
  /'data-part': '([\w-]+)'/g,
  /\bpart=\{[^}]*?'([\w-]+)'/g,
]

test('every part has its place in the table', async () => {
  const found = new Map<string, Set<string>>()
  for (const path of readdirSync('src', { recursive: true, encoding: 'utf8' }).toSorted()) {
    const [, name] = /(?:^|\/)components\/(\w+)\.tsx$/.exec(path.replaceAll('\\', '/')) ?? []
    if (!name) continue
    const source = readFileSync(`src/${path}`, 'utf8')
    for (const pattern of NAMES)
      for (const [, part = ''] of source.matchAll(pattern))
        found.set(part, (found.get(part) ?? new Set()).add(`\`${name}\``))
  }
  expect(found.size).toBeGreaterThan(50)
  const rows = [...found.keys()]
    .toSorted()
    .map((part) => [`\`${part}\``, [...(found.get(part) ?? [])].join(', ')])
  const table = [['Part', 'Made by'], ...rows]
  const widths = [0, 1].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  const lines = table.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  )
  const line = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  const [first = '', ...others] = lines
  await expect(`${HEAD}${[first, line, ...others].join('\n')}\n`).toMatchFileSnapshot('../../docs/parts.md')
})
