// Runs the unit and dom tests many times to find flaky ones: `node scripts/repeat.mjs 20`.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'

import { readCounts } from './readCounts.mjs'

const times = Number(process.argv[2] ?? 20)
if (!Number.isInteger(times) || times < 1) throw new RangeError('Pass the number of runs, 1 or more.')

const folder = await mkdtemp(join(tmpdir(), 'react-accepted-'))
const report = join(folder, 'vitest.json')
const vitest = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--project',
  'unit',
  '--project',
  'dom',
  '--no-allowOnly',
  // One more than processors, because some tests spend time waiting.
  `--maxWorkers=${availableParallelism() + 1}`,
]
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]

for (let time = 1; time <= times; time += 1) {
  const started = performance.now()
  const { code, output } = await run([...vitest, ...reporters])
  const { passed, failed } = await readCounts(report)
  const isGreen = code === 0 && failed === 0 && passed > 0
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${isGreen ? '✓' : '✗'} ${time} of ${times}: ${passed} passed, ${failed} failed, ${seconds} s`)
  if (isGreen) continue
  console.log(output)
  process.exitCode = 1
  break
}
await rm(folder, { recursive: true, force: true })

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args)
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => resolve({ code, output }))
  })
}
