// Tests the package, as npm would publish it, in small real applications (test/apps). Copies each to an empty
// folder, installs, type-checks, builds and starts it, and drives it in Chromium.
// `node scripts/apps.mjs [names…]`
import { rmSync } from 'node:fs'
import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { chromium } from 'playwright'
import { runnerImport } from 'vite'

import { completesOverReload, hydrates, hydratesWhenWarm } from './appJourneys.mjs'
import { pack } from './packing.mjs'
import { freePort, run, start } from './processes.mjs'

/**
 * How each application differs. `isTested`: it has only tests and never starts. `page`: the application whose
 * built page it serves. `isRendered`: it renders on its server. `arguments`, `devArguments`: how to pass the
 * port to it, if PORT is not enough.
 */
const apps = {
  'vite-react-18': { arguments: (port) => ['--port', port] },
  'vite-react-19': { arguments: (port) => ['--port', port] },
  'node-http': { page: 'vite-react-18' },
  express: { page: 'vite-react-18' },
  hono: { page: 'vite-react-19' },
  next: { isRendered: true },
  jest: { isTested: true },
  'react-router': { isRendered: true, devArguments: (port) => ['--port', port] },
}

const names = process.argv.slice(2)
const unknown = names.filter((name) => !(name in apps))
if (unknown.length > 0) throw new RangeError(`There is no application ${unknown.join(', ')} in test/apps.`)
const chosen = names.length > 0 ? names : Object.keys(apps)

const root = await mkdtemp(join(tmpdir(), 'react-accepted-apps-'))
process.once('exit', () => rmSync(root, { recursive: true, force: true }))
const installed = new Map()
const ready = new Set()
let passed = 0
let failed = 0
let browser
try {
  const tarball = pack(root)
  // Node 20 cannot run TypeScript.
  const { module } = await runnerImport('./scripts/findChromium.ts')
  browser = await chromium.launch(await module.findChromium())
  installAll(tarball)
  for (const name of chosen) await takeThrough(name)
} finally {
  await browser?.close()
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function takeThrough(name) {
  const { page, isRendered, isTested } = apps[name]
  try {
    if (page) await built(page)
    const folder = await built(name)
    if (isTested) return
    await drive(name, folder, 'start', 'creates, survives a reload and shows the ID', completesOverReload)
    if (!isRendered) return
    await drive(name, folder, 'start', "hydrates its server's data", hydrates)
    await drive(name, folder, 'dev', 'hydrates without a warning in development', hydratesWhenWarm)
  } catch {
    // Already reported. The remaining checks depend on this one.
  }
}

/** Installs one after another, while the installed ones are built and driven. */
function installAll(tarball) {
  const needed = chosen.flatMap((name) => [apps[name].page ?? name, name])
  let last = Promise.resolve()
  for (const name of new Set(needed)) {
    last = last.then(() => install(name, tarball))
    installed.set(name, last)
    last = last.catch(() => undefined)
  }
}

async function install(name, tarball) {
  const folder = join(root, name)
  await cp(resolve('test/apps', name), folder, { recursive: true })
  await run(folder, ['npm', 'install', '--no-audit', '--no-fund', tarball])
}

/** Type-checks and builds an application, once. */
async function built(name) {
  const folder = join(root, name)
  if (ready.has(name)) return folder
  await check(`${name} installs`, () => installed.get(name))
  await check(`${name} type-checks, including the declarations that it uses`, () =>
    run(folder, ['npm', 'run', 'typecheck']),
  )
  const [script, what] = apps[name].isTested ? ['test', 'passes its tests'] : ['build', 'builds']
  await check(`${name} ${what}`, () => run(folder, ['npm', 'run', script]))
  ready.add(name)
  return folder
}

/**
 * Starts the installed package's simulator and the application in front of it, and runs a journey in a page.
 */
async function drive(name, folder, script, what, journey) {
  await check(`${name} ${what}`, async () => {
    const [simulatorPort, port] = [await freePort(), await freePort()]
    const simulatorUrl = `http://127.0.0.1:${simulatorPort}`
    const url = `http://localhost:${port}`
    const times = ['--operation-ms', '5000', '--retry-after', '1']
    const command = ['npx', 'react-accepted', 'simulate', '--port', simulatorPort, '--controls', ...times]
    const { page, arguments: own, devArguments } = apps[name]
    const given = (script === 'dev' ? devArguments : own)?.(port)
    const env = {
      PORT: port,
      TWILIO_API: simulatorUrl,
      TWILIO_API_KEY: 'SK0',
      TWILIO_API_SECRET: 'secret',
      ...(page && { PAGE: join(root, page, 'dist') }),
    }
    const simulator = start(folder, command)
    const app = start(folder, ['npm', 'run', script, ...(given ? ['--', ...given] : [])], env)
    // Not the server's time zone and language, so that hydration mismatches show.
    const context = await browser.newContext({
      reducedMotion: 'reduce',
      timezoneId: 'Asia/Kolkata',
      locale: 'de-DE',
    })
    try {
      await simulator.answers(`${simulatorUrl}/__simulator/log`)
      await app.answers(url)
      await journey({ context, url, simulatorUrl })
      const complaint = /^(?:Error|Warning): .*/m.exec(app.output())
      if (complaint) throw new Error(`The server reported: ${complaint[0]}`)
    } catch (error) {
      throw new Error(`${error.stack}\n\nOutput of the application:\n${app.output()}`, { cause: error })
    } finally {
      await context.close()
      await Promise.all([app.stop(), simulator.stop()])
    }
  })
}

async function check(what, work) {
  const started = performance.now()
  try {
    await work()
    passed += 1
    console.log(`✓ ${what} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  } catch (error) {
    failed += 1
    console.log(`✗ ${what}\n${error.message}`)
    throw error
  }
}
