import { existsSync, readFileSync, writeFileSync } from 'node:fs'

import { format, type FormatConfig } from 'oxfmt'
import { expect, test } from 'vitest'

import { writeImportRules } from '../../scripts/writeImportRules.ts'

const PAGE = 'docs/architecture.md'

test('the architecture page shows the import rules that are enforced', async () => {
  const page = readFileSync(PAGE, 'utf8')
  const [top, , bottom] = page.split(/(?<=<!-- import rules: [^\n]*-->\n)|(?=<!-- \/import rules -->)/)
  const style: FormatConfig = JSON.parse(readFileSync('.oxfmtrc.json', 'utf8'))
  const { code } = await format(PAGE, `${top}\n${writeImportRules()}\n\n${bottom}`, style)
  if (process.env['UPDATE_DOCS']) writeFileSync(PAGE, code)
  expect(readFileSync(PAGE, 'utf8')).toBe(code)
})

test('each file that the architecture page says to look in exists', () => {
  const [, where = ''] = readFileSync(PAGE, 'utf8').split(/^## Where to look$|^## Import rules$/m)
  const files = Array.from(where.matchAll(/`(\w[\w/]*\.tsx?)`/g), ([, file]) => `src/${file}`)
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter((file) => !existsSync(file))).toEqual([])
})
