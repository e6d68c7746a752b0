import { spawn } from 'node:child_process'
import { once } from 'node:events'

import { expect, it } from 'vitest'

import { bundleExample } from '../docs/bundleExample.ts'

const password = 'a-password-that-nobody-may-see'

/** Servers whose callbacks fail one after another in every possible way. Prints all responses at the end. */
const SERVER = `
  import { createServer } from 'node:http'
  import { toNodeListener } from './src/server.ts'
  import { createOrchestratorProxy } from './src/twilio/server.ts'

  const secret = '${password}'
  const unreadable = new Proxy(new Error('x'), { ownKeys() { throw new Error('unreadable') }, get() { throw new Error('unreadable') } })
  const ways = [
    () => { throw new Error(secret) },
    () => Promise.reject(new Error(secret)),
    () => new Promise((_, reject) => setTimeout(reject, 5, new Error(secret))),
    () => ({ then(_, reject) { reject(secret) } }),
    () => ({ get then() { throw new Error(secret) } }),
    () => Promise.reject(undefined),
    () => { throw Object.create(null) },
    () => { throw unreadable },
    () => { throw Symbol('x') },
  ]
  const good = {
    basePath: '/api/twilio',
    credentials: { username: 'SK1', password: secret },
    authorize: () => ({ scope: 'a' }),
    fetch: async () => new Response('{"status":"PENDING"}', { headers: { 'Content-Type': 'application/json' } }),
  }
  const store = { get: () => undefined, set: () => undefined, setIfAbsent: () => true }
  const broken = [
    (way) => ({ authorize: way }),
    (way) => ({ credentials: way }),
    (way) => ({ fetch: way }),
    (way) => ({ statusStore: { ...store, get: way } }),
    (way) => ({ statusStore: { ...store, set: way } }),
    (way) => ({ statusStore: { ...store, setIfAbsent: way } }),
    // The result of a clock is not awaited.
    (way) => ({ now: () => { const gone = way(); Promise.resolve(gone).catch(() => undefined); throw gone } }),
    (way) => ({ fetch: () => Promise.reject(new Error('down')) }),
  ]
  const seen = []
  for (const part of broken) for (const way of ways) for (const onError of [way, undefined]) {
    const proxy = createOrchestratorProxy({ ...good, ...part(way), onError })
    const listener = toNodeListener(proxy, { onError: way })
    const server = createServer(listener)
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address()
    for (const [method, path] of [['GET', '/v2/ControlPlane/Operations/o1'], ['POST', '/v1/ControlPlane/Stores']]) {
      const response = await fetch('http://127.0.0.1:' + port + '/api/twilio' + path, {
        method,
        ...(method === 'POST' && { body: '{}', headers: { 'Content-Type': 'application/json' } }),
      })
      seen.push(response.status + ' ' + (await response.text()) + JSON.stringify([...response.headers]))
    }
    server.closeAllConnections()
    server.close()
  }
  for (const way of ways) {
    const server = createServer(toNodeListener(way, { onError: way }))
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    const response = await fetch('http://127.0.0.1:' + server.address().port)
    seen.push(response.status + ' ' + (await response.text()))
    server.closeAllConnections()
    server.close()
  }
  await new Promise((resolve) => setTimeout(resolve, 50))
  console.log(JSON.stringify({ seen, leaked: seen.filter((text) => text.includes(secret)) }))
`

it('a callback never ends the process or leaks into a response, however it fails', async () => {
  const file = await bundleExample(SERVER, 'brokenCallbacks/server')
  const server = spawn(process.execPath, ['--unhandled-rejections=strict', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  server.stdout.on('data', (chunk: Buffer) => (out += chunk))
  server.stderr.on('data', (chunk: Buffer) => (err += chunk))
  const [code]: unknown[] = await once(server, 'close')
  expect(err).toBe('')
  expect(code).toBe(0)
  const { seen, leaked }: { seen: string[]; leaked: string[] } = JSON.parse(out)
  expect(leaked).toEqual([])
  expect(seen).toHaveLength(8 * 9 * 2 * 2 + 9)
  const statuses = new Set(seen.map((text) => text.slice(0, 3)))
  expect([...statuses].toSorted()).toEqual(['200', '500', '502'])
})
