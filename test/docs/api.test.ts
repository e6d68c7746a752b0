import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

import { format, type FormatConfig } from 'oxfmt'
import { expect, test } from 'vitest'

import { readEntryPoints } from '../../scripts/readEntryPoints.ts'
import { writeApiPage } from '../../scripts/writeApiPage.ts'

const run = promisify(execFile)
const PAGE = 'docs/api.md'

test('the API reference matches the declarations', { timeout: 60_000 }, async () => {
  const folder = resolve('node_modules/.cache/react-accepted/declarations')
  const options = ['-p', 'tsconfig.build.json', '--outDir', folder]
  await run(process.execPath, ['node_modules/typescript/bin/tsc', ...options])
  const style: FormatConfig = JSON.parse(readFileSync('.oxfmtrc.json', 'utf8'))
  const { code, errors } = await format(PAGE, await writeApiPage(folder, style), style)
  expect(errors).toEqual([])
  if (process.env['UPDATE_DOCS']) writeFileSync(PAGE, code)
  expect(readFileSync(PAGE, 'utf8')).toBe(code)
  expect(code.match(/^#### \w+\n\n```typescript/gm)).toBeNull()
  const names = Object.values(readEntryPoints()).flatMap((all) => all.map(({ name }) => name))
  const isShown = (name: string) =>
    new RegExp(`^#### ${name}$`, 'm').test(code) ||
    (new RegExp(`^(?:interface|type) ${name}\\b`, 'm').test(code) && code.includes(`[${name}](#`))
  expect(names.filter((name) => !isShown(name))).toEqual([])
})
