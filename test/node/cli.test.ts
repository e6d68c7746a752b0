import { request } from 'node:http'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

import { afterEach, beforeAll, expect, test } from 'vitest'

import { createAsk } from '../twilio/simulator/createHarness.ts'
import { bundleCli, runCli, urlOf } from './runCli.ts'
import type { Run } from './runCli.ts'

let file: string
const runs: Run[] = []

beforeAll(async () => {
  file = await bundleCli('cli')
})

afterEach(async () => {
  for (const { child, exit } of runs.splice(0)) {
    child.kill('SIGKILL')
    await exit
  }
})

function run(...args: string[]): Run {
  const started = runCli(file, ...args)
  runs.push(started)
  return started
}

async function serve(...args: string[]) {
  const started = run('simulate', '--port', '0', ...args)
  const url = await urlOf(started)
  return { ...started, url, ask: createAsk({ fetch }, url) }
}

const control = (url: string, action: string, body: object) =>
  fetch(`${url}/__simulator/${action}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

test('simulate prints its address on one line and serves the demo', async () => {
  const { ask, stdout, url } = await serve()
  expect(stdout()).toMatch(/^Simulator on http:\/\/127\.0\.0\.1:\d+ .*baseUrl.*\n$/)
  const { body } = await ask('GET', '/v2/ControlPlane/Configurations')
  expect(body.configurations.length).toBeGreaterThan(0)
  const accepted = await ask('DELETE', `/v2/ControlPlane/Configurations/${body.configurations[0].id}`)
  expect(accepted.body.statusUrl).toMatch(`${url}/v2/ControlPlane/Operations/proc_job_`)
  expect(accepted.headers.get('Retry-After')).toBe('2')
  expect((await fetch(`${url}/__simulator/log`)).status).toBe(401)
})

const ALL_FLAGS =
  '--seed empty --controls --virtual-clock --retry-after 7 --operation-ms 100 --provisioning-ms 0 --dialect params --no-related'.split(
    ' ',
  )

test('the flags reach the simulator', async () => {
  const { ask, url } = await serve(...ALL_FLAGS)
  expect((await ask('GET', '/v1/ControlPlane/Stores')).body.stores).toEqual([])
  expect((await ask('POST', '/v1/ControlPlane/Stores', {})).body).toMatchObject({
    params: { field: 'displayName' },
  })
  const stored = await ask('POST', '/v1/ControlPlane/Stores', { displayName: 'ferry' })
  expect(stored.headers.get('Retry-After')).toBe('7')
  await control(url, 'advance', { ms: 100 })
  const { result } = (await ask('GET', new URL(stored.body.statusUrl).pathname)).body
  expect((await ask('GET', `/v1/ControlPlane/Stores/${result.id}`)).body.status).toBe('ACTIVE')
  const accepted = await ask('POST', '/v2/ControlPlane/Configurations', {
    displayName: 'Night ferry',
    description: '',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId: result.id,
  })
  expect(accepted.body.related).toBeNull()
})

test('--contract serves another API, with the shared flags', async () => {
  const { stdout, url } = await serve(
    ...'--contract azure --outcome failed --retry-after 7 --operation-ms 50 --controls --virtual-clock'.split(
      ' ',
    ),
  )
  expect(stdout()).toMatch(/^Simulator on http:\/\/127\.0\.0\.1:\d+ \(azure; .*\n$/)
  const accepted = await fetch(`${url}/reports`, { method: 'POST' })
  expect(accepted.status).toBe(202)
  expect(accepted.headers.get('Retry-After')).toBe('7')
  await control(url, 'advance', { ms: 50 })
  const operation = await fetch(accepted.headers.get('Operation-Location') ?? '')
  expect(await operation.json()).toMatchObject({ status: 'Failed' })
})

test('--retry-after none omits the header', async () => {
  const { ask } = await serve('--retry-after', 'none')
  const stored = await ask('POST', '/v1/ControlPlane/Stores', { displayName: 'ferry-two' })
  expect(stored.status).toBe(202)
  expect(stored.headers.get('Retry-After')).toBeNull()
})

test('dropped connections are cut, and truncated responses end after their headers', async () => {
  const { ask, url } = await serve('--controls')
  const path = '/v1/ControlPlane/Stores'
  for (const kind of ['dropBefore', 'dropAfter']) {
    await control(url, 'script', { on: 'stores.list', fault: { kind } })
    await expect(ask('GET', path)).rejects.toThrow('fetch failed')
  }
  await control(url, 'script', { on: 'stores.list', fault: { kind: 'truncated' } })
  const response = await fetch(`${url}${path}`, { headers: { Authorization: `Basic ${btoa('AC1:secret')}` } })
  expect(response.status).toBe(200)
  await expect(response.text()).rejects.toThrow('terminated')
  expect((await ask('GET', path)).status).toBe(200)
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s finishes pending requests and exits with 0', async (signal) => {
  const { ask, child, exit, stderr, url } = await serve('--controls')
  await control(url, 'script', { on: 'stores.list', fault: { kind: 'slow', ms: 300 } })
  const slow = ask('GET', '/v1/ControlPlane/Stores')
  await expect
    .poll(async () => (await (await fetch(`${url}/__simulator/log`)).json()).length, { interval: 5 })
    .toBe(1)
  child.kill(signal)
  expect((await slow).status).toBe(200)
  expect(await exit).toBe(0)
  expect(stderr()).toBe('')
})

test('a second signal ends the process immediately', async () => {
  const { ask, child, exit, url } = await serve('--controls', '--virtual-clock')
  await control(url, 'script', { on: 'stores.list', fault: { kind: 'slow', ms: 1000 } })
  const cut = ask('GET', '/v1/ControlPlane/Stores').then(
    () => 'answered',
    (error: Error) => error.message,
  )
  await expect
    .poll(async () => (await (await fetch(`${url}/__simulator/log`)).json()).length, { interval: 5 })
    .toBe(1)
  child.kill('SIGINT')
  await expect.poll(() => refusal(url, '127.0.0.1'), { interval: 5 }).toBe('ECONNREFUSED')
  child.kill('SIGINT')
  expect(await cut).toBe('fetch failed')
  expect(await exit).toBeNull()
})

test('--help lists every flag and exits with 0', async () => {
  const { exit, stdout, stderr } = run('--help')
  expect(await exit).toBe(0)
  for (const flag of [
    'port',
    'host',
    'allow-host',
    'seed',
    'controls',
    'retry-after',
    'operation-ms',
    'dialect',
    'no-related',
    'contract',
    'outcome',
  ]) {
    expect(stdout()).toContain(`--${flag} `)
  }
  expect(stderr()).toBe('')
})

test.each([
  [[], /Say what to do: react-accepted simulate/],
  [['fly'], /There is no command "fly"/],
  [['simulate', 'now'], /"now" is one argument too many/],
  [['simulate', '--prot', '1'], /Unknown option '--prot'/],
  [['simulate', '--port', '65536'], /--port "65536" is not a port/],
  [['simulate', '--port', 'x'], /--port "x" is not a port/],
  [['simulate', '--port', ''], /--port "" is not a port/],
  [['simulate', '--allow-host', 'http://sim'], /--allow-host "http:\/\/sim" is not a host name/],
  [['simulate', '--allow-host', 'sim:4010'], /--allow-host "sim:4010" is not a host name/],
  [['simulate', '--allow-host', ''], /--allow-host "" is not a host name/],
  [['simulate', '--retry-after', '1.5'], /--retry-after "1.5" is not a duration/],
  [['simulate', '--operation-ms', '-1'], /--operation-ms/],
  [['simulate', '--dialect', 'E2'], /Give one of: classic, params, problem/],
  [['simulate', '--seed', 'x'], /Give one of: demo, empty/],
  [['simulate', '--contract', 'soap'], /--contract "soap" is not known. Give one of: azure, google,/],
  [['simulate', '--contract', 'azure', '--seed', 'demo'], /--seed has no meaning with --contract/],
  [['simulate', '--contract', 'azure', '--no-related'], /--no-related has no meaning with --contract/],
  [['simulate', '--outcome', 'failed'], /--outcome needs --contract/],
  [
    ['simulate', '--contract', 'azure', '--outcome', 'x'],
    /Give one of: completed, failed, cancelled, pending/,
  ],
  [
    ['simulate', '--contract', 'location', '--outcome', 'cancelled'],
    /in "location" is PENDING, COMPLETED, FAILED/,
  ],
  [['simulate', '--virtual-clock'], /--virtual-clock needs --controls/],
])('%j is refused with exit code 2', async (args, message) => {
  const { exit, stderr, stdout } = run(...args)
  expect(await exit).toBe(2)
  expect(stderr()).toMatch(message)
  expect(stderr()).toMatch(/See: react-accepted --help\n$/)
  expect(stdout()).toBe('')
})

test('the process exits with 1 and a plain message if the port is in use', async () => {
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  const { port } = holder.address() as AddressInfo
  const { exit, stderr } = run('simulate', `--port=${port}`)
  expect(await exit).toBe(1)
  expect(stderr()).toBe(
    `Port ${port} is already in use. Free it, or choose another: --port 4011, or 0 for any free port.\n`,
  )
  holder.close()
})

test('the process exits with 1 if the host does not belong to this machine', async () => {
  const { exit, stderr } = run('simulate', '--port', '0', '--host', '192.0.2.1')
  expect(await exit).toBe(1)
  expect(stderr()).toMatch(/^The simulator cannot listen: .*192\.0\.2\.1.*\n$/)
})

test('the simulator serves only this machine by default', async () => {
  const { url } = await serve()
  expect(await refusal(url, '127.0.0.1')).toBeNull()
  expect(await refusal(url, '127.0.0.2')).toBe('ECONNREFUSED')
})

/** Sends a request with another Host, as a page does whose domain resolves to this machine. */
function askAs(
  host: string,
  url: string,
  path: string,
): Promise<{ status: number | undefined; body: string }> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const options = { hostname, port, path, headers: { host, authorization: `Basic ${btoa('AC1:x')}` } }
    request(options, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
      response.on('end', () => resolve({ status: response.statusCode, body }))
    })
      .on('error', reject)
      .end()
  })
}

const STORES = '/v1/ControlPlane/Stores'

test('only requests for names of this machine are served, and the refusal says what to do', async () => {
  const { url } = await serve('--controls')
  const { port } = new URL(url)
  for (const name of ['localhost', 'LOCALHOST', '127.0.0.1', '[::1]'])
    expect((await askAs(`${name}:${port}`, url, STORES)).status).toBe(200)
  for (const name of [
    'rebound.example',
    'localhost.rebound.example',
    '127.0.0.1.rebound.example',
    '10.0.0.7',
  ]) {
    for (const path of [STORES, '/__simulator/log']) {
      const { status, body } = await askAs(`${name}:${port}`, url, path)
      expect(status).toBe(421)
      expect(JSON.parse(body)).toMatchObject({ detail: expect.stringContaining(`--allow-host ${name}`) })
    }
  }
})

test('requests for an allowed name or for the name it listens on are served', async () => {
  const { url } = await serve(
    '--allow-host',
    'Simulator',
    '--allow-host',
    'sim.internal',
    '--host',
    '0.0.0.0',
  )
  for (const name of ['simulator', 'sim.internal', '0.0.0.0'])
    expect((await askAs(name, url, STORES)).status).toBe(200)
  expect((await askAs('other', url, STORES)).status).toBe(421)
})

/** The error code of a refused connection to that address; null if it is accepted. */
function refusal(url: string, host: string): Promise<string | undefined | null> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), host)
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    socket.once('connect', () => {
      socket.destroy()
      resolve(null)
    })
  })
}
