import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

import { kill, killAtExit } from './processes.mjs'
import { readCounts } from './readCounts.mjs'

/**
 * Runs groups of steps one after another, `atOnce` steps of a group at a time. Goes on after a failure, so
 * that one run shows everything that fails. What failed stands at the end again. The last line is `N passed,
 * N failed`; the exit code is 1 if anything failed.
 *
 * A step is a `command`, or Vitest `projects` with optional `files` or folders, `exclude` (a glob) and `env`.
 * `workers`: number of parallel processes, by default one per processor. `isCounted`: the command itself
 * prints such a last line. `prints`: output lines to print immediately. A step that takes longer than
 * `maxStepMs` is killed, with all its children, and fails.
 */
export async function runSteps(groups, { atOnce, maxStepMs }) {
  const reports = await mkdtemp(join(tmpdir(), 'react-accepted-'))
  let passed = 0
  let failed = 0
  const failedSteps = []
  const failures = []

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
  for (const failure of failures) console.log(`\n✗ ${failure}`)
  console.log(failedSteps.length > 0 ? `\nFailed: ${failedSteps.join(', ')}` : '\nEverything passed.')
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0

  async function take({ name, command, env, isCounted, prints, ...step }) {
    const started = performance.now()
    const report = join(reports, `${name}.json`)
    const line = command ?? toVitest({ ...step, report })
    const { ok, output } = await run(line, { env, maxStepMs, prints })
    const counts = isCounted ? readLastLine(output) : step.projects ? await readCounts(report) : undefined
    passed += counts?.passed ?? 0
    // A step that fails without a failing test, such as a crash or a lint error, counts as a failure too.
    failed += counts?.failed || (ok ? 0 : 1)
    failures.push(...(counts?.failures ?? []))
    if (!ok) {
      failedSteps.push(name)
      console.log(output)
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const tests = counts ? `, ${counts.passed} passed, ${counts.failed} failed` : ''
    console.log(`${ok ? '✓' : '✗'} ${name} (${seconds} s${tests})`)
  }
}

function toVitest({ projects, files = [], exclude, workers = availableParallelism(), report }) {
  const chosen = [
    ...projects.map((project) => `--project ${project}`),
    ...files,
    ...(exclude ? [`--exclude '${exclude}'`] : []),
  ].join(' ')
  // Vitest's default leaves one processor idle.
  return `vitest run ${chosen} --maxWorkers=${workers} --no-allowOnly --reporter=default --reporter=json --outputFile.json="${report}"`
}

function run(command, { env, maxStepMs, prints }) {
  return new Promise((settle) => {
    const PATH = `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH}`
    const child = spawn(command, { shell: true, env: { ...process.env, ...env, PATH }, detached: true })
    const timer = setTimeout(() => kill(child.pid), maxStepMs)
    killAtExit(child)
    let output = `\n> ${command}\n`
    createInterface({ input: child.stdout }).on('line', (line) => {
      output += `${line}\n`
      if (prints?.test(line)) console.log(line)
    })
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => {
      clearTimeout(timer)
      settle({ ok: code === 0, output })
    })
  })
}

/** Reads the last `N passed, N failed` of a command that counts its own tests. */
function readLastLine(output) {
  const [, good = 0, bad = 0] = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1) ?? []
  return { passed: Number(good), failed: Number(bad) }
}
