import { inspect } from 'node:util'

import { describe, expect, it } from 'vitest'

import { exchange, get, leaks, password, untyped, username, write } from './proxyKit.ts'

const stores = '/v1/ControlPlane/Stores'
const authorization = `Basic ${btoa(`${username}:${password}`)}`

/** As `console.error` would write it, and more of it. */
function logged(errors: readonly unknown[]): string {
  return inspect(errors, { depth: Infinity, showHidden: true, getters: true })
}

describe('an error of fetch goes to the log without the credentials, which', () => {
  const errors: readonly [where: string, error: unknown][] = [
    ['stand in its text', new Error(`connect ${username}:${password}@host`)],
    ['stand in its name', Object.assign(new Error('x'), { name: authorization })],
    ['stand in its stack', Object.assign(new Error('x'), { stack: `at ${password}` })],
    ['stand in its cause', new TypeError('fetch failed', { cause: new Error(authorization) })],
    ['stand in a cause’s cause', new Error('a', { cause: { cause: new Error('b', { cause: password }) } })],
    ['stand in one of several', new AggregateError([new Error('a'), new Error(authorization)], 'all')],
    [
      'stand in the request a library hangs on it',
      Object.assign(new Error('x'), { config: { headers: { authorization } } }),
    ],
    ['stand in Headers', Object.assign(new Error('x'), { headers: new Headers({ authorization }) })],
    [
      'stand in a Request',
      Object.assign(new Error('x'), { request: new Request('https://a', { headers: { authorization } }) }),
    ],
    ['stand in a Map', Object.assign(new Error('x'), { sent: new Map([['authorization', authorization]]) })],
    ['stand in bytes', Object.assign(new Error('x'), { sent: Buffer.from(authorization) })],
    ['stand behind a symbol', Object.assign(new Error('x'), { [Symbol('sent')]: { password } })],
    ['are a member’s name', Object.assign(new Error('x'), { [password]: 1 })],
    ['are URL-encoded', new Error(encodeURIComponent(password))],
    ['are base64 in a URL', new Error(encodeURIComponent(btoa(`${username}:${password}`)))],
    ['are what was thrown', password],
    ['are thrown as an object', { toString: () => 'x', authorization }],
    [
      'are deep in a ring',
      (() => {
        const ring: Record<string, unknown> = { password }
        ring['self'] = ring
        return Object.assign(new Error('x'), { ring })
      })(),
    ],
  ]
  it.each(errors)('%s', async (_where, error) => {
    const { response, text, errors: told } = await exchange(get(stores), () => Promise.reject(error))
    expect(told).toHaveLength(1)
    expect(leaks(response, text)).toEqual([])
    expect(leaks(new Response(), logged(told))).toEqual([])
  })
})

it('an error without them is told as it is', async () => {
  const error = new Error('down', { cause: { code: 'ECONNREFUSED', url: 'https://memory.twilio.com' } })
  const { errors } = await exchange(get(stores), () => Promise.reject(error))
  expect(errors[0]).toBe(error)
})

it('what is struck out leaves the rest readable', async () => {
  const { errors } = await exchange(get(stores), () => Promise.reject(new TypeError(`no ${password} here`)))
  expect(String(errors[0])).toBe('TypeError: no [credentials] here')
})

it('an error too large to look through is told by its text alone', async () => {
  const rows = Array.from({ length: 1_000 }, () => ({}))
  const error = Object.assign(new Error('many'), { rows, late: { password } })
  const { errors } = await exchange(get(stores), () => Promise.reject(error))
  expect(Object.keys(Object(errors[0]))).toEqual([])
  expect(leaks(new Response(), logged(errors))).toEqual([])
})

it('the credentials of a scope, and a signing secret, are struck out too', async () => {
  const signingSecret = 'a secret of more than thirty-two letters'
  const { errors } = await exchange(
    get(stores),
    () => Promise.reject(new Error(`${password} ${signingSecret}`)),
    {
      signingSecret,
      credentials: async () => ({ username, password }),
    },
  )
  expect(String(errors[0])).toBe('Error: [credentials] [credentials]')
})

it('they are struck out of what a statusStore throws, too', async () => {
  const failing = () => Promise.reject(new Error(`redis://x:${password}@host`))
  const statusStore = { get: failing, set: () => true, setIfAbsent: () => true }
  const { errors } = await exchange(get('/v2/ControlPlane/Operations/o1'), undefined, { statusStore })
  expect(String(errors[0])).toBe('Error: redis://x:[credentials]@host')
})

it('a Basic header of whomever is struck out, even where it is not known', async () => {
  const { errors } = await exchange(write('DELETE', `${stores}/s1`), undefined, {
    authorize: () => {
      throw new Error(`replayed Basic ${btoa('SK9:other')}`)
    },
    ...untyped({ credentials: async () => ({ username, password }) }),
  })
  expect(String(errors[0])).toBe('Error: replayed [credentials]')
})
