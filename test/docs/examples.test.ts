import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

import { checkPolls } from 'react-accepted/simulator'
import { expect, test } from 'vitest'

import { bundleCli, runCli, urlOf } from '../node/runCli.ts'
import { bundleExample } from './bundleExample.ts'
import { readExamples } from './readExamples.ts'

const run = promisify(execFile)
const folder = resolve('node_modules/.cache/react-accepted/examples')
const pages = [
  'README.md',
  ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
  ...readdirSync('stories/tasks').flatMap((name) => (name.endsWith('.mdx') ? [`stories/tasks/${name}`] : [])),
]
const examples = pages.flatMap(readExamples).filter(({ language }) => language === 'ts' || language === 'tsx')

test('every example of the README, the guides and the task pages compiles', { timeout: 60_000 }, async () => {
  expect(examples.length).toBeGreaterThan(9)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const files = examples.map(({ place, language, code }) => {
    const name = `${place.replaceAll(/\W/g, '-')}.${language}`
    writeFileSync(`${folder}/${name}`, code)
    return name
  })
  const options = {
    extends: resolve('tsconfig.json'),
    compilerOptions: { noUnusedLocals: false },
    files,
    include: [],
  }
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(options))
  const failed = await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder]).then(
    () => '',
    (error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)),
  )
  expect(failed).toBe('')
})

test(
  'the script of the README creates a store and a configuration on it, and prints its ID',
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
