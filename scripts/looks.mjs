// Checks how the package, as npm would publish it, looks in host pages (test/hosts), built for production:
// compares the styles that Chromium computes there with a page that has only our CSS. Prints one line per
// host and scheme. `node scripts/looks.mjs [names…]`. LOOKS_PICTURES: a folder for screenshots. LOOKS_FOLDER:
// builds the hosts there and keeps them. LOOKS_ALL: prints all findings instead of five per aspect.
import { readFileSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { chromium } from 'playwright'
import { runnerImport } from 'vite'

import { buildHost, install, readAppOfReadme } from './looks/build.mjs'
import { hosts, reference } from './looks/hosts.mjs'
import { ASPECTS } from './looks/judge.mjs'
import { createReference, visit } from './looks/visit.mjs'
import { pack } from './packing.mjs'

const names = process.argv.slice(2)
const unknown = names.filter((name) => !(name in hosts))
if (unknown.length > 0)
  throw new RangeError(`There is no host ${unknown.join(', ')} in scripts/looks/hosts.mjs.`)
const chosen = Object.entries(hosts).filter(([name]) => names.length === 0 || names.includes(name))
const { LOOKS_FOLDER, LOOKS_PICTURES } = process.env

const root = LOOKS_FOLDER ? resolve(LOOKS_FOLDER) : await mkdtemp(join(tmpdir(), 'react-accepted-looks-'))
if (!LOOKS_FOLDER) process.once('exit', () => rmSync(root, { recursive: true, force: true }))
if (LOOKS_PICTURES) await mkdir(LOOKS_PICTURES, { recursive: true })
await mkdir(root, { recursive: true })

let passed = 0
let failed = 0
const tarball = pack(root)
const app = await readAppOfReadme()
const tokens = readTokens()
// Node 20 cannot run TypeScript.
const { module } = await runnerImport('./scripts/findChromium.ts')
const browser = await chromium.launch(await module.findChromium())
const used = [...chosen.map(([, host]) => host), reference]
const workspaces = new Map(
  [...new Set(used.map((host) => host.in))].map((name) => {
    const packages = used.flatMap((host) => (host.in === name ? (host.packages ?? []) : []))
    return [name, install(root, name, [...new Set(packages)], tarball)]
  }),
)
try {
  await workspaces.get(reference.in)
  const plain = await createReference(browser, await buildHost(root, 'reference', reference, app), tokens)
  // Builds one while the other is being checked.
  const waiting = [...chosen]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await look(...next, plain)
  }
  await Promise.all([work(), work()])
  await plain.stop()
} finally {
  await browser.close()
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function look(name, host, plain) {
  let built
  try {
    await workspaces.get(host.in)
    built = await buildHost(root, name, host, app)
    const seen = await visit({
      browser,
      host,
      built,
      tokens,
      plain,
      pictures: LOOKS_PICTURES && join(LOOKS_PICTURES, name),
    })
    for (const [scheme, wrong] of seen) report(`${name}, ${scheme}`, wrong)
  } catch (error) {
    failed += 1
    console.log(`✗ ${name}\n${error.stack}`)
  } finally {
    await built?.stop()
  }
}

function report(name, wrong) {
  const isGood = wrong.length === 0
  if (isGood) passed += 1
  else failed += 1
  const words = ASPECTS.map((aspect) => {
    const count = wrong.filter((one) => one.aspect === aspect).length
    return `${aspect} ${count === 0 ? 'ok' : `${count} wrong`}`
  })
  console.log(`${isGood ? '✓' : '✗'} ${name}: ${words.join(' · ')}`)
  const most = process.env.LOOKS_ALL ? Infinity : 5
  for (const aspect of ASPECTS) {
    const lines = group(wrong.filter((one) => one.aspect === aspect))
    for (const line of lines.slice(0, most)) console.log(`    ${line}`)
    if (lines.length > most) console.log(`    … and ${lines.length - most} more of ${aspect}`)
  }
}

/** One line for the same finding at many elements, naming the first element. */
function group(wrong) {
  const groups = new Map()
  for (const one of wrong) {
    const [, kind = ''] = /([^ ]*?)(?::\d+|\(\d+\))?$/.exec(one.key) ?? []
    const line = one.aspect === 'tokens' ? one.what : `${kind} ${one.what}`
    groups.set(line, [...(groups.get(line) ?? []), one])
  }
  return [...groups].map(([line, [first, ...more]]) => {
    const others = more.length > 0 ? `, and ${more.length} more` : ''
    return `${first.aspect}: ${line} (${first.where}: ${first.key}${others})`
  })
}

/** Every custom property that the package's stylesheet sets. */
function readTokens() {
  return [...new Set(readFileSync('dist/styles.css', 'utf8').match(/--ra-[\w-]+(?=\s*:)/g))]
}
