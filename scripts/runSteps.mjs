import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

import { readCounts } from './readCounts.mjs'

/**
 * Runs one group of steps after the other and stops at nothing, so that one run shows all there is to mend. Its last
 * line is `N passed, N failed`, and a failure is the exit code of this process.
 *
 * A step is a `command`, or `projects` of Vitest, with `files` of them and an `env` if wanted. `workers`: processes at
 * once, if not one for each processor. `isCounted`: it prints such a last line itself. `tells`: lines of its output
 * that are printed as they come.
 */
export async function runSteps(groups, { atOnce, maxStepMs }) {
  const reports = await mkdtemp(join(tmpdir(), 'react-accepted-'))
  let passed = 0
  let failed = 0
  const failedSteps = []

  for (const group of groups) {
    const queue = group.values()
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
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

  async function take({ name, command, projects, files, workers, env, isCounted, tells }) {
    const started = performance.now()
    const report = join(reports, `${name}.json`)
    const line = command ?? toVitest({ projects, files, workers, report })
    const { ok, output } = await run(line, { env, maxStepMs, tells })
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
}

function toVitest({ projects, files = [], workers = availableParallelism(), report }) {
  const chosen = projects.map((project) => `--project ${project}`).join(' ')
  // By default one processor stays idle, for a person to work with meanwhile.
  return `vitest run ${chosen} ${files.join(' ')} --maxWorkers=${workers} --no-allowOnly --reporter=default --reporter=json --outputFile.json="${report}"`
}

function run(command, { env, maxStepMs, tells }) {
  return new Promise((settle) => {
    const PATH = `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH}`
    const child = spawn(command, { shell: true, env: { ...process.env, ...env, PATH }, timeout: maxStepMs })
    let output = `\n> ${command}\n`
    createInterface({ input: child.stdout }).on('line', (line) => {
      output += `${line}\n`
      if (tells?.test(line)) console.log(line)
    })
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => settle({ ok: code === 0, output }))
  })
}

/** `N passed, N failed`, as the scripts say that count for themselves. */
function readLastLine(output) {
  const [, good = 0, bad = 0] = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1) ?? []
  return { passed: Number(good), failed: Number(bad) }
}
