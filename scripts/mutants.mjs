// Breaks one rule of the engine at a time, in a copy of the project, and checks that a test fails. The rules
// are in test/mutants. `npm run test:mutants -- poll-early` breaks only the named rules; UPDATE_MUTANTS=1
// records which test failed for each.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'

import { runnerImport } from 'vite'

const FOLDER = 'test/mutants'
/** The fastest tests run first. A mutant that survives them meets all others, including random histories. */
const FIRST_FOLDERS = [['test/protocol', 'test/client'], ['test/hooks']]
const RANDOM_TEST = /\.property\.test\.ts$|model\.test\.tsx$/
const MAX_COPIES = 2
const MAX_STEP_MS = 10 * 60_000

const { mutants } = (await runnerImport('./test/mutants/index.ts')).module
const { mutate } = (await runnerImport('./scripts/mutate.ts')).module

const started = performance.now()
const home = mkdtempSync(join(tmpdir(), 'react-accepted-mutants-'))
const running = new Set()

process.on('exit', () => {
  for (const { pid } of running) stop(pid)
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130))

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1

async function main(chosen) {
  const unknown = chosen.filter((name) => mutants.every((mutant) => mutant.name !== name))
  const left = mutants.filter(({ name }) => chosen.length === 0 || chosen.includes(name))
  const count = left.length
  if (unknown.length > 0 || count === 0) {
    console.log(`No such mutant in ${FOLDER}: ${unknown.join(', ') || 'the folder has none'}.`)
    return false
  }

  const files = (await run('git', ['ls-files', '-coz', '--exclude-standard'], '.')).output
    .split('\0')
    .filter((file) => file && existsSync(file))
  const sources = new Map(
    files.flatMap((file) => (/^src\/.*\.tsx?$/.test(file) ? [[file, readFileSync(file, 'utf8')]] : [])),
  )
  const copies = Array.from({ length: Math.min(MAX_COPIES, count) }, (_, index) =>
    createCopy(join(home, `copy-${index}`), files),
  )
  const trouble = await tryUnbroken(copies[0])
  if (trouble) {
    console.log(`The unchanged project fails, so mutants would prove nothing.\n${trouble}`)
    return false
  }

  let caught = 0
  const work = async (copy) => {
    for (let mutant = left.shift(); mutant; mutant = left.shift()) {
      const { isCaught, line } = await tryMutant(copy, sources, mutant)
      if (isCaught) caught += 1
      console.log(line)
    }
  }
  await Promise.all(copies.map(work))
  const seconds = Math.round((performance.now() - started) / 1000)
  console.log(`\n${caught} of ${count} mutants were caught (${seconds} s)`)
  return caught === count
}

/** Copies all files that git tracks or would add. Links the tools, but their output stays in the copy. */
function createCopy(folder, files) {
  for (const file of files) cpSync(file, join(folder, file))
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  for (const name of readdirSync('node_modules')) {
    if (name.startsWith('.') && name !== '.bin') continue
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name))
  }
  return folder
}

/** What fails in the unchanged project; `undefined` if nothing does. */
async function tryUnbroken(copy) {
  const types = await checkTypes(copy)
  return types.isGood ? (await runTests(copy, [], MAX_COPIES)).trouble : types.output
}

async function tryMutant(copy, sources, mutant) {
  const { name, rule } = mutant
  let changed = new Map()
  try {
    changed = mutate(sources, mutant)
    for (const [path, source] of changed) writeFileSync(join(copy, path), source)
    // A mutant that does not compile would fail every test and prove nothing.
    const types = await checkTypes(copy)
    if (!types.isGood) return miss('DOES NOT COMPILE', types.output)
    const { trouble, test } = await runInTurn(copy, mutant.test)
    if (test) {
      if (process.env.UPDATE_MUTANTS) writeTest(mutant, test.split(' > ', 1)[0])
      return { isCaught: true, line: `killed    ${name}: ${rule}\n          by ${test}` }
    }
    return trouble ? miss('BROKE THE RUN', trouble) : miss('SURVIVED', '')
  } catch (error) {
    if (changed.size > 0) throw error
    return miss('DOES NOT APPLY', error.message)
  } finally {
    for (const path of changed.keys()) writeFileSync(join(copy, path), sources.get(path))
  }

  function miss(word, output) {
    return { isCaught: false, line: [`${word}  ${name}: ${rule}`, output.trim()].filter(Boolean).join('\n') }
  }
}

function writeTest({ name }, test) {
  for (const file of readdirSync(FOLDER)) {
    const path = join(FOLDER, file)
    const [before, row, ...rest] = readFileSync(path, 'utf8').split(new RegExp(`(^ +name: '${name}',$)`, 'm'))
    if (row) writeFileSync(path, before + row + rest.join('').replace(/(?<=\n {4}test: ')[^']*/, test))
  }
}

/** Runs all tests, those most likely to fail first. */
async function runInTurn(copy, first) {
  if (existsSync(join(copy, first))) {
    const result = await runTests(copy, [first])
    if (result.trouble) return result
  }
  for (const folders of FIRST_FOLDERS) {
    const result = await runTests(
      copy,
      folders.flatMap((folder) => listPlainTests(copy, folder)),
    )
    if (result.trouble) return result
  }
  return runTests(copy, [])
}

function listPlainTests(copy, folder) {
  return readdirSync(join(copy, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.tsx?$/.test(file) && !RANDOM_TEST.test(file))
    .map((file) => `${folder}/${file}`)
}

function checkTypes(copy) {
  const unused = ['--noUnusedLocals', 'false', '--noUnusedParameters', 'false']
  const memory = ['--incremental', '--tsBuildInfoFile', `${copy}.tsbuildinfo`]
  return run('node_modules/.bin/tsc', [...unused, ...memory], copy)
}

/** Runs tests until the first failure: `trouble` if anything failed, and `test` if that was a test. */
async function runTests(copy, which, workers = 1) {
  const report = `${copy}.json`
  rmSync(report, { force: true })
  const projects = ['--project', 'unit', '--project', 'dom']
  const manner = [
    '--bail',
    '1',
    `--maxWorkers=${workers}`,
    '--no-cache',
    '--reporter=json',
    // It checks that each mutant can still be made, which fails once one has been made.
    `--exclude=${FOLDER}/**`,
    `--outputFile=${report}`,
  ]
  const { isGood, output } = await run(
    'node_modules/.bin/vitest',
    ['run', ...projects, ...manner, ...which],
    copy,
  )
  if (isGood) return {}
  const { testResults = [] } = JSON.parse(readIfThere(report) ?? '{}')
  for (const { name, assertionResults } of testResults) {
    const failed = assertionResults.find(({ status }) => status === 'failed')
    if (!failed) continue
    const test = [relative(copy, name), ...failed.ancestorTitles, failed.title].join(' > ')
    return { test, trouble: `${test}\n${failed.failureMessages.join('\n')}` }
  }
  return { trouble: output || 'The run ended without output.' }
}

function run(command, given, cwd) {
  return new Promise((settle, reject) => {
    // The same random histories with and without a mutant, so that only the mutant makes a difference.
    // Vite, which loads the mutants, has set NODE_ENV to development.
    const env = { MODEL_SEED: '1', ...process.env, NODE_ENV: 'test' }
    const child = spawn(command, given, { cwd, env, detached: true })
    const timer = setTimeout(() => stop(child.pid), MAX_STEP_MS)
    running.add(child)
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      running.delete(child)
      settle({ isGood: code === 0, output })
    })
  })
}

/** Kills a command and all processes that it has started. */
function stop(pid) {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has already ended.
  }
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
