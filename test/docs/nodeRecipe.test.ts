import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { resolve } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { bundleExample } from './bundleExample.ts'

/** Runs the example server on any free port and prints the port. */
const SERVER = `
  import { Server } from 'node:net'
  const { listen } = Server.prototype
  Server.prototype.listen = function (...given) {
    return listen.apply(this, given).once('listening', () => console.log(this.address().port))
  }
  await import('./test/apps/node-http/src/server.ts')
`
const folder = resolve('node_modules/.cache/react-accepted/nodeServer')
let port = 0
let server: ChildProcess | undefined

beforeAll(async () => {
  const PAGE = `${folder}/page`
  mkdirSync(PAGE, { recursive: true })
  writeFileSync(`${PAGE}/index.html`, 'the page')
  writeFileSync(`${folder}/outside.txt`, 'outside')
  const file = await bundleExample(SERVER, 'nodeServer/server')
  const env = { ...process.env, PORT: '0', PAGE, TWILIO_API_KEY: 'SK0', TWILIO_API_SECRET: 'secret' }
  const started = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  server = started
  port = Number(String(await once(started.stdout, 'data')))
})

afterAll(() => void server?.kill())

/** Sends the request target unchanged; `fetch` would normalize it. */
function ask(target: string): Promise<string> {
  return new Promise((answered, reject) => {
    let text = ''
    const head = `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`
    const socket = connect(port, '127.0.0.1', () => socket.write(head))
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    socket.on('close', () => answered(text)).on('error', reject)
  })
}

test.each([
  ['//', 404],
  ['http://[', 404],
  ['http://a/../../../outside.txt', 404],
  ['/../outside.txt', 404],
  ['/api/twilio//', 404],
  ['/?x=//', 200],
])('the example server answers %j with %d and keeps running', async (target, status) => {
  expect((await ask(target)).split(' ', 2)[1]).toBe(String(status))
  expect(await ask('/')).toContain('the page')
})
