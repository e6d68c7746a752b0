import { readFileSync, readdirSync } from 'node:fs'

import { expect, test } from 'vitest'

const HEAD = `# Parts

Every component marks its parts with \`data-part\`, so that a style sheet can select each of them: \`.ra-form [data-part='footer']\`. These names are public
API. \`data-phase\` gives the state of a form, \`data-status\` that of an operation.

Which component makes which parts:

`
const NAMES = [
  /data-part="([\w-]+)"/g,
  /\bpart="([\w-]+)"/g,
  /\bpart: '([\w-]+)'/g,
  /'data-part': '([\w-]+)'/g,
  /\bpart=\{[^}]*?'([\w-]+)'/g,
]

/** The component whose function begins last before a place in a file. */
function findComponent(sourceBefore: string): string {
  const starts = sourceBefore.matchAll(/^(?:export )?(?:const|function) ([A-Z]\w*[a-z]\w*)/gm)
  const [, name] = [...starts].at(-1) ?? []
  if (!name) throw new Error('A part outside of a component.')
  return name
}

test('the table lists every part', async () => {
  const found = new Map<string, Set<string>>()
  for (const path of readdirSync('src', { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!/(^|\/)components\/.*\.tsx$/.test(path.replaceAll('\\', '/'))) continue
    const source = readFileSync(`src/${path}`, 'utf8')
    for (const pattern of NAMES)
      for (const { 1: part = '', index } of source.matchAll(pattern)) {
        const component = findComponent(source.slice(0, index))
        found.set(component, (found.get(component) ?? new Set()).add(`\`${part}\``))
      }
  }
  expect(new Set([...found.values()].flatMap((parts) => [...parts])).size).toBeGreaterThan(50)
  const lines = [...found].map(([component, parts]) => `- ${component}: ${[...parts].toSorted().join(', ')}`)
  const page = `${HEAD}${lines.toSorted().join('\n')}\n`
  await expect(page).toMatchFileSnapshot('../../docs/parts.md')
})
