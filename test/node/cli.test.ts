import { request } from 'node:http'
import { connect, createServer, type AddressInfo } from 'node:net'

import { afterEach, beforeAll, expect, test } from 'vitest'

import { createAsk } from '../simulator/simulatorKit.ts'
import { bundleCli, runCli, urlOf, type Run } from './runCli.ts'

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

test('simulate prints one line with where it listens, and serves the demo', async () => {
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

test('--retry-after none leaves the header out', async () => {
  const { ask } = await serve('--retry-after', 'none')
  const stored = await ask('POST', '/v1/ControlPlane/Stores', { displayName: 'ferry-two' })
  expect(stored.status).toBe(202)
  expect(stored.headers.get('Retry-After')).toBeNull()
})

test('dropped connections are cut, and truncated answers break off after their headers', async () => {
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

test.each(['SIGINT', 'SIGTERM'] as const)('%s finishes what is under way and ends with 0', async (signal) => {
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

test('a second signal ends it at once', async () => {
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

test('--help tells every flag and ends with 0', async () => {
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
  [['simulate', '--port', '65536'], /--port "65536" is no port/],
  [['simulate', '--port', 'x'], /--port "x" is no port/],
  [['simulate', '--port', ''], /--port "" is no port/],
  [['simulate', '--allow-host', 'http://sim'], /--allow-host "http:\/\/sim" is no host/],
  [['simulate', '--allow-host', 'sim:4010'], /--allow-host "sim:4010" is no host/],
  [['simulate', '--allow-host', ''], /--allow-host "" is no host/],
  [['simulate', '--retry-after', '1.5'], /--retry-after "1.5" is no time/],
  [['simulate', '--operation-ms', '-1'], /--operation-ms/],
  [['simulate', '--dialect', 'E2'], /Give one of: classic, params, problem/],
  [['simulate', '--seed', 'x'], /Give one of: demo, empty/],
  [['simulate', '--virtual-clock'], /--virtual-clock needs --controls/],
])('%j is refused with 2', async (args, message) => {
  const { exit, stderr, stdout } = run(...args)
  expect(await exit).toBe(2)
  expect(stderr()).toMatch(message)
  expect(stderr()).toMatch(/See: react-accepted --help\n$/)
  expect(stdout()).toBe('')
})

test('a taken port ends with 1 and a plain sentence', async () => {
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  const { port } = holder.address() as AddressInfo
  const { exit, stderr } = run('simulate', `--port=${port}`)
  expect(await exit).toBe(1)
  expect(stderr()).toBe(
    `Port ${port} is taken. Stop what listens there, or give another: --port 4011, or 0 for a free one.\n`,
  )
  holder.close()
})

test('a host that is not of this machine ends with 1', async () => {
  const { exit, stderr } = run('simulate', '--port', '0', '--host', '192.0.2.1')
  expect(await exit).toBe(1)
  expect(stderr()).toMatch(/^The simulator cannot listen: .*192\.0\.2\.1.*\n$/)
})

test('by default only this machine is served', async () => {
  const { url } = await serve()
  expect(await refusal(url, '127.0.0.1')).toBeNull()
  expect(await refusal(url, '127.0.0.2')).toBe('ECONNREFUSED')
})

/** Asks what listens there under another name, as a web page does whose name points to this machine. */
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

test('only names of this machine are answered for, and the refusal says what to do', async () => {
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

test('a name that is allowed, or that it listens on, is answered for', async () => {
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

/** Why a connection to that address is refused; null when it is not. */
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
