// Measures what each component and hook adds to a page, and compares it with the table in docs/measured.md, which
// must be at most 0.1 kB off. `node scripts/componentSizes.mjs --write` writes the table.
import { readFile, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

import { bundleProgram } from './bundleProgram.mjs'

const PAGE = 'docs/measured.md'
const START = '<!-- component sizes -->'
const END = '<!-- /component sizes -->'
const MOST_OFF_KB = 0.1

/** The programs that the components are added to. */
const bases = {
  index: { index: 'OperationsProvider, useAsyncOperation', client: 'createOperationsClient' },
  twilio: { index: 'OperationsProvider, useAsyncOperation', 'twilio/client': 'createOrchestratorClient' },
}

const rows = []
for (const [entry, base] of Object.entries(bases)) {
  const before = weigh(await bundleProgram(base))
  const names = Object.keys(await import(`../dist/${entry}.js`)).filter((name) =>
    /^[A-Z]|^use[A-Z]/.test(name),
  )
  for (const name of names) {
    if (base.index.split(', ').includes(name)) continue
    const imports = [base[entry], name].filter(Boolean).join(', ')
    const after = weigh(await bundleProgram({ ...base, [entry]: imports }))
    // What moves from a later chunk to the first load counts there.
    const later = Math.max(0, after.later - before.later)
    rows.push({ name, first: after.first - before.first, later })
  }
}

const page = await readFile(PAGE, 'utf8')
const [, head, table, tail] = new RegExp(`^(.*${START}\n)(.*)(\n${END}.*)$`, 's').exec(page)
if (process.argv.includes('--write')) {
  await writeFile(PAGE, `${head}\n${toTable()}\n${tail}`)
} else {
  const off = rows.filter(({ name, first, later }) => {
    const [, saidFirst, saidLater] =
      new RegExp(`^\\| \`${name}\` +\\| +(\\S+) +\\| +(\\S+) +\\|$`, 'm').exec(table) ?? []
    return !isNear(first, saidFirst) || !isNear(later, saidLater)
  })
  for (const { name, first, later } of off)
    console.log(`${name}: now ${first.toFixed(1)} and ${later.toFixed(1)} kB`)
  if (off.length > 0) console.log(`${PAGE} says something else. node scripts/componentSizes.mjs --write`)
  process.exitCode = off.length > 0 ? 1 : 0
}

/** In kB, gzipped. */
function weigh({ first, later }) {
  const sum = (chunks) =>
    chunks.reduce((bytes, { code }) => bytes + gzipSync(code, { level: 9 }).byteLength, 0) / 1000
  return { first: sum(first), later: sum(later) }
}

function isNear(kilobytes, said) {
  return Math.abs(kilobytes - Number(said)) <= MOST_OFF_KB
}

function toTable() {
  const lines = rows.map(
    ({ name, first, later }) => `| \`${name}\` | ${first.toFixed(1)} | ${later.toFixed(1)} |`,
  )
  return ['| | first load | when needed |', '| --- | ---: | ---: |', ...lines].join('\n')
}
