import { readFileSync, writeFileSync } from 'node:fs'

import { format, type FormatConfig } from 'oxfmt'
import { expect, test } from 'vitest'

import { writeFloors } from '../../scripts/writeFloors.ts'

const PAGE = 'docs/architecture.md'

test('the page on architecture shows the floors that are held', async () => {
  const page = readFileSync(PAGE, 'utf8')
  const [top, , bottom] = page.split(/(?<=<!-- floors: [^\n]*-->\n)|(?=<!-- \/floors -->)/)
  const style: FormatConfig = JSON.parse(readFileSync('.oxfmtrc.json', 'utf8'))
  const { code } = await format(PAGE, `${top}\n${writeFloors()}\n\n${bottom}`, style)
  if (process.env['UPDATE_DOCS']) writeFileSync(PAGE, code)
  expect(readFileSync(PAGE, 'utf8')).toBe(code)
})
