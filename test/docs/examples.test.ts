import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

import { checkPolls } from 'react-accepted/simulator'
import { expect, test, vi } from 'vitest'

import { bundleCli, runCli, urlOf } from '../node/runCli.ts'
import { bundleExample, bundleExamples } from './bundleExample.ts'
import { findPages } from './findPages.ts'
import { readExamples } from './readExamples.ts'

const run = promisify(execFile)
const folder = resolve('node_modules/.cache/react-accepted/examples')
const examples = findPages()
  .flatMap(readExamples)
  .filter(({ language }) => language === 'ts' || language === 'tsx')

const nameOf = ({ place, language }: { place: string; language: string }) =>
  `${place.replaceAll(/\W/g, '-')}.${language}`

test('every example in the README and the guides compiles', { timeout: 60_000 }, async () => {
  expect(examples.length).toBeGreaterThan(25)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const example of examples) writeFileSync(`${folder}/${nameOf(example)}`, example.code)
  const options = {
    extends: resolve('tsconfig.json'),
    compilerOptions: { noUnusedLocals: false },
    files: examples.map(nameOf),
    include: [],
  }
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(options))
  const failed = await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder]).then(
    () => '',
    (error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)),
  )
  expect(failed).toBe('')
})

test('every example that starts nothing loads, and the library accepts what it passes', async () => {
  const outdir = `${folder}-loaded`
  const loaded = examples.filter(({ code }) => !/\.listen\(|^(const .* = )?await /m.test(code))
  rmSync(outdir, { recursive: true, force: true })
  const entryPoints = loaded.map((example) => `${folder}/${nameOf(example)}`)
  await bundleExamples(entryPoints, outdir)
  for (const name of ['TWILIO_API_KEY', 'TWILIO_API_SECRET', 'OPERATIONS_SECRET'])
    vi.stubEnv(name, 'x'.repeat(32))
  const files = readdirSync(outdir)
  expect(files).toHaveLength(loaded.length)
  const failures: string[] = []
  for (const file of files) {
    const loading: Promise<object> = import(/* @vite-ignore */ `${outdir}/${file}`)
    await loading.catch((error: unknown) => failures.push(`${file}: ${String(error)}`))
  }
  expect(failures).toEqual([])
  vi.unstubAllEnvs()
})

test(
  'the README script creates a store, then a configuration that uses it, and prints its ID',
  { timeout: 60_000 },
  async () => {
    const script = examples.find(({ code }) => code.includes('waitUntilActive'))
    const outfile = await bundleExample(script?.code ?? '', 'readmeScript')
    const cli = await bundleCli('readmeCli')
    const times = ['--operation-ms', '1200', '--provisioning-ms', '500', '--retry-after', '1']
    const simulator = runCli(cli, 'simulate', '--port', '0', '--controls', ...times)
    try {
      const url = await urlOf(simulator)
      const { stdout } = await run(process.execPath, [outfile], { env: { ...process.env, API: url } })
      expect(stdout.trim()).toMatch(/^conv_configuration_[0-7][0-9a-z]{25}$/)
      const answer = await fetch(`${url}/__simulator/log`)
      const log: unknown = await answer.json()
      expect(Array.isArray(log) && checkPolls(log)).toEqual([])
    } finally {
      simulator.child.kill()
      await simulator.exit
    }
  },
)
