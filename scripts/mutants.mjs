// Breaks one rule of the engine at a time, in a copy of the project, and checks that a test notices. Each patch of
// test/mutants breaks one; its first line says which, and its second which test file noticed it last: that is tried
// first. `npm run test:mutants -- poll-early` tries only those named; UPDATE_MUTANTS=1 writes down what noticed them.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'

const PATCHES = 'test/mutants'
const NOTICED_BY = /^by (\S+)\n/m
/** The quickest first; whatever these let pass meets all others, those of random histories included. */
const FIRST_FOLDERS = [['test/protocol', 'test/client'], ['test/hooks']]
const RANDOM_TEST = /\.property\.test\.ts$|model\.test\.tsx$/
const MAX_COPIES = 2
const MAX_STEP_MS = 10 * 60_000

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
  const all = readdirSync(PATCHES).flatMap((file) => (file.endsWith('.patch') ? [file.slice(0, -6)] : []))
  const unknown = chosen.filter((name) => !all.includes(name))
  const names = chosen.length > 0 ? chosen : all.toSorted()
  if (unknown.length > 0 || names.length === 0) {
    console.log(`No such patch in ${PATCHES}: ${unknown.join(', ') || 'there is none at all'}.`)
    return false
  }

  const files = (await run('git', ['ls-files', '-coz', '--exclude-standard'], '.')).output.split('\0')
  const copies = Array.from({ length: Math.min(MAX_COPIES, names.length) }, (_, index) =>
    createCopy(join(home, `copy-${index}`), files),
  )
  const trouble = await tryUnpatched(copies[0])
  if (trouble) {
    console.log(`Without any patch the project is not sound, so that no patch proves anything.\n${trouble}`)
    return false
  }

  const left = [...names]
  let caught = 0
  const work = async (copy) => {
    for (let name = left.shift(); name; name = left.shift()) {
      const { isCaught, line } = await tryPatch(copy, name)
      if (isCaught) caught += 1
      console.log(line)
    }
  }
  await Promise.all(copies.map(work))
  const seconds = Math.round((performance.now() - started) / 1000)
  console.log(`\n${caught} of ${names.length} mutants were caught (${seconds} s)`)
  return caught === names.length
}

/** A copy of what git knows or would take. Its tools are ours, but what these write stays within the copy. */
function createCopy(folder, files) {
  for (const file of files) if (file && existsSync(file)) cpSync(file, join(folder, file))
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  for (const name of readdirSync('node_modules')) {
    if (name.startsWith('.') && name !== '.bin') continue
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name))
  }
  return folder
}

/** What is wrong before anything was patched; nothing where all is well. */
async function tryUnpatched(copy) {
  const types = await checkTypes(copy)
  return types.isGood ? (await runTests(copy, [], MAX_COPIES)).trouble : types.output
}

async function tryPatch(copy, name) {
  const patch = resolve(PATCHES, `${name}.patch`)
  const text = readFileSync(patch, 'utf8')
  const rule = text.split('\n', 1)[0]
  const noticedBy = NOTICED_BY.exec(text)?.[1]
  const paths = [...text.matchAll(/^\+\+\+ b\/(.+)$/gm)].map(([, path]) => path)
  const before = paths.map((path) => [path, readIfThere(join(copy, path))])
  try {
    // Lines that have moved are found again, and what stands around them may have changed.
    const applied = await run('git', ['apply', '-C0', '--recount', '--ignore-whitespace', patch], copy)
    const isChanged = before.every(([path, source]) => source !== readIfThere(join(copy, path)))
    if (!applied.isGood || !isChanged) return miss('DOES NOT APPLY', applied.output)
    // What does not even compile would fail every test, and prove nothing.
    const types = await checkTypes(copy)
    if (!types.isGood) return miss('DOES NOT COMPILE', types.output)
    const { trouble, test } = await runInTurn(copy, noticedBy)
    if (test) {
      if (process.env.UPDATE_MUTANTS) writeNoticedBy(patch, text, test)
      return { isCaught: true, line: `killed    ${name}: ${rule}\n          by ${test}` }
    }
    return trouble ? miss('BROKE THE RUN', trouble) : miss('SURVIVED', '')
  } finally {
    for (const [path, source] of before) if (source !== undefined) writeFileSync(join(copy, path), source)
  }

  function miss(word, output) {
    return { isCaught: false, line: [`${word}  ${name}: ${rule}`, output.trim()].filter(Boolean).join('\n') }
  }
}

function writeNoticedBy(patch, text, test) {
  const file = test.split(' > ', 1)[0]
  const [rule, ...rest] = text.replace(NOTICED_BY, '').split('\n')
  writeFileSync(patch, [rule, `by ${file}`, ...rest].join('\n'))
}

/** Runs all tests in an order that finds out soon. */
async function runInTurn(copy, noticedBy) {
  if (noticedBy && existsSync(join(copy, noticedBy))) {
    const result = await runTests(copy, [noticedBy])
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

/** Runs tests up to the first that fails: `trouble` where something did, `test` where it was a test. */
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
  return { trouble: output || 'It did not end.' }
}

function run(command, given, cwd) {
  return new Promise((settle, reject) => {
    // The same random histories with and without a patch: a difference is the patch's own.
    const env = { MODEL_SEED: '1', ...process.env, GIT_CEILING_DIRECTORIES: home }
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

/** Ends a command and all it has started. */
function stop(pid) {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
