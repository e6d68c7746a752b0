import { runInNewContext } from 'node:vm'

import { build } from 'esbuild'
import { createOperationsClient, defineOperation } from 'react-accepted/client'
import { afterEach, expect, test, vi } from 'vitest'

import { PRODUCTION } from '../../pages/bundlePage.ts'

const SECRET = 's3cr3t'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

/** A client of its own, for which the API's answers are not right. */
function createClient(...answers: Response[]) {
  let now = 0
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const fetch = async () => answers.shift()?.clone() ?? Response.error()
  const client = createOperationsClient({ baseUrl: 'https://api.example', fetch, now: () => now })
  const endpoint = defineOperation({
    kind: 'report',
    version: 1,
    method: 'POST',
    path: () => `/reports?token=${SECRET}`,
    takesIdempotencyKey: false,
  })
  return {
    submit: async () => client.submit(endpoint, undefined).catch((error: unknown) => error),
    poll: async () => {
      now += 60_000
      return client.check('/jobs/1')
    },
    said: () => warn.mock.calls.map(String),
  }
}

const answer = (body: object, status: number, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers: { ...headers, date: 'Mon, 05 Jan 2026 09:00:00 GMT' } })

test('in development, says what is in a first response that names no operation', async () => {
  vi.stubEnv('NODE_ENV', 'development')
  const { submit, said } = createClient(
    answer({ id: SECRET, state: 'queued' }, 202, { 'operation-location': `/jobs/${SECRET}` }),
  )
  await submit()
  expect(said()).toEqual([
    'react-accepted cannot read the response to POST https://api.example/reports. Broken contract: statusUrl ' +
      'should be the URL of the operation (no header has one either). It has the status 202, the headers ' +
      'content-type, date, operation-location and the fields id, state. If its API says this in another way, ' +
      'the client needs another dialect, or other options for it. Headers that CORS hides are missing.',
  ])
  expect(said().join()).not.toContain(SECRET)
})

test('does not repeat the query of a URL on another host', async () => {
  vi.stubEnv('NODE_ENV', 'development')
  const { submit, said } = createClient(answer({ statusUrl: `https://x.example/1?sig=${SECRET}` }, 202))
  await submit()
  const sentences =
    'https://x.example/1?… is outside this API, so it is not asked. Check ownOrigins. It has the status'
  expect(said()).toEqual([expect.stringContaining(sentences)])
  expect(said().join()).not.toContain(SECRET)
})

test('says once, not with each poll, what a status has instead', async () => {
  vi.stubEnv('NODE_ENV', 'development')
  const { poll, said } = createClient(...Array.from({ length: 3 }, () => answer({ state: 'running' }, 200)))
  await poll()
  await poll()
  await poll()
  expect(said()).toEqual([
    expect.stringContaining('status should be a string. It has the status 200, the headers'),
  ])
  expect(said().join()).toContain('the fields state')
})

test('says nothing of a server that has a bad day', async () => {
  vi.stubEnv('NODE_ENV', 'development')
  const { poll, said } = createClient(answer({}, 503), answer({}, 404), Response.error())
  await poll()
  await poll()
  await poll()
  expect(said()).toEqual([])
})

test.each(['production', 'test', undefined])('says nothing if NODE_ENV is %s', async (mode) => {
  vi.stubEnv('NODE_ENV', mode)
  const { submit, said } = createClient(answer({ id: '1' }, 202))
  await submit()
  expect(said()).toEqual([])
})

/** The client as an application's build has it, in a browser: there is no `process`. */
async function warnIn(mode: string) {
  const { outputFiles } = await build({
    entryPoints: ['src/client.ts'],
    ...PRODUCTION,
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    format: 'iife',
    globalName: 'accepted',
    write: false,
  })
  const script = outputFiles[0]?.text ?? ''
  const said: string[] = []
  const browser = {
    URL,
    Headers,
    AbortController,
    setTimeout,
    clearTimeout,
    TextDecoder,
    crypto,
    fetch: async () => answer({ state: 1 }, 200),
    console: { warn: (text: string) => said.push(text) },
  }
  await runInNewContext(
    `${script}; accepted.createOperationsClient({ baseUrl: 'https://a.example' }).check('/jobs/1')`,
    browser,
  )
  return { script, said }
}

test('is said in the page of a development server, and not part of a production build', async () => {
  const development = await warnIn('development')
  expect(development.said).toEqual([
    expect.stringContaining('cannot read the response to GET https://a.example/jobs/1'),
  ])
  const production = await warnIn('production')
  expect(production.said).toEqual([])
  expect(production.script).not.toContain('cannot read the response')
})

test('says nothing, and works, if there is no process, as in a page without a bundler', async () => {
  vi.stubGlobal('process', undefined)
  const { submit, said } = createClient(answer({ id: '1' }, 202))
  const error = await submit()
  vi.unstubAllGlobals()
  expect(String(error)).toContain('Broken contract')
  expect(said()).toEqual([])
})
