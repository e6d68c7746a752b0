import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { bundleCli, runCli } from './runCli.ts'

let file: string
const folder = mkdtempSync(join(tmpdir(), 'react-accepted-'))

beforeAll(async () => {
  file = await bundleCli('definitions')
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function write(content: string): string {
  const path = join(folder, 'openapi.json')
  writeFileSync(path, content)
  return path
}

async function run(...args: string[]) {
  const { exit, stdout, stderr } = runCli(file, ...args)
  return { code: await exit, stdout: stdout(), stderr: stderr() }
}

const paths = { '/a': { post: { operationId: 'start', responses: { 202: {} } } } }

test('definitions prints a module for OpenAPI 3.0 and 3.1', async () => {
  for (const openapi of ['3.0.3', '3.1.0', '3.1']) {
    const { code, stdout, stderr } = await run(
      'definitions',
      write(`\uFEFF${JSON.stringify({ openapi, paths })}`),
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^import \{ defineOperation, statusUrlDialect \} from "react-accepted\/client"$/m)
    expect(stdout).toMatch(/^export const start = defineOperation\(\{$/m)
  }
})

test.each([
  ['openapi: 3.1.0', /is not JSON\. Convert YAML first: npx @redocly\/cli bundle/],
  ['', /is not JSON/],
  ['[]', /is not an OpenAPI document: it must be a JSON object/],
  ['null', /is not an OpenAPI document/],
  ['{"swagger":"2.0"}', /is Swagger 2\.0\. Convert it to OpenAPI 3 first/],
  ['{"openapi":"4.0.0"}', /is not OpenAPI 3\.0 or 3\.1/],
  ['{"openapi":3.1}', /is not OpenAPI 3\.0 or 3\.1/],
  ['{"openapi":"3.1.0"}', /No POST, PUT, PATCH or DELETE of the document declares a 202 response/],
])('the document %j is refused with exit code 2', async (content, message) => {
  const { code, stdout, stderr } = await run('definitions', write(content))
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(message)
  expect(stderr).toMatch(/See: react-accepted --help\n$/)
})

test('a file above 50 MB, a device and a missing file are refused', async () => {
  const path = write('{}')
  truncateSync(path, 50 * 1024 * 1024 + 1)
  for (const one of [path, '/dev/zero', folder])
    expect(await run('definitions', one)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is not a file of at most 50 MB'),
    })
  expect(await run('definitions', join(folder, 'none.json'))).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/cannot be read: ENOENT/),
  })
})

test.each([
  [[], /Name the document: react-accepted definitions openapi\.json/],
  [['a.json', 'b.json'], /"b\.json" is one argument too many/],
  [['a.json', '--port', '1'], /"--port" is one argument too many/],
])('definitions %j is refused with exit code 2', async (args, message) => {
  const { code, stdout, stderr } = await run('definitions', ...args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(message)
})

test('--help names definitions', async () => {
  const { code, stdout } = await run('--help')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^ +react-accepted definitions <openapi\.json>$/m)
})
