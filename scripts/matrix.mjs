// Runs the tests with the oldest and the newest peers that package.json allows: React 18.3 and 19, TanStack
// Query 5.80.0 and the latest 5.x. Only the `dom` project, because tests in `unit` import no peers. The
// application test/apps/vite-react-18 checks the types with React 18.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { cp, mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { run } from './processes.mjs'
import { readCounts } from './readCounts.mjs'

const reacts = ['18.3', '19']
const queries = ['5.80.0', '5']
const npm = [
  'npm',
  'install',
  '--no-save',
  '--no-package-lock',
  '--legacy-peer-deps',
  '--no-audit',
  '--no-fund',
]
const vitest = [
  process.execPath,
  'node_modules/vitest/vitest.mjs',
  'run',
  '--project',
  'dom',
  '--testTimeout=60000',
]
const reporters = ['--reporter=default', '--reporter=json', '--outputFile.json=report.json']

const folder = await mkdtemp(join(tmpdir(), 'react-accepted-matrix-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
let passed = 0
let failed = 0
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'])
for (const path of files.toString().split('\0').filter(Boolean)) await cp(path, join(folder, path))
await run(folder, ['npm', 'ci', '--no-audit', '--no-fund'])
for (const react of reacts) for (const query of queries) await tryPeers(react, query)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function tryPeers(react, query) {
  const started = performance.now()
  const peers = [`react@${react}`, `react-dom@${react}`, `@tanstack/react-query@${query}`]
  await run(folder, [...npm, ...peers])
  const installed = await Promise.all(['react', '@tanstack/react-query'].map(readVersion))
  const output = await run(folder, [...vitest, ...reporters]).catch((error) => error.message)
  const counts = await readCounts(join(folder, 'report.json'))
  passed += counts.passed
  // A missing test count is a failure too.
  const bad = counts.failed || (counts.passed > 0 ? 0 : 1)
  failed += bad
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  const what = `react ${installed[0]}, @tanstack/react-query ${installed[1]}`
  console.log(
    `${bad > 0 ? '✗' : '✓'} ${what}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`,
  )
  if (bad > 0) console.log(output)
}

async function readVersion(name) {
  return JSON.parse(await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version
}
