// Everything that has to hold, in one command. It stops at nothing, so that one run shows all there is to repair.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'

import { readCounts } from './readCounts.mjs'

const reports = await mkdtemp(join(tmpdir(), 'react-accepted-'))
const maxStepMs = 9 * 60_000

/** One group after the other, the steps of a group side by side, since much of what they do is wait. */
const stepsAtOnce = 3
const groups = [
  [
    { name: 'lint', command: 'npm run lint' },
    { name: 'format', command: 'npm run format:check' },
    { name: 'typecheck', command: 'npm run typecheck' },
  ],
  [{ name: 'build', command: 'npm run build' }],
  [
    { name: 'package contents', command: 'publint --strict' },
    { name: 'package types', command: 'attw --pack --profile esm-only' },
    { name: 'size', command: 'npm run size' },
    { name: 'static storybook', command: 'npm run storybook:build' },
  ],
  // The longest first.
  [
    { name: 'unit, dom, type and dist tests', projects: ['unit', 'dom', 'types', 'dist'] },
    { name: 'browser tests and stories', projects: ['browser', 'stories'] },
    { name: 'journeys', projects: ['journey'] },
    { name: 'pages', projects: ['pages'] },
    { name: 'contact sheets', projects: ['sheets'] },
    { name: "other people's pages", command: 'node scripts/looks.mjs create-vite reset', isCounted: true },
    { name: 'applications', command: 'node scripts/apps.mjs vite-react-18 express', isCounted: true },
  ],
  [{ name: 'ratios', projects: ['ratios'] }],
]

let passed = 0
let failed = 0
const failedSteps = []

for (const group of groups) {
  const queue = group.values()
  await Promise.all(
    Array.from({ length: stepsAtOnce }, async () => {
      for (const step of queue) await take(step)
    }),
  )
}
await rm(reports, { recursive: true, force: true })

if (passed + failed === 0) {
  failed = 1
  failedSteps.push('no tests ran')
}
console.log(failedSteps.length > 0 ? `\nFailed: ${failedSteps.join(', ')}` : '\nEverything holds.')
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function take({ name, command, projects, isCounted }) {
  const started = performance.now()
  const report = join(reports, `${name}.json`)
  const { ok, output } = await run(command ?? vitest(projects, report))
  const counts = isCounted ? readLastLine(output) : projects ? await readCounts(report) : undefined
  passed += counts?.passed ?? 0
  // A step that breaks without a failing test, by a crash or a finding, is a failure as well.
  failed += counts?.failed || (ok ? 0 : 1)
  if (!ok) {
    failedSteps.push(name)
    console.log(output)
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const tests = counts ? `, ${counts.passed} passed, ${counts.failed} failed` : ''
  console.log(`${ok ? '✓' : '✗'} ${name} (${seconds} s${tests})`)
}

function vitest(projects, report) {
  const chosen = projects.map((project) => `--project ${project}`).join(' ')
  // By default one processor stays idle, for a person to work with meanwhile.
  return `vitest run ${chosen} --maxWorkers=${availableParallelism()} --no-allowOnly --reporter=default --reporter=json --outputFile.json="${report}"`
}

function run(command) {
  return new Promise((settle) => {
    const PATH = `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH}`
    const child = spawn(command, { shell: true, env: { ...process.env, PATH }, timeout: maxStepMs })
    let output = `\n> ${command}\n`
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => settle({ ok: code === 0, output }))
  })
}

/** `N passed, N failed`, as the scripts say that count for themselves. */
function readLastLine(output) {
  const [, good = 0, bad = 0] = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1) ?? []
  return { passed: Number(good), failed: Number(bad) }
}
